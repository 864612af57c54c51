import { expect, test } from 'vitest'
import type { HazardKind } from './hazard.ts'
import { planHazards } from './plan-hazards.ts'
import type { PlanBlock } from './plan.ts'

const block = (...kinds: readonly HazardKind[]): PlanBlock => ({
  transaction: true,
  statements: [
    {
      sql: 'x',
      subject: 'table public.a',
      observed: 'in-transaction',
      locks: [],
      rewrites: [],
      scans: [],
      lockTimeout: 3_000,
      hazards: kinds.map((kind) => ({ kind, sentence: 'It is so.' })),
      preflight: [],
    },
  ],
})

test('the hazards of a plan come once each, the gravest first', () => {
  const blocks = [block('long-scan', 'rewrite'), block(), block('data-loss', 'long-scan')]
  expect(planHazards({ blocks })).toEqual(['data-loss', 'rewrite', 'long-scan'])
  expect(planHazards({ blocks: [] })).toEqual([])
})
