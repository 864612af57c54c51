import { down, type DownOptions } from './down.ts'
import type { Run } from './opened.ts'
import type { Recorded } from './recording.ts'
import type { Release } from './release.ts'
import { up, type UpOptions } from './up.ts'

/** What a run would send, to the letter, and to which database. */
export interface RunScript {
  readonly kind: 'script'
  readonly steps: readonly Recorded[]
}

/** The SQL that `up` would send now. Nothing is changed; only a second run could do otherwise. */
export function scriptOfUp(run: Run, options: UpOptions): Promise<RunScript> {
  return recorded(run, (recording) => up(recording, options))
}

/** The SQL that `down` would send now. */
export function scriptOfDown(run: Run, options: DownOptions): Promise<RunScript> {
  return recorded(run, (recording) => down(recording, options))
}

async function recorded(run: Run, work: (run: Run) => Promise<Release>): Promise<RunScript> {
  const steps: Recorded[] = []
  const { failure } = await work({ ...run, recording: steps })
  if (failure !== null) throw failure
  return { kind: 'script', steps }
}
