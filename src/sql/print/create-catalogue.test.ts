import fc from 'fast-check'
import { expect, test } from 'vitest'
import { catalogueArbitrary } from '../../../tests/support/catalogue-arbitrary.ts'
import { schemaArbitrary } from '../../../tests/support/schema-arbitrary/schema-arbitrary.ts'
import type { Dependency } from '../../catalogue/dependency.ts'
import type { ReferenceTo } from '../../catalogue/object-reference.ts'
import { createCatalogue } from './create-catalogue.ts'

test('the same catalogue gives the same statements, in whatever order dependencies come', () => {
  fc.assert(
    fc.property(schemaArbitrary(), ({ catalogue, dependencies }) => {
      const creation = createCatalogue(catalogue, dependencies)
      expect(createCatalogue(catalogue, [...dependencies].reverse())).toEqual(creation)
      expect(createCatalogue(catalogue, [...dependencies, ...dependencies])).toEqual(creation)
    }),
    { numRuns: 100 },
  )
})

test('any catalogue and any dependencies come to an end', () => {
  const both = catalogueArbitrary().chain((catalogue) => {
    const references = [
      ...catalogue.tables.map(({ schema, name }): ReferenceTo<'table'> => {
        return { kind: 'table', schema, name }
      }),
      ...catalogue.views.map(({ schema, name }): ReferenceTo<'view'> => {
        return { kind: 'view', schema, name }
      }),
      ...catalogue.types.map(({ schema, name }): ReferenceTo<'type'> => {
        return { kind: 'type', schema, name }
      }),
      ...catalogue.routines.map(({ schema, name, identityArguments }): ReferenceTo<'routine'> => {
        return { kind: 'routine', schema, name, identityArguments }
      }),
    ]
    const reference = fc.constantFrom(...references)
    const dependency: fc.Arbitrary<Dependency> = fc.record({
      dependent: reference,
      on: reference,
      kind: fc.constant('normal'),
    })
    return fc.record({
      catalogue: fc.constant(catalogue),
      dependencies: fc.array(dependency, { maxLength: 12 }),
    })
  })
  fc.assert(
    fc.property(both, ({ catalogue, dependencies }) => {
      const { notMade } = createCatalogue(catalogue, dependencies)
      const names = notMade.map(({ object }) => JSON.stringify(object))
      expect(new Set(names).size).toBe(names.length)
    }),
    { numRuns: 300 },
  )
})
