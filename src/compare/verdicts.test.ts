import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Policy } from '../catalogue/policy.ts'
import { catalogueArbitrary } from '../../tests/support/catalogue-arbitrary.ts'
import { sampleCatalogue, sampleColumn, sampleTable } from '../../tests/support/sample-catalogue.ts'
import { formatReference, referenceKey } from '../catalogue/object-reference.ts'
import { differences } from './differences.ts'
import type { CatalogueTestimony, Testimonies } from './testimony.ts'
import { verdicts } from './verdicts.ts'
import { isContradiction, type VerdictKind } from './verdict.ts'

const says = (catalogue: Catalogue): CatalogueTestimony => ({ catalogue, major: 18 })

function heard(
  code: Catalogue | null,
  history: Catalogue | null,
  database: Catalogue | null,
): Testimonies {
  return {
    code: code && says(code),
    history: history && says(history),
    database: database && says(database),
  }
}

const typed = (type: string): Catalogue =>
  sampleCatalogue({
    tables: [sampleTable({ name: 'users', columns: [sampleColumn({ name: 'id', type })] })],
  })

/** The verdict on the one thing that is in question, and who says what. */
function only(testimonies: Testimonies): unknown {
  return verdicts(testimonies).map(({ kind, object, attribute, said }) => [
    kind,
    formatReference(object),
    attribute,
    ...[said.code, said.history, said.database].map((one) =>
      one.kind === 'value' ? one.value : one.kind,
    ),
  ])
}

describe('verdicts', () => {
  test.each([
    [['uuid', 'integer', 'integer'], 'code-alone'],
    [['integer', 'uuid', 'integer'], 'history-alone'],
    [['integer', 'integer', 'uuid'], 'database-alone'],
    [['integer', 'bigint', 'uuid'], 'all-differ'],
  ] as const)('code, history and database %o: %s', ([code, history, database], kind) => {
    expect(only(heard(typed(code), typed(history), typed(database)))).toEqual([
      [kind, 'column public.users.id', 'type', code, history, database],
    ])
  })

  test('what a witness has no words for contradicts nobody', () => {
    const [table] = typed('uuid').tables
    if (table === undefined) throw new RangeError('no table')
    const policy: Policy = {
      ...{ kind: 'policy', name: 'own', command: 'all', permissive: true, roles: ['public'] },
      ...{ using: 'true', check: null, comment: null },
    }
    const secured = sampleCatalogue({
      tables: [{ ...table, rowSecurity: 'enabled', policies: [policy] }],
    })
    const silence = {
      kinds: new Set(['policy'] as const),
      attributes: new Set(['rowSecurity'] as const),
    }
    const wordless = { ...heard(null, secured, secured), code: { ...says(typed('uuid')), silence } }
    expect(only(wordless)).toEqual([])
    expect(only(heard(typed('uuid'), secured, secured))).toHaveLength(2)
  })

  test('a missing table is one verdict, and the one who lacks it is alone', () => {
    const none = sampleCatalogue()
    expect(only(heard(typed('uuid'), typed('uuid'), none))).toEqual([
      ['database-alone', 'table public.users', null, 1, 1, 'absent'],
    ])
    expect(only(heard(typed('uuid'), none, none))).toEqual([
      ['code-alone', 'table public.users', null, 1, 'absent', 'absent'],
    ])
  })

  test('a database that is behind is measured against what it claims, the code against the end', () => {
    const history = { ...says(typed('uuid')), claimed: typed('integer') }
    const behind = { code: says(typed('uuid')), history, database: says(typed('integer')) }
    expect(only(behind)).toEqual([])
    const drifted = { ...behind, database: says(typed('text')) }
    expect(only(drifted)).toEqual([
      ['database-alone', 'column public.users.id', 'type', 'uuid', 'integer', 'text'],
    ])
  })

  test('equal witnesses give no verdict, and in the whole ledger only agreement', () => {
    fc.assert(
      fc.property(catalogueArbitrary(), (catalogue) => {
        for (const testimonies of [
          heard(null, catalogue, catalogue),
          heard(catalogue, catalogue, catalogue),
        ]) {
          expect(verdicts(testimonies)).toEqual([])
          const kinds = verdicts(testimonies, { all: true }).map(({ kind }) => kind)
          expect(new Set(kinds)).toEqual(new Set(kinds.length === 0 ? [] : ['agreed']))
        }
      }),
    )
  })

  test('those that contradict are the same, whether the whole ledger is asked for or not', () => {
    const three = fc.tuple(catalogueArbitrary(), catalogueArbitrary(), catalogueArbitrary())
    fc.assert(
      fc.property(three, ([code, history, database]) => {
        const heardAll = heard(code, history, database)
        const whole = verdicts(heardAll, { all: true })
        expect(verdicts(heardAll)).toEqual(whole.filter(isContradiction))
      }),
      { numRuns: 50 },
    )
  })

  test('one witness alone is never contradicted', () => {
    fc.assert(
      fc.property(catalogueArbitrary(), (catalogue) => {
        expect(verdicts(heard(null, catalogue, null))).toEqual([])
      }),
    )
  })

  test('of two witnesses the verdicts are their differences', () => {
    fc.assert(
      fc.property(catalogueArbitrary(), catalogueArbitrary(), (left, right) => {
        const found = verdicts(heard(null, left, right))
        expect(found.map(({ kind }) => kind).filter((kind) => kind !== 'disputed')).toEqual([])
        const named = found.map(({ object, attribute }) => [referenceKey(object), attribute].join())
        const expected = differences(left, right).map((difference) =>
          [
            referenceKey(difference.object),
            'attribute' in difference ? difference.attribute : null,
          ].join(),
        )
        expect(named.sort()).toEqual(expected.sort())
      }),
    )
  })

  test('two who agree against one: whoever it is, the one is alone', () => {
    fc.assert(
      fc.property(catalogueArbitrary(), catalogueArbitrary(), (one, two) => {
        const kinds = (testimonies: Testimonies): readonly VerdictKind[] => [
          ...new Set(verdicts(testimonies).map(({ kind }) => kind)),
        ]
        const some = differences(one, two).length > 0
        expect(kinds(heard(two, one, one))).toEqual(some ? ['code-alone'] : [])
        expect(kinds(heard(one, two, one))).toEqual(some ? ['history-alone'] : [])
        expect(kinds(heard(one, one, two))).toEqual(some ? ['database-alone'] : [])
      }),
    )
  })

  test('to exchange code and database exchanges the verdicts', () => {
    const mirrored: Partial<Record<VerdictKind, VerdictKind>> = {
      'code-alone': 'database-alone',
      'database-alone': 'code-alone',
    }
    const three = fc.tuple(catalogueArbitrary(), catalogueArbitrary(), catalogueArbitrary())
    fc.assert(
      fc.property(three, ([code, history, database]) => {
        const there = verdicts(heard(code, history, database))
        const back = verdicts(heard(database, history, code))
        expect(back.map(({ kind }) => kind)).toEqual(
          there.map(({ kind }) => mirrored[kind] ?? kind),
        )
      }),
    )
  })
})
