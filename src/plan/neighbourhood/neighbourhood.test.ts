import { describe, expect, test } from 'vitest'
import type { ForeignKey } from '../../catalogue/constraint.ts'
import type { Dependency } from '../../catalogue/dependency.ts'
import type { Catalogue } from '../../catalogue/catalogue.ts'
import type { ObjectReference } from '../../catalogue/object-reference.ts'
import type { Routine } from '../../catalogue/routine.ts'
import type { Table } from '../../catalogue/table.ts'
import { sampleCatalogue, sampleTable } from '../../../tests/support/sample-catalogue.ts'
import { neighbourhood } from './neighbourhood.ts'

describe('the neighbourhood of a changed table has', () => {
  test('the tables that refer to it and those that it refers to, and no further ones', () => {
    // a refers to b, b to c, c to d, d to e.
    const tables = [
      table('a', { to: 'b' }),
      table('b', { to: 'c' }),
      table('c', { to: 'd' }),
      table('d', { to: 'e' }),
      table('e'),
    ]
    const near = neighbourhoodOf({ tables }, [of('table', 'c')])
    expect(near.tables.map(({ name }) => name)).toEqual(['b', 'c', 'd'])
  })

  test('its neighbours without their foreign keys to tables that are none', () => {
    const tables = [table('a', { to: 'b' }), table('b', { to: 'c' }), table('c')]
    const near = neighbourhoodOf({ tables }, [of('table', 'a')])
    expect(near.tables.map(({ name, constraints }) => [name, constraints.length])).toEqual([
      ['a', 1],
      ['b', 0],
    ])
  })

  test('its whole family of partitions', () => {
    const tables = [table('all'), table('one', { parent: 'all' }), table('two', { parent: 'all' })]
    const near = neighbourhoodOf({ tables: [...tables, table('other')] }, [of('table', 'one')])
    expect(near.tables.map(({ name }) => name)).toEqual(['all', 'one', 'two'])
  })

  test('what its triggers run, and what that may use', () => {
    const body = `begin execute 'insert into "Log" ' || 'values (1)'; perform audit.helper(); end`
    const near = neighbourhoodOf(
      {
        tables: [table('a'), table('Log'), table('other')],
        routines: [routine('fires', body), routine('helper', 'begin end'), routine('unused', '')],
      },
      [of('table', 'a')],
      [needs(part('trigger', 'a', 't'), signature('fires'))],
    )
    expect(near.tables.map(({ name }) => name)).toEqual(['a', 'Log'])
    expect(near.routines.map(({ name }) => name)).toEqual(['fires', 'helper'])
  })

  test('an object whose name a plan could give for a while', () => {
    const near = neighbourhoodOf({ tables: [table('a'), table('b (new)')] }, [of('table', 'a')])
    expect(near.tables.map(({ name }) => name)).toEqual(['a', 'b (new)'])
  })
})

test('a schema whose dependencies are not known is its own neighbourhood', () => {
  const schema = {
    catalogue: sampleCatalogue({ tables: [table('a'), table('b')] }),
    dependencies: [],
  }
  expect(neighbourhood({ from: schema, to: schema }, [of('table', 'a')]).from).toBe(schema)
})

function neighbourhoodOf(
  some: Partial<Catalogue>,
  changed: readonly ObjectReference[],
  dependencies: readonly Dependency[] = [],
): Catalogue {
  const known = [needs(part('constraint', 'x', 'x_pkey'), part('column', 'x', 'id'))]
  const schema = { catalogue: sampleCatalogue(some), dependencies: [...known, ...dependencies] }
  return neighbourhood({ from: schema, to: schema }, changed).from.catalogue
}

function table(name: string, { to, parent }: { to?: string; parent?: string } = {}): Table {
  return sampleTable({
    name,
    constraints: to === undefined ? [] : [foreignKey(to)],
    partitionOf:
      parent === undefined
        ? null
        : { parent: { schema: 'public', name: parent }, bound: 'DEFAULT' },
  })
}

function foreignKey(to: string): ForeignKey {
  return {
    kind: 'foreign-key',
    name: `${to}_fkey`,
    inherited: false,
    comment: null,
    columns: ['id'],
    references: { schema: 'public', name: to },
    referencedColumns: ['id'],
    match: 'simple',
    onUpdate: 'no-action',
    onDelete: 'no-action',
    onDeleteColumns: [],
    deferral: 'not-deferrable',
    validated: true,
    enforced: true,
    period: false,
  }
}

function routine(name: string, definition: string): Routine {
  return {
    kind: 'function',
    schema: 'public',
    name,
    identityArguments: '',
    returns: 'trigger',
    language: 'plpgsql',
    definition,
    comment: null,
  }
}

function of(kind: 'table', name: string): ObjectReference {
  return { kind, schema: 'public', name }
}

function part(
  kind: 'trigger' | 'constraint' | 'column',
  relation: string,
  name: string,
): ObjectReference {
  return { kind, schema: 'public', relation, name }
}

function signature(name: string): ObjectReference {
  return { kind: 'routine', schema: 'public', name, identityArguments: '' }
}

function needs(dependent: ObjectReference, on: ObjectReference): Dependency {
  return { dependent, on, kind: 'normal' }
}
