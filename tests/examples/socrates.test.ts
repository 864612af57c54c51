import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../support/test-database.ts'
import {
  describeSchema,
  readForeignKeys,
  readIndexes,
  readNames,
  readReferences,
  readTables,
  type IndexRow,
  type LinkRow,
} from './socrates-catalogue.ts'
import {
  migratedDatabase,
  plainMigrations,
  socratesFolder,
  socratesMigrations,
  type SocratesDatabase,
} from './socrates-migrations.ts'

const majors = [15, 18] as const
const databases: readonly SocratesDatabase[] = ['auth', 'specs']

/** Every table that the original documents name in one of the nine migrations. */
const namedTables = {
  auth: ['admin_audit_logs', 'admin_roles', 'admin_users', 'refresh_tokens', 'users'],
  specs: [
    ...['activity_logs', 'analytics_metrics', 'api_keys', 'conflicts', 'conversation_history'],
    ...['document_chunks', 'generated_files', 'generated_projects', 'invoices'],
    ...['knowledge_base_documents', 'llm_usage_tracking', 'notification_preferences'],
    ...['project_invitations', 'project_shares', 'projects', 'quality_metrics'],
    ...['question_effectiveness', 'questions', 'sessions', 'specifications', 'subscriptions'],
    ...['team_members', 'teams', 'user_behavior_patterns'],
  ],
}

describe.each(majors)('the Socrates schema on PostgreSQL %i', (major) => {
  const both = async <T>(read: (database: TestDatabase) => Promise<readonly T[]>): Promise<T[]> => {
    const lists = await Promise.all(
      databases.map(async (name) => read(await migratedDatabase(major, name))),
    )
    return lists.flat()
  }

  it('has the 29 tables that the documents name, each in its database', async () => {
    const [auth, specs] = await Promise.all(
      databases.map(async (name) => readTables(await migratedDatabase(major, name))),
    )
    expect({ auth, specs }).toEqual(namedTables)
    expect([...(auth ?? []), ...(specs ?? [])]).toHaveLength(29)
  })

  it('has 25 foreign keys', async () => {
    expect(await both(readForeignKeys)).toHaveLength(25)
  })

  it('documents at least 13 references to the other database, all of them to users', async () => {
    const references = await both(readReferences)
    expect(references.length).toBeGreaterThanOrEqual(13)
    const comments = await both((database) => readNames(database, referenceComments))
    expect(comments).toHaveLength(references.length)
    const form = 'Reference to users.id in auth (no foreign key: another database)'
    expect(comments.filter((comment) => !comment.endsWith(form))).toEqual([])
  })

  it('says of every id what it points at, unless the row itself names the table', async () => {
    const silent = await both((database) => readNames(database, idsThatSayNothing))
    expect(silent).toEqual(['admin_audit_logs.resource_id', 'activity_logs.resource_id'])
  })

  it('has at least 200 indexes', async () => {
    expect((await both(readIndexes)).length).toBeGreaterThanOrEqual(200)
  })

  it('has no index that another one makes superfluous', async () => {
    const indexes = await both(readIndexes)
    const pairs = indexes.flatMap((index) =>
      indexes.filter((other) => isCoveredBy(index, other)).map((other) => [index.name, other.name]),
    )
    expect(pairs).toEqual([])
  })

  it('has an index for every foreign key and every reference to the other database', async () => {
    const links = [...(await both(readForeignKeys)), ...(await both(readReferences))]
    const indexes = await both(readIndexes)
    expect(links.filter((link) => !indexes.some((index) => serves(index, link)))).toEqual([])
  })

  it('has an index for every status', async () => {
    const status = await both((database) => readNames(database, tablesWithStatus))
    const indexes = await both(readIndexes)
    expect(status.length).toBeGreaterThan(10)
    const bare = status.filter(
      (table) => !indexes.some((index) => serves(index, { table, columns: ['status'] })),
    )
    expect(bare).toEqual([])
  })

  it('gives every table a uuid key that the server makes', async () => {
    const keyed = await both((database) => readNames(database, tablesWithUuidKey))
    expect(keyed).toEqual([...namedTables.auth, ...namedTables.specs])
  })

  it('keeps every moment with its time zone, and created_at by itself', async () => {
    expect(await both((database) => readNames(database, momentsWithoutZone))).toEqual([])
    const stamped = await both((database) => readNames(database, tablesWithCreatedAt))
    expect(stamped).toEqual([...namedTables.auth, ...namedTables.specs])
  })

  it('gives every jsonb column a default and never a null', async () => {
    expect(await both((database) => readNames(database, jsonbWithoutDefault))).toEqual([])
  })

  it('describes every table', async () => {
    expect(await both((database) => readNames(database, tablesWithoutComment))).toEqual([])
  })

  it('names every constraint after its table', async () => {
    expect(await both((database) => readNames(database, strangelyNamedConstraints))).toEqual([])
  })

  it('has a trigger for every updated_at, and for nothing else', async () => {
    const columns = await both((database) => readNames(database, tablesWithUpdatedAt))
    const triggers = await both((database) => readNames(database, triggersOfUpdatedAt))
    expect(triggers).toEqual(columns)
    expect(triggers.length).toBeGreaterThan(15)
  })

  it.each(databases)('goes down to nothing and up again to the same in %s', async (name) => {
    const database = await testDatabase(major)
    const empty = await describeSchema(database)
    const migrations = plainMigrations(name)
    for (const { up } of migrations) await database.run(up)
    const first = await describeSchema(database)
    for (const { down } of [...migrations].reverse()) await database.run(down)
    expect(await describeSchema(database)).toEqual(empty)
    for (const { up } of migrations) await database.run(up)
    expect(await describeSchema(database)).toEqual(first)
    expect(first.length).toBeGreaterThan(100)
  })

  it.each(databases)('every step down undoes its own step up in %s', async (name) => {
    const database = await testDatabase(major)
    for (const { up, down } of plainMigrations(name)) {
      const before = await describeSchema(database)
      await database.run(up)
      await database.run(down)
      expect(await describeSchema(database)).toEqual(before)
      await database.run(up)
    }
  })
})

describe('the files of the Socrates example', () => {
  it('are nine migrations and an optional one, numbered through both databases', () => {
    const all = databases.flatMap((name) => socratesMigrations(name))
    expect(all.map(({ name }) => name.slice(0, 3))).toEqual([
      '001',
      '002',
      '003',
      '004',
      '005',
      '006',
      '007',
      '008',
      '009',
      '010',
    ])
    expect(all.filter(({ extension }) => extension !== null).map(({ name }) => name)).toEqual([
      '010_document_embeddings',
    ])
    expect(all.filter(({ title }) => title.length < 10)).toEqual([])
  })

  it('require the users wherever they speak of them', () => {
    for (const { name, up, requires } of socratesMigrations('specs')) {
      const speaks = up.includes('Reference to users.id in auth')
      expect([name, requires]).toEqual([name, speaks ? ['auth/001_initial_schema'] : []])
    }
  })

  it('are counted truly in the README', async () => {
    const readme = readFileSync(join(socratesFolder, 'README.md'), 'utf8')
    const total = { tables: 0, foreignKeys: 0, references: 0, indexes: 0 }
    for (const name of databases) {
      const database = await testDatabase(18)
      let before = await countObjects(database)
      for (const migration of plainMigrations(name)) {
        await database.run(migration.up)
        const after = await countObjects(database)
        const gained = difference(after, before)
        expect(readme).toContain(readmeRow(`\`${name}/${migration.name}\``, gained))
        before = after
      }
      total.tables += before.tables
      total.foreignKeys += before.foreignKeys
      total.references += before.references
      total.indexes += before.indexes
    }
    expect(readme).toContain(readmeRow('**together**', total))
  })
})

interface Counts {
  readonly tables: number
  readonly foreignKeys: number
  readonly references: number
  readonly indexes: number
}

async function countObjects(database: TestDatabase): Promise<Counts> {
  return {
    tables: (await readTables(database)).length,
    foreignKeys: (await readForeignKeys(database)).length,
    references: (await readReferences(database)).length,
    indexes: (await readIndexes(database)).length,
  }
}

function difference(after: Counts, before: Counts): Counts {
  return {
    tables: after.tables - before.tables,
    foreignKeys: after.foreignKeys - before.foreignKeys,
    references: after.references - before.references,
    indexes: after.indexes - before.indexes,
  }
}

function readmeRow(label: string, counts: Counts): string {
  const { tables, foreignKeys, references, indexes } = counts
  return `| ${label} | ${tables} | ${foreignKeys} | ${references} | ${indexes} |`
}

/**
 * Stricter than "redundant" need be: order and operator class are not looked at, and a unique index
 * is let off no more than another.
 */
function isCoveredBy(index: IndexRow, other: IndexRow): boolean {
  return (
    index.name !== other.name &&
    index.table === other.table &&
    index.method === other.method &&
    index.predicate === other.predicate &&
    index.keys.every((key, place) => key === other.keys[place])
  )
}

/** Can the index find the rows of any value? The columns are all in front, and no row is left out. */
function serves(index: IndexRow, { table, columns }: LinkRow): boolean {
  const front = index.keys.slice(0, columns.length).map((key) => key.split(' ')[0])
  return (
    index.table === table &&
    index.method === 'btree' &&
    index.predicate === null &&
    columns.every((column) => front.includes(column))
  )
}

const columnsOfTables = `
  from pg_catalog.pg_class c
  join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_catalog.pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relkind = 'r' /* table */ and c.relnamespace = 'public'::regnamespace`

const referenceComments = `
  select col_description(c.oid, a.attnum) as name ${columnsOfTables}
    and col_description(c.oid, a.attnum) ~* 'reference to'
  order by c.relname, a.attname`

const idsThatSayNothing = `
  select c.relname || '.' || a.attname as name ${columnsOfTables}
    and a.atttypid = 'uuid'::regtype
    and coalesce(col_description(c.oid, a.attnum), '') !~ 'Reference to'
    and not exists (
      select from pg_catalog.pg_constraint k
      where k.conrelid = c.oid and a.attnum = any (k.conkey)
        and k.contype in ('p' /* primary key */, 'f' /* foreign key */)
    )
  order by 1`

const tablesWithStatus = `select c.relname as name ${columnsOfTables} and a.attname = 'status'`

const tablesWithUuidKey = `
  select c.relname as name ${columnsOfTables}
    and a.attname = 'id' and a.atttypid = 'uuid'::regtype
    and pg_get_expr(d.adbin, d.adrelid) = 'gen_random_uuid()'
    and exists (
      select from pg_catalog.pg_constraint k
      where k.conrelid = c.oid and k.contype = 'p' /* primary key */ and k.conkey = array[a.attnum]
    )
  order by 1`

const momentsWithoutZone = `
  select c.relname || '.' || a.attname as name ${columnsOfTables}
    and (a.attname like '%\\_at' or a.atttypid in ('timestamp'::regtype, 'date'::regtype))
    and a.atttypid <> 'timestamptz'::regtype`

const tablesWithCreatedAt = `
  select c.relname as name ${columnsOfTables}
    and a.attname = 'created_at' and a.attnotnull
    and pg_get_expr(d.adbin, d.adrelid) = 'now()'
  order by 1`

const jsonbWithoutDefault = `
  select c.relname || '.' || a.attname as name ${columnsOfTables}
    and a.atttypid in ('json'::regtype, 'jsonb'::regtype)
    and not (a.attnotnull and coalesce(pg_get_expr(d.adbin, d.adrelid), '')
             in ('''{}''::jsonb', '''[]''::jsonb'))`

const tablesWithoutComment = `
  select c.relname as name from pg_catalog.pg_class c
  where c.relkind = 'r' /* table */ and c.relnamespace = 'public'::regnamespace
    and coalesce(obj_description(c.oid, 'pg_class'), '') = ''`

const strangelyNamedConstraints = `
  select k.conname as name
  from pg_catalog.pg_constraint k
  join pg_catalog.pg_class c on c.oid = k.conrelid
  where c.relnamespace = 'public'::regnamespace
    and k.conname !~ ('^' || c.relname || '_([a-z_]+_)?'
        || case k.contype when 'p' then 'pkey' when 'u' then 'key' when 'f' then 'fkey'
                          when 'c' then 'check' when 'n' then 'not_null' end || '$')`

const tablesWithUpdatedAt = `
  select c.relname as name ${columnsOfTables} and a.attname = 'updated_at' and a.attnotnull
  order by 1`

const triggersOfUpdatedAt = `
  select c.relname as name
  from pg_catalog.pg_trigger t
  join pg_catalog.pg_class c on c.oid = t.tgrelid
  where not t.tgisinternal and t.tgfoid = 'set_updated_at'::regproc
    and t.tgname = c.relname || '_set_updated_at'
    and t.tgtype = 19 /* before, update, each row */
  order by 1`
