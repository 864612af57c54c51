import { down } from './down.ts'
import type { Run } from './opened.ts'
import type { Release } from './release.ts'
import { up } from './up.ts'

/** What `redo` is asked for. */
export interface RedoOptions {
  readonly only: readonly string[]
  /** How many revisions are taken back and applied again. */
  readonly steps: number
}

/** The two halves of a redo. The second is null where the first failed or found nothing. */
export interface Redo {
  readonly kind: 'redo'
  readonly down: Release
  readonly up: Release | null
}

/** Takes the last applied revisions back and applies just these again, from the files as they are. */
export async function redo(run: Run, options: RedoOptions): Promise<Redo> {
  const { only } = options
  const back = await down(run, { only, depth: { kind: 'steps', count: options.steps } })
  const gone = back.databases.flatMap(({ database, done }) =>
    done.map(({ revision }) => `${database}/${revision}`),
  )
  if (back.failure !== null || gone.length === 0) return { kind: 'redo', down: back, up: null }
  const forth = await up(run, { only, exactly: gone, to: null, allowOutOfOrder: true })
  return { kind: 'redo', down: back, up: forth }
}
