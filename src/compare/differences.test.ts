import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { catalogueArbitrary } from '../../tests/support/catalogue-arbitrary.ts'
import {
  sampleCatalogue,
  sampleCheck,
  sampleColumn,
  sampleTable,
  sampleUnique,
} from '../../tests/support/sample-catalogue.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Constraint } from '../catalogue/constraint.ts'
import type { Json } from '../kernel/canonical-json.ts'
import { loadParser } from '../sql/parser.ts'
import { attributesOf } from './attribute-tables.ts'
import { variantOf, type AttributeName } from './attribute.ts'
import { objectsOf, partsOf, type CatalogueObject } from './catalogue-object.ts'
import { columnOrders } from './column-orders.ts'
import type { Difference } from './difference.ts'
import { differences } from './differences.ts'
import { formatReference, referenceKey } from '../catalogue/object-reference.ts'

/** Any object of a catalogue that can be changed, and one of its attributes. */
interface Target {
  readonly catalogue: Catalogue
  readonly object: CatalogueObject
  readonly attribute: AttributeName
}

const target: fc.Arbitrary<Target> = catalogueArbitrary().chain((catalogue) => {
  const targets = [...objectsOf(catalogue).values()].flatMap((object) =>
    attributesOf(variantOf(object)).map(([attribute]) => ({ catalogue, object, attribute })),
  )
  return fc.constantFrom(...targets)
})

const wholeAndPart = catalogueArbitrary().chain((catalogue) =>
  fc.constantFrom(...[...objectsOf(catalogue).values()].map((object) => ({ catalogue, object }))),
)

beforeAll(loadParser)

describe('differences', () => {
  test('a catalogue does not differ from its copy, also of another major', () => {
    fc.assert(
      fc.property(catalogueArbitrary(), (catalogue) => {
        expect(differences(catalogue, structuredClone(catalogue))).toEqual([])
        const majors = { left: 14, right: 18 }
        expect(differences(catalogue, structuredClone(catalogue), { majors })).toEqual([])
        const ignoreConstraintNames = true
        expect(differences(catalogue, catalogue, { ignoreConstraintNames })).toEqual([])
      }),
    )
  })

  test('one changed attribute is one difference that names the object and the attribute', () => {
    const majors = fc.constantFrom(undefined, { left: 18, right: 18 }, { left: 14, right: 18 })
    fc.assert(
      fc.property(target, majors, ({ catalogue, object, attribute }, versions) => {
        const { changed, left, right } = withChange(catalogue, object, attribute)
        expect(differences(catalogue, changed, { majors: versions })).toEqual([
          { kind: 'changed', object: object.reference, attribute, left, right },
        ])
      }),
      { numRuns: 500 },
    )
  })

  test('one removed object is one difference, which counts the parts that went with it', () => {
    fc.assert(
      fc.property(wholeAndPart, ({ catalogue, object }) => {
        const less = withoutObject(catalogue, object)
        const parts = partsOf(object).length
        const { reference } = object
        expect(differences(catalogue, less)).toEqual([
          { kind: 'missing', object: reference, parts },
        ])
        expect(differences(less, catalogue)).toEqual([
          { kind: 'unexpected', object: reference, parts },
        ])
      }),
    )
  })

  test('from right to left the differences are mirrored', () => {
    fc.assert(
      fc.property(catalogueArbitrary(), catalogueArbitrary(), (left, right) => {
        expect(differences(right, left)).toEqual(differences(left, right).map(mirrored))
      }),
    )
  })

  test('they are sorted by object and name each thing once', () => {
    fc.assert(
      fc.property(catalogueArbitrary(), catalogueArbitrary(), (left, right) => {
        const keys = differences(left, right).map((difference) =>
          [
            referenceKey(difference.object),
            'attribute' in difference && difference.attribute,
          ].join(),
        )
        expect(new Set(keys).size).toBe(keys.length)
        const objects = differences(left, right).map(({ object }) => referenceKey(object))
        expect(objects).toEqual(objects.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)))
      }),
    )
  })

  test('the order of the columns of a table is no difference, but can be asked for', () => {
    fc.assert(
      fc.property(catalogueArbitrary(), (catalogue) => {
        const turned: Catalogue = {
          ...catalogue,
          tables: catalogue.tables.map((table) => ({
            ...table,
            columns: table.columns.toReversed(),
          })),
        }
        expect(differences(catalogue, turned)).toEqual([])
        expect(columnOrders(catalogue, turned)).toHaveLength(catalogue.tables.length)
        expect(columnOrders(catalogue, catalogue)).toEqual([])
      }),
    )
  })

  test('a name that stands for another kind of constraint is one difference, whatever else is', () => {
    const { left, right } = withConstraints(
      [sampleCheck({ name: 'c' })],
      [sampleUnique({ name: 'c' })],
    )
    expect(differences(left, right)).toMatchObject([
      { kind: 'changed', attribute: 'kind', left: 'check', right: 'unique' },
    ])
  })

  test('the order of the attributes of a composite type is a difference', () => {
    const attribute = (name: string) => ({ name, type: 'text', collation: null, comment: null })
    const point = (names: readonly string[]): Catalogue => {
      const attributes = names.map(attribute)
      const named = { schema: 'public', name: 'point' }
      return sampleCatalogue({
        types: [{ kind: 'composite-type', ...named, attributes, comment: null }],
      })
    }
    expect(differences(point(['x', 'y']), point(['y', 'x']))).toEqual([
      {
        kind: 'changed',
        object: { kind: 'type', schema: 'public', name: 'point' },
        attribute: 'attributeOrder',
        left: ['x', 'y'],
        right: ['y', 'x'],
      },
    ])
  })
})

describe('differences without the names of constraints', () => {
  const ignoreConstraintNames = true
  const positive = '(id > 0)'
  const small = '(id < 9)'
  const check = (name: string, expression: string): Constraint => sampleCheck({ name, expression })

  test('a constraint that differs only by its name is the same one', () => {
    const { left, right } = withConstraints([check('a', positive)], [check('t_id_check', positive)])
    expect(differences(left, right)).toHaveLength(2)
    expect(differences(left, right, { ignoreConstraintNames })).toEqual([])
  })

  test('constraints that have swapped their names are the same ones', () => {
    const { left, right } = withConstraints(
      [check('a', positive), check('b', small)],
      [check('a', small), check('b', positive)],
    )
    expect(differences(left, right)).toHaveLength(2)
    expect(differences(left, right, { ignoreConstraintNames })).toEqual([])
  })

  test('as many as there are on one side are needed on the other', () => {
    const { left, right } = withConstraints(
      [check('a', positive), check('b', positive)],
      [check('c', positive)],
    )
    expect(differences(left, right, { ignoreConstraintNames })).toMatchObject([
      { kind: 'missing', object: { name: 'b' } },
    ])
  })

  test('a comment is told, of the constraint as the left side calls it', () => {
    const { left, right } = withConstraints(
      [sampleCheck({ name: 'a', comment: 'x' })],
      [sampleCheck({ name: 'b' })],
    )
    expect(differences(left, right, { ignoreConstraintNames })).toMatchObject([
      { kind: 'changed', object: { name: 'a' }, attribute: 'comment', left: 'x', right: null },
    ])
  })

  test('a constraint of one name that says something else is changed, not replaced', () => {
    const { left, right } = withConstraints([check('a', positive)], [check('a', small)])
    expect(differences(left, right, { ignoreConstraintNames })).toMatchObject([
      { kind: 'changed', object: { name: 'a' }, attribute: 'expression' },
    ])
  })

  test('between majors the expression is compared by its tree', () => {
    const { left, right } = withConstraints([check('a', positive)], [check('b', '( id >  0 )')])
    expect(differences(left, right, { ignoreConstraintNames })).toHaveLength(2)
    const majors = { left: 14, right: 18 }
    expect(differences(left, right, { ignoreConstraintNames, majors })).toEqual([])
    const other = withConstraints([check('a', positive)], [check('b', small)])
    const options = { ignoreConstraintNames, majors }
    expect(differences(other.left, other.right, options)).toHaveLength(2)
  })
})

describe('10,000 tables of ten columns', () => {
  // Measured on a busy machine: 0.6 s and 1.2 s. The limit is far above; a step that goes through all
  // tables for each table takes minutes.
  const limit = 10_000
  const left = wide(10_000, 'a')

  test(
    'are compared without a quadratic step where they are equal',
    () => {
      expect(differences(left, wide(10_000, 'a'))).toEqual([])
    },
    limit,
  )

  test(
    'are compared without a quadratic step where all constraints have other names',
    () => {
      const right = wide(10_000, 'b')
      expect(differences(left, right)).toHaveLength(40_000)
      expect(differences(left, right, { ignoreConstraintNames: true })).toEqual([])
    },
    limit,
  )
})

/** Two catalogues of one table that differ in its constraints. */
function withConstraints(
  left: readonly Constraint[],
  right: readonly Constraint[],
): { readonly left: Catalogue; readonly right: Catalogue } {
  const catalogue = (constraints: readonly Constraint[]): Catalogue =>
    sampleCatalogue({ tables: [sampleTable({ name: 't', constraints })] })
  return { left: catalogue(left), right: catalogue(right) }
}

/** As many tables as told, each with ten columns, an index and two constraints. */
function wide(tables: number, constraintSuffix: string): Catalogue {
  const columns = Array.from({ length: 10 }, (_, at) =>
    sampleColumn({ name: `column_${at}`, default: "'x'::text" }),
  )
  return sampleCatalogue({
    tables: Array.from({ length: tables }, (_, at) =>
      sampleTable({
        name: `table_${at}`,
        columns: structuredClone(columns),
        constraints: [
          sampleCheck({ name: `table_${at}_check_${constraintSuffix}` }),
          sampleUnique({ name: `table_${at}_key_${constraintSuffix}` }),
        ],
      }),
    ),
  })
}

function mirrored(difference: Difference): Difference {
  switch (difference.kind) {
    case 'missing':
      return { ...difference, kind: 'unexpected' }
    case 'unexpected':
      return { ...difference, kind: 'missing' }
    case 'changed':
      return { ...difference, left: difference.right, right: difference.left }
  }
}

/** A copy in which no two objects share a part, unlike with `structuredClone`. */
function copyOf(catalogue: Catalogue): Catalogue {
  return JSON.parse(JSON.stringify(catalogue)) as Catalogue
}

/** A copy of a catalogue in which one attribute of one object has another value. */
function withChange(
  catalogue: Catalogue,
  object: CatalogueObject,
  attribute: AttributeName,
): { changed: Catalogue; left: Json; right: Json } {
  const changed = copyOf(catalogue)
  const copy = objectsOf(changed).get(referenceKey(object.reference))
  if (!copy) throw new Error(`no ${formatReference(object.reference)}`)
  const fields = copy.described as unknown as Record<string, Json>
  const left = structuredClone(fields[attribute] ?? null)
  const right = another(left)
  fields[attribute] = right
  return { changed, left, right }
}

/** Some other value of the same make. */
function another(value: Json): Json {
  if (value === null) return 'something'
  if (typeof value === 'string') return `${value} or other`
  if (typeof value === 'boolean') return !value
  if (typeof value === 'number') return value + 1
  if (isList(value)) return value.length > 0 ? value.slice(1) : ['something']
  const [[field, inner] = ['', null]] = Object.entries(value)
  return { ...value, [field]: another(inner) }
}

/** A copy of a catalogue from whose lists one object was taken. */
function withoutObject(catalogue: Catalogue, { reference }: CatalogueObject): Catalogue {
  const copy = copyOf(catalogue)
  const described = objectsOf(copy).get(referenceKey(reference))?.described
  const take = (value: Json): Json => {
    if (isList(value)) return value.filter((item) => item !== (described as unknown)).map(take)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, take(inner)]))
  }
  return take(copy as unknown as Json) as unknown as Catalogue
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
