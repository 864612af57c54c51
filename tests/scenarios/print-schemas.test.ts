import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ObjectKind } from '../../src/catalogue/object-reference.ts'
import { objectsOf } from '../../src/compare/catalogue-object.ts'
import { nativeSession } from '../support/catalogue-session.ts'
import { comesBack } from '../support/printed-schema.ts'
import { oddNames } from '../support/schema-arbitrary/odd-text.ts'
import { schemaArbitrary } from '../support/schema-arbitrary/schema-arbitrary.ts'

/** More are tried by `npx jiti bench/print-schemas.ts 5000`. */
const CASES = 300

/** Two sessions keep two cores busy. */
const SESSIONS = 2

test('drawn schemas are printed, loaded and found again as they were', async () => {
  const halves = Array.from({ length: SESSIONS }, async (_, seed) => {
    const session = await nativeSession(18)
    // To look for the dependencies doubles the time.
    const property = fc.asyncProperty(schemaArbitrary(), fc.nat(4), (drawn, turn) =>
      comesBack(session, drawn, { dependencies: turn === 0 }),
    )
    // To shrink such a schema takes minutes, and it is told by its statements.
    const details = await fc.check(property, {
      numRuns: CASES / SESSIONS,
      seed,
      endOnFailure: true,
    })
    if (details.failed) {
      const path = details.counterexamplePath ?? ''
      const cause = details.errorInstance
      throw new Error(`seed ${seed}, path ${path}: ${String(cause)}`, { cause })
    }
  })
  await Promise.all(halves)
})

/** Every kind has a name or a text in some place; these two have none of the user's. */
const kinds: Readonly<Record<Exclude<ObjectKind, 'extension' | 'undescribed'>, true>> = {
  schema: true,
  type: true,
  'domain-check': true,
  'composite-attribute': true,
  sequence: true,
  table: true,
  view: true,
  column: true,
  'view-column': true,
  constraint: true,
  index: true,
  trigger: true,
  policy: true,
  routine: true,
  aggregate: true,
  statistics: true,
}

test('an odd name can stand in every place of every kind of object, and an odd text too', async () => {
  const halves = Array.from({ length: SESSIONS }, async (_, half) => {
    const session = await nativeSession(18)
    for (const odd of oddNames.filter((_, at) => at % SESSIONS === half)) {
      const words = { names: fc.constant(odd), texts: fc.constant(odd), full: true }
      for (const drawn of fc.sample(schemaArbitrary(words), { numRuns: 1, seed: 11 })) {
        const found = [...objectsOf(drawn.catalogue).values()].map(({ kind }) => kind)
        expect([...new Set(found)].sort()).toEqual(Object.keys(kinds).sort())
        await comesBack(session, drawn, { dependencies: false })
      }
    }
  })
  await Promise.all(halves)
})
