import type { Hazard } from '../plan/hazard.ts'
import { hazardText } from './hazard-text.ts'
import type { Paint } from './paint.ts'

/**
 * Which hazards of a plan were not allowed, and how to allow them.
 *
 * @param command the one that runs the plan with all of them allowed
 */
export function refusedHazardsText(
  hazards: readonly Hazard[],
  command: string,
  paint: Paint,
): string {
  const lines = hazards.map(({ kind, sentence }) => `  ${hazardText(kind, paint)}: ${sentence}`)
  return [
    'Nothing was done. The plan has hazards that were not allowed:',
    ...lines,
    '',
    `If that is wanted: ${command}`,
    '',
  ].join('\n')
}
