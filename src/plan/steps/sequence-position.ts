import type { SequenceParameters } from '../../catalogue/sequence.ts'
import type { Hazard } from '../hazard.ts'

/** Whether a sequence has to start anew, because it cannot stand where it stood at first. */
export function mustRestart(from: SequenceParameters, to: SequenceParameters): boolean {
  const start = BigInt(from.start)
  return start < BigInt(to.minimum) || start > BigInt(to.maximum)
}

/** What goes wrong where it has to. */
export function restartHazards(name: string, restarts: boolean): readonly Hazard[] {
  if (!restarts) return []
  return [{ kind: 'data-loss', sentence: `The position of ${name} is lost: it starts anew.` }]
}
