import { expect, test } from 'vitest'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Constraint } from '../catalogue/constraint.ts'
import {
  sampleCatalogue,
  sampleCheck,
  sampleTable,
  sampleUnique,
} from '../../tests/support/sample-catalogue.ts'
import { withNamesOf } from './align-names.ts'
import type { CatalogueTestimony } from './testimony.ts'
import { verdicts } from './verdicts.ts'

const users = (...constraints: readonly Constraint[]): Catalogue =>
  sampleCatalogue({ tables: [sampleTable({ name: 'users', constraints })] })
const says = (catalogue: Catalogue): CatalogueTestimony => ({ catalogue, major: 18 })

test('a constraint of another name and the same content is no contradiction', () => {
  const code = says(users(sampleUnique({ name: 'users_id_key' })))
  const history = says(users(sampleUnique({ name: 'uq_users_id' })))
  const aligned = withNamesOf(code, history)
  expect(verdicts({ code, history, database: null })).not.toEqual([])
  expect(verdicts({ code: aligned, history, database: null })).toEqual([])
})

test('what differs by more than its name keeps its name', () => {
  const code = says(users(sampleUnique({ name: 'a' }), sampleCheck({ name: 'b' })))
  const history = says(
    users(sampleUnique({ name: 'c', columns: ['email'] }), sampleCheck({ name: 'b' })),
  )
  expect(withNamesOf(code, history).catalogue).toEqual(code.catalogue)
})

test('a foreign key of another name and another action differs in its action alone', () => {
  const key = (name: string, onDelete: 'cascade' | 'no-action'): Constraint => ({
    ...{
      kind: 'foreign-key',
      name,
      columns: ['id'],
      references: { schema: 'public', name: 'people' },
    },
    ...{
      referencedColumns: ['id'],
      match: 'simple',
      onUpdate: 'no-action',
      onDelete,
      period: false,
    },
    ...{
      onDeleteColumns: [],
      deferral: 'not-deferrable',
      validated: true,
      enforced: true,
      comment: null,
    },
    inherited: false,
  })
  const code = says(users(key('users_id_fkey', 'no-action')))
  const history = says(users(key('fk_users_people', 'cascade')))
  const told = verdicts({ code: withNamesOf(code, history), history, database: null })
  expect(told.map(({ object, attribute }) => ['name' in object && object.name, attribute])).toEqual(
    [['fk_users_people', 'onDelete']],
  )
})

test('a place is asked for by the name that the models know', () => {
  const at = { file: 'models.py', line: 3, column: 5 }
  const code: CatalogueTestimony = {
    ...says(users(sampleUnique({ name: 'users_id_key' }))),
    placeOf: (object) => ('name' in object && object.name === 'users_id_key' ? at : null),
  }
  const aligned = withNamesOf(code, says(users(sampleUnique({ name: 'uq_users_id' }))))
  const object = {
    kind: 'constraint',
    schema: 'public',
    relation: 'users',
    name: 'uq_users_id',
  } as const
  expect(aligned.placeOf?.(object, null)).toEqual(at)
})
