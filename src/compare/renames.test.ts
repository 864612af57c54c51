import { describe, expect, test } from 'vitest'
import {
  sampleCatalogue,
  sampleCheck,
  sampleColumn,
  sampleTable,
} from '../../tests/support/sample-catalogue.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Table } from '../catalogue/table.ts'
import { differences } from './differences.ts'
import { formatReference } from '../catalogue/object-reference.ts'
import { renames } from './renames.ts'

describe('renames', () => {
  test('a table is the other one if all but its name is equal, its own foreign keys and triggers too', () => {
    expect(guessed(withTables(people('users')), withTables(people('accounts')))).toEqual([
      'table public.users -> table public.accounts, only-the-name-differs, 0 rivals',
    ])
  })

  test('a table that differs in one attribute of one part is not', () => {
    const other = people('accounts')
    const columns = other.columns.map((column) => ({ ...column, nullable: !column.nullable }))
    expect(guessed(withTables(people('users')), withTables({ ...other, columns }))).toEqual([])
  })

  test('a table may have moved to another schema', () => {
    const moved = { ...people('users'), schema: 'app' }
    const constraints = moved.constraints.map((constraint) =>
      constraint.kind === 'foreign-key'
        ? { ...constraint, references: { schema: 'app', name: 'users' } }
        : constraint,
    )
    const triggers = moved.triggers.map((trigger) => ({
      ...trigger,
      definition: trigger.definition.replace('public.users', 'app.users'),
    }))
    const app = withTables({ ...moved, constraints, triggers })
    expect(guessed(withTables(people('users')), app)).toEqual([
      'table public.users -> table app.users, only-the-schema-differs, 0 rivals',
    ])
  })

  test('one that has another name and another schema is not guessed', () => {
    const table = sampleTable({ name: 'a' })
    expect(guessed(withTables(table), withTables({ ...table, name: 'b', schema: 'app' }))).toEqual(
      [],
    )
  })

  test('columns of one table that are alike are paired in their order and said to have rivals', () => {
    const columns = (...names: readonly string[]): Catalogue =>
      withTables(sampleTable({ name: 't', columns: names.map((name) => sampleColumn({ name })) }))
    expect(guessed(columns('z', 'y'), columns('b', 'a'))).toEqual([
      'column public.t.y -> column public.t.a, only-the-name-differs, 3 rivals',
      'column public.t.z -> column public.t.b, only-the-name-differs, 3 rivals',
    ])
  })

  test('a column of one table is never one of another table', () => {
    const [a, b] = [sampleColumn({ name: 'a' }), sampleColumn({ name: 'b' })]
    const left = withTables(
      sampleTable({ name: 's', columns: [a] }),
      sampleTable({ name: 't', columns: [] }),
    )
    const right = withTables(
      sampleTable({ name: 's', columns: [] }),
      sampleTable({ name: 't', columns: [b] }),
    )
    expect(guessed(left, right)).toEqual([])
  })

  test('a constraint of the same content is guessed', () => {
    const checked = (name: string): Catalogue =>
      withTables(sampleTable({ name: 't', constraints: [sampleCheck({ name })] }))
    expect(guessed(checked('positive'), checked('t_id_check'))).toEqual([
      'constraint positive on public.t -> constraint t_id_check on public.t, only-the-name-differs, 0 rivals',
    ])
  })

  test('schemas and extensions say too little of themselves to be guessed', () => {
    const left = sampleCatalogue({ schemas: [{ kind: 'schema', name: 'a', comment: null }] })
    const right = sampleCatalogue({ schemas: [{ kind: 'schema', name: 'b', comment: null }] })
    expect(guessed(left, right)).toEqual([])
  })
})

function guessed(left: Catalogue, right: Catalogue): readonly string[] {
  return renames(differences(left, right), left, right).map(
    ({ from, to, reason, rivals }) =>
      `${formatReference(from)} -> ${formatReference(to)}, ${reason}, ${rivals} rivals`,
  )
}

function withTables(...tables: readonly Table[]): Catalogue {
  return sampleCatalogue({ tables })
}

/** A table that names itself in a foreign key and in a trigger. */
function people(name: string): Table {
  return sampleTable({
    name,
    columns: [sampleColumn({ name: 'id' }), sampleColumn({ name: 'boss' })],
    constraints: [
      {
        kind: 'foreign-key',
        name: 'boss_fkey',
        columns: ['boss'],
        references: { schema: 'public', name },
        referencedColumns: ['id'],
        match: 'simple',
        onUpdate: 'no-action',
        onDelete: 'no-action',
        onDeleteColumns: [],
        deferral: 'not-deferrable',
        validated: true,
        enforced: true,
        period: false,
        inherited: false,
        comment: null,
      },
    ],
    triggers: [
      {
        kind: 'trigger',
        name: 'touched',
        definition: `CREATE TRIGGER touched BEFORE UPDATE ON public.${name} FOR EACH ROW EXECUTE FUNCTION public.touch()`,
        enabled: 'origin',
        inherited: false,
        comment: null,
      },
    ],
  })
}
