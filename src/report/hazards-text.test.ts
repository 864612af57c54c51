import { expect, test } from 'vitest'
import { refusedHazardsText } from './hazards-text.ts'
import { plainPaint } from './paint.ts'

test('refusedHazardsText names each hazard that was not allowed, and the command that allows them', () => {
  const hazards = [
    { kind: 'data-loss', sentence: 'The rows of table public.a are lost.' },
    { kind: 'long-scan', sentence: 'Every row of public.b is read.' },
  ] as const
  const command = 'elenchus run plan.json --on auth --allow data-loss --allow long-scan'
  expect(refusedHazardsText(hazards, command, plainPaint)).toBe(
    [
      'Nothing was done. The plan has hazards that were not allowed:',
      '  data-loss: The rows of table public.a are lost.',
      '  long-scan: Every row of public.b is read.',
      '',
      `If that is wanted: ${command}`,
      '',
    ].join('\n'),
  )
})
