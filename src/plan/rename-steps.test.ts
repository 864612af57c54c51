import { describe, expect, test } from 'vitest'
import {
  sampleCatalogue,
  sampleCheck,
  sampleColumn,
  sampleTable,
} from '../../tests/support/sample-catalogue.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { UserType } from '../catalogue/user-type.ts'
import { parseRename } from './rename-request.ts'
import { renameStatements } from './rename-steps.ts'

const mood = (...labels: readonly string[]): UserType => ({
  kind: 'enum',
  schema: 'public',
  name: 'mood',
  labels,
  comment: null,
})

function withTable(name: string, column: string, facts: Partial<Catalogue> = {}): Catalogue {
  const columns = [sampleColumn({ name: column })]
  const constraints = [sampleCheck({ name: 'positive' })]
  return sampleCatalogue({ tables: [sampleTable({ name, columns, constraints })], ...facts })
}

function statementsOf(texts: readonly string[], from: Catalogue, to: Catalogue): readonly string[] {
  const steps = renameStatements(texts.map(parseRename), from, to)
  return steps.flatMap((step) => step.statements.map(({ sql }) => String(sql)))
}

describe('renameStatements', () => {
  test('gives a column, a table and a label their new names, a part before its table', () => {
    const from = withTable('users', 'name', { types: [mood('sad', "it's")] })
    const to = withTable('people', 'Full Name', { types: [mood('sad', 'it is')] })
    const texts = ['public.users=people', 'public.users.name=Full Name', "public.mood.it's=it is"]
    expect(statementsOf(texts, from, to)).toEqual([
      'alter table public.users rename column name to "Full Name"',
      `alter type public.mood rename value 'it''s' to 'it is'`,
      'alter table public.users rename to people',
    ])
  })

  test('only what code names breaks the application', () => {
    const from = withTable('users', 'name')
    const kinds = (text: string, to: Catalogue): readonly string[] =>
      renameStatements([parseRename(text)], from, to).flatMap(({ statements }) =>
        statements.flatMap(({ hazards }) => hazards.map(({ kind }) => kind)),
      )
    expect(kinds('public.users=people', withTable('people', 'name'))).toEqual([
      'breaks-application',
    ])
    const constraints = [sampleCheck({ name: 'above_zero' })]
    const other = sampleCatalogue({ tables: [sampleTable({ name: 'users', constraints })] })
    expect(kinds('public.users.positive=above_zero', other)).toEqual([])
  })

  test.each([
    [
      'public.users.nmae=x',
      'There is nothing "public.users.nmae" to be renamed.',
      'public.users.name',
    ],
    ['public.usres=people', 'There is nothing "public.usres" to be renamed.', 'public.users'],
    [
      'public.users.name=nam',
      'Nothing is called "public.users.nam" in the schema that the plan leads to.',
      'public.users.name',
    ],
    [
      'public.users=user',
      'Nothing is called "public.user" in the schema that the plan leads to.',
      'public.users',
    ],
  ])('%s is refused, with what is near', (text, message, near) => {
    const schema = withTable('users', 'name')
    expect(() => statementsOf([text], schema, schema)).toThrow(
      expect.objectContaining({
        message,
        details: [`--rename ${text}`],
        hint: `Did you mean "${near}"?`,
      }) as Error,
    )
  })

  test('where nothing is near, it says what to write', () => {
    const schema = withTable('users', 'name')
    expect(() => statementsOf(['other.thing=x'], schema, schema)).toThrow(
      expect.objectContaining({
        hint: 'Name what is there, then what it shall be called.',
      }) as Error,
    )
  })
})
