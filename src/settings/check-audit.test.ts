import { describe, expect, test } from 'vitest'
import { checkSettings } from './check-settings.ts'
import { formatFault } from './fault.ts'

function faults(settings: object): readonly string[] {
  const checked = checkSettings({ databases: {}, ...settings })
  return checked.kind === 'good' ? [] : checked.faults.map(formatFault)
}

describe('settings of audits', () => {
  test.each([
    [{ standards: 'socrates' }],
    [{ standards: { preset: 'socrates', naming: null, columns: [] } }],
    [{ references: [{ from: 'specs:projects.user_id', to: 'auth:public.users.id' }] }],
    [{ audit: { rules: { 'table-missing': 'off' }, ratchet: 'r.json' } }],
    [{ audit: { ignore: [{ subject: '*', reason: 'all' }] } }],
  ])('%j are good', (settings) => {
    expect(faults(settings)).toEqual([])
  })

  test.each([
    [{ standards: 'plato' }, 'standards: is no preset; there is "socrates"'],
    [{ standards: { timestamps: 'date' } }, 'standards.timestamps: is another text; give timest'],
    [
      { standards: { primarykey: 'uuid' } },
      'standards.primarykey: is not a known key; did you mean',
    ],
    [{ standards: { jsonb: 1 } }, 'standards.jsonb: is a number; give true or false'],
    [
      { references: [{ from: 'users.id', to: 'auth:users.id' }] },
      'references[0].from: is not a col',
    ],
    [
      { audit: { rules: { x: 'loud' } } },
      'audit.rules.x: is another text; give error, warning, note',
    ],
    [
      { audit: { ignore: [{ subject: 'a' }] } },
      'audit.ignore[0].reason: is missing; give the reason',
    ],
  ])('%j are refused', (settings, fault) => {
    const [first, ...more] = faults(settings)
    expect(first).toContain(fault)
    expect(more).toEqual([])
  })

  test('all faults are told at once', () => {
    const found = faults({ standards: { jsonb: 1, zzz: 1 }, audit: { ratchet: '' } })
    expect(found).toHaveLength(3)
  })
})
