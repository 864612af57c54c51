import { expect, test } from 'vitest'
import type { IndexKey, TableIndex } from '../../src/catalogue/table-index.ts'
import { introspect } from '../../src/postgres/introspect.ts'
import type { Session } from '../../src/postgres/session.ts'
import { runScripts } from '../support/catalogue-scenario.ts'
import { nativeSession } from '../support/catalogue-session.ts'

test('the keys of every index are what PostgreSQL prints', async () => {
  const session = await nativeSession(18)
  await runScripts(session, 'everything')
  await expectKeysAsPrinted(session)
})

// With citext every index on text is printed, for its class may not be the default. So without.
test('collations and classes that are not the column’s are seen without any extension', async () => {
  const session = await nativeSession(18)
  await session.run(`
    create table plain (t text, i integer, v varchar(9), d date);
    create index on plain (t);
    create index on plain (t desc, v nulls first, i desc nulls last);
    create index on plain (t collate "C");
    create index on plain (v text_pattern_ops);
    create index on plain (i oid_ops);
    create index on plain using brin (d date_minmax_multi_ops);
    create index on plain using hash (t);
    create table named (n name);
    create index on named (n);
    create index on named (n collate "POSIX");
    create table collated (c text collate "C");
    create index on collated (c);
    create index on collated (c collate "default");
  `)
  await expectKeysAsPrinted(session)
})

async function expectKeysAsPrinted(session: Session): Promise<void> {
  const { catalogue } = await introspect(session)
  const found = catalogue.tables.flatMap(({ schema, indexes }) =>
    indexes.map((index) => [`${schema}.${index.name}`, keysText(index)] as const),
  )
  const rows = await session.query<{ name: string; definition: string }>(printedDefinitions)
  const printed = new Map(rows.map(({ name, definition }) => [name, definition]))
  expect(found.length).toBeGreaterThan(10)
  for (const [name, keys] of found) {
    expect(printed.get(name)).toContain(` ${keys}`)
  }
}

const printedDefinitions = `
  select schemaname || '.' || indexname as name, indexdef as definition
  from pg_catalog.pg_indexes`

/** The rest of the definition begins after the bracket. */
function keysText({ keys }: TableIndex): string {
  return `(${keys.map(keyText).join(', ')})`
}

function keyText({ on, collation, operatorClass, order, nulls }: IndexKey): string {
  const collate = collation === null ? null : `COLLATE ${collation}`
  const parts = [subjectText(on), collate, operatorClass, orderText(order, nulls)]
  return parts.filter((part) => part !== null).join(' ')
}

function subjectText(on: IndexKey['on']): string {
  if (on.kind === 'expression') return on.text
  return /^[a-z_]+$/.test(on.name) ? on.name : `"${on.name.replaceAll('"', '""')}"`
}

/** Nulls come last where the order is ascending, first where it is descending. */
function orderText(order: IndexKey['order'], nulls: IndexKey['nulls']): string | null {
  if (order === 'descending') return nulls === 'first' ? 'DESC' : 'DESC NULLS LAST'
  return nulls === 'first' ? 'NULLS FIRST' : null
}
