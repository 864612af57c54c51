import type { Hazard } from '../plan/hazard.ts'
import type { Paint } from './paint.ts'

/** Which hazards of a plan were not allowed, and the command that allows them. */
export function refusedHazardsText(hazards: readonly Hazard[], file: string, paint: Paint): string {
  const kinds = [...new Set(hazards.map(({ kind }) => kind))]
  const lines = hazards.map(({ kind, sentence }) => `  ${paint.bad(kind)}: ${sentence}`)
  const flags = kinds.map((kind) => `--allow ${kind}`).join(' ')
  return [
    'Nothing was done. The plan has hazards that were not allowed:',
    ...lines,
    '',
    `If that is wanted: elenchus run ${file} ${flags}`,
    '',
  ].join('\n')
}
