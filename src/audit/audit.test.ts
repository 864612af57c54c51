import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { catalogueArbitrary } from '../../tests/support/catalogue-arbitrary.ts'
import { heardCase, plainSettings } from '../../tests/support/audit-case.ts'
import { sampleCatalogue, sampleColumn, sampleTable } from '../../tests/support/sample-catalogue.ts'
import { referenceKey } from '../catalogue/object-reference.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { RevisionFacts } from './audit-case.ts'
import { audit } from './audit.ts'
import type { Finding } from './finding.ts'
import { isNew, printRatchet, ratchetOf } from './ratchet.ts'
import { rules } from './registry.ts'

const users = (type: string, name = 'users'): Catalogue =>
  sampleCatalogue({
    tables: [sampleTable({ name, columns: [sampleColumn({ name: 'code', type })] })],
  })

const drift = ({ rule }: Finding): boolean => {
  const family = rules.find(({ name }) => name === rule)?.family
  return family === 'drift' || family === 'models'
}

/** Applied, and no file has it. */
const unknown: RevisionFacts = {
  id: '002_elsewhere',
  title: '',
  at: null,
  state: 'unknown',
  isStamped: false,
  isOutOfOrder: false,
  wayBack: { kind: 'missing', at: null, refusal: '' },
  parents: [],
}

describe('audit', () => {
  test('tells every contradiction in exactly one finding', () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            code: catalogueArbitrary(),
            history: catalogueArbitrary(),
            database: catalogueArbitrary(),
          },
          { requiredKeys: ['history'] },
        ),
        fc.boolean(),
        (heard, ranUnknown) => {
          const subject = heardCase(heard, ranUnknown ? { chain: [unknown] } : {})
          const told = audit(subject, plainSettings)
            .findings.filter((one) => drift(one) || one.rule === 'revision-unknown')
            .flatMap(({ subjects }) =>
              subjects.flatMap((one) =>
                one.kind === 'object' ? [`${referenceKey(one.object)} ${one.attribute ?? ''}`] : [],
              ),
            )
          const verdicts = subject.databases.flatMap((one) => one.verdicts)
          const known = verdicts.map(
            ({ object, attribute }) => `${referenceKey(object)} ${attribute ?? ''}`,
          )
          expect(told.sort()).toEqual(known.sort())
        },
      ),
      { numRuns: 40 },
    )
  })

  test('names the odd one out', () => {
    const culprit = (subject: Parameters<typeof heardCase>[0]): unknown =>
      audit(heardCase(subject), plainSettings).findings.find(drift)?.culprit
    const [one, other] = [users('uuid'), users('text')]
    expect(culprit({ code: other, history: one, database: one })).toBe('code')
    expect(culprit({ code: one, history: other, database: one })).toBe('history')
    expect(culprit({ code: one, history: one, database: other })).toBe('database')
    expect(culprit({ history: one, database: other })).toBe('database')
    expect(culprit({ code: one, history: other })).toBe(null)
    expect(culprit({ code: one, history: other, database: users('integer') })).toBe(null)
  })

  test('puts whatever the database has otherwise down to a revision that no file has, if that was run', () => {
    const told = (isStamped: boolean): readonly string[] =>
      audit(
        heardCase(
          { code: users('uuid'), history: users('uuid'), database: users('text') },
          { chain: [{ ...unknown, isStamped }] },
        ),
        plainSettings,
      ).findings.flatMap(({ rule, message }) =>
        rule === 'table-without-key' ? [] : `${rule}: ${message}`,
      )
    expect(told(false)).toEqual([
      'revision-unknown: migration 002_elsewhere is applied, and no file has it: 1 object differs (public.users.code).',
    ])
    expect(told(true)).toEqual([
      'revision-unknown: migration 002_elsewhere is applied, and no file has it.',
      'column-type-differs: column public.users.code: type is uuid in the models and the migrations, text in the database.',
    ])
  })

  test('models without tables are one finding, however many there are', () => {
    const tables = ['a', 'b', 'c'].map((name) => sampleTable({ name }))
    const subject = heardCase({
      code: sampleCatalogue({ tables }),
      history: sampleCatalogue(),
      database: sampleCatalogue(),
    })
    const found = audit(subject, plainSettings).findings.filter(drift)
    expect(found).toMatchObject([
      {
        rule: 'model-without-table',
        culprit: 'code',
        message:
          '3 tables (public.a, public.b and public.c) are in the models, not in the migrations and the database.',
      },
    ])
  })

  test('goes by the settings: severity, off, accepted with a reason', () => {
    const subject = heardCase({ history: users('uuid'), database: users('text') })
    const rulesOf = (settings: Partial<typeof plainSettings>): unknown => {
      const { findings, suppressed } = audit(subject, { ...plainSettings, ...settings })
      return [
        findings.filter(drift).map(({ severity }) => severity),
        suppressed.map(({ reason }) => reason),
      ]
    }
    expect(rulesOf({})).toEqual([['error'], []])
    expect(rulesOf({ severities: { 'column-type-differs': 'note' } })).toEqual([['note'], []])
    expect(rulesOf({ severities: { 'column-type-differs': 'off' } })).toEqual([[], []])
    const accepted = (rule: string | null, name: string): Partial<typeof plainSettings> => ({
      ignore: [{ rule, subject: name, reason: 'known' }],
    })
    expect(rulesOf(accepted('column-type-differs', 'shop:public.users.*'))).toEqual([[], ['known']])
    expect(rulesOf(accepted(null, 'shop:public.users.code'))).toEqual([[], ['known']])
    expect(rulesOf(accepted('column-type-differs', 'shop:public.users'))).toEqual([['error'], []])
    expect(rulesOf(accepted('default-differs', 'shop:*'))).toEqual([['error'], []])
  })

  test('a finding has the same fingerprint on every run, and another subject another', () => {
    const print = (name: string): unknown =>
      audit(
        heardCase({ history: users('uuid', name), database: users('text', name) }),
        plainSettings,
      ).findings.find(drift)?.fingerprint
    expect(print('users')).toBe(print('users'))
    expect(print('users')).not.toBe(print('people'))
  })
})

describe('the ratchet', () => {
  const found = (type: string, name = 'users'): readonly Finding[] =>
    audit(heardCase({ history: users('uuid', name), database: users(type, name) }), plainSettings)
      .findings

  test('knows what it was set to, whatever the values are since', () => {
    const ratchet = ratchetOf(found('text'))
    expect(found('text').filter((one) => isNew(one, ratchet))).toEqual([])
    expect(found('bigint').filter((one) => isNew(one, ratchet))).toEqual([])
    expect(found('text', 'people').filter((one) => isNew(one, ratchet))).not.toEqual([])
  })

  test('is written the same for the same findings', () => {
    const text = printRatchet(ratchetOf(found('text')))
    expect(JSON.parse(text)).toEqual({
      format: 'elenchus-ratchet-1',
      known: {
        'column-type-differs': ['shop:public.users.code'],
        'table-without-key': ['shop:public.users'],
      },
    })
  })
})
