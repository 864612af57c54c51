import { describe, expect, test } from 'vitest'
import { down, up, type Release } from '../../src/index.ts'
import type { UserError } from '../../src/kernel/user-error.ts'
import { interruptRevision, ledgerOf } from '../support/fault-ledger.ts'
import { cutShort } from '../support/fault-sessions.ts'
import { invalidate, invalidIndexes } from '../support/fault-indexes.ts'
import { migration, stepwise } from '../support/sql-migration.ts'
import { testApplication, type TestApplication } from '../support/test-application.ts'
import { testDatabase, type TestDatabase } from '../support/test-database.ts'
import type { Major } from '../support/native-postgres.ts'

const everything = { only: [], to: null, allowOutOfOrder: false }
const majors = [14, 15, 18] as const

interface Setting {
  readonly database: TestDatabase
  readonly application: TestApplication
}

/** A database with what `schema` makes, and the migration `001_m` of statements that go alone. */
async function setting(major: Major, schema: string, text: string): Promise<Setting> {
  const database = await testDatabase(major)
  await database.run(schema)
  const application = await testApplication(
    { auth: { url: database.url } },
    { 'auth/001_m.sql': text },
  )
  return { database, application }
}

async function interrupted(
  { database, application }: Setting,
  done: number,
  inDoubt = true,
): Promise<void> {
  await interruptRevision(database, '001_m', { run: await application.open(), done, inDoubt })
}

async function resumed(
  { application }: Setting,
  inDoubt: 'done' | 'again' | null = null,
): Promise<Release> {
  return up(await application.open({ inDoubt }), everything)
}

const applied = [
  { revision: '001_m', state: 'applied', direction: 'up', statements: 2, in_doubt: false },
]

const people = 'create table people (id int, name text); create table log (what text);'

describe.each(majors)('an index build that was killed, on PostgreSQL %i', (major) => {
  const build = stepwise(
    `create index concurrently people_name on people (name);\ninsert into log values ('after');`,
  )

  test('and had not begun is done', async () => {
    const here = await setting(major, people, build)
    await interrupted(here, 0)
    expect((await resumed(here)).failure).toBeNull()
    expect(await invalidIndexes(here.database)).toEqual([])
    expect(await ledgerOf(here.database)).toEqual(applied)
    expect(await here.database.run(`select to_regclass('people_name')::text as name`)).toEqual([
      { name: 'people_name' },
    ])
  })

  test('and left an invalid index is dropped and built again', async () => {
    const here = await setting(major, people, build)
    await here.database.run('create index people_name on people (name)')
    await invalidate(here.database, 'people_name')
    const before = await oidOf(here.database, 'people_name')
    await interrupted(here, 0)
    expect((await resumed(here)).failure).toBeNull()
    expect(await invalidIndexes(here.database)).toEqual([])
    expect(await oidOf(here.database, 'people_name')).not.toEqual(before)
    expect(await ledgerOf(here.database)).toEqual(applied)
  })

  test('and was done but for its row is not built again', async () => {
    const here = await setting(major, people, build)
    await here.database.run('create index people_name on people (name)')
    const before = await oidOf(here.database, 'people_name')
    await interrupted(here, 0)
    expect((await resumed(here)).failure).toBeNull()
    expect(await oidOf(here.database, 'people_name')).toEqual(before)
    expect(await here.database.run('select what from log')).toEqual([{ what: 'after' }])
  })

  test('with "if not exists" is not taken for done', async () => {
    const text = stepwise('create index concurrently if not exists people_name on people (name);')
    const here = await setting(major, people, text)
    await here.database.run('create index people_name on people (name)')
    await invalidate(here.database, 'people_name')
    await interrupted(here, 0)
    expect((await resumed(here)).failure).toBeNull()
    expect(await invalidIndexes(here.database)).toEqual([])
  })

  test('is found by the search path that the migration had set', async () => {
    const here = await setting(
      major,
      'create schema app; create table app.people (id int);',
      stepwise('set search_path = app;\ncreate index concurrently people_id on people (id);'),
    )
    await here.database.run('create index people_id on app.people (id)')
    await invalidate(here.database, 'app.people_id')
    await interrupted(here, 1)
    expect((await resumed(here)).failure).toBeNull()
    expect(await invalidIndexes(here.database)).toEqual([])
    expect(await oidOf(here.database, 'app.people_id')).toHaveLength(1)
  })

  test('leaves an invalid index of the same name on another table alone', async () => {
    const here = await setting(major, `${people} create table pets (name text);`, build)
    await here.database.run('create index people_name on pets (name)')
    await invalidate(here.database, 'people_name')
    await interrupted(here, 0)
    expect((await resumed(here)).failure?.message).toContain('already exists')
    expect(await invalidIndexes(here.database)).toEqual(['people_name'])
  })

  test('is not taken for done because another table has a valid index of that name', async () => {
    const here = await setting(major, `${people} create table pets (name text);`, build)
    await here.database.run('create index people_name on pets (name)')
    await interrupted(here, 0)
    expect((await resumed(here)).failure?.message).toContain('already exists')
  })

  test('on a partitioned table ends with PostgreSQL’s words, and the index stays', async () => {
    const here = await setting(
      major,
      `create table people (name text) partition by list (name); create table log (what text);
       create table people_a partition of people for values in ('a');
       create index people_name on only people (name);`,
      build,
    )
    await interrupted(here, 0)
    expect((await resumed(here)).failure).toMatchObject({ code: 'migration-failed' })
    expect(await invalidIndexes(here.database)).toEqual(['people_name'])
  })
})

describe.each(majors)('a unique index over duplicates, on PostgreSQL %i', (major) => {
  const twice = `${people} insert into people values (1, 'a'), (1, 'b');`
  const build = stepwise(
    `insert into log values ('before');
create unique index concurrently people_id on people (id);
insert into log values ('after');`,
  )

  test('fails, leaves no invalid index, and goes on once the data is mended', async () => {
    const here = await setting(major, twice, build)
    const { failure } = await resumed(here)
    expect(failure?.message).toContain('could not create unique index "people_id"')
    expect(failure?.at).toMatchObject({ line: 3, column: 1 })
    expect(await invalidIndexes(here.database)).toEqual([])
    expect(await ledgerOf(here.database)).toMatchObject([
      { state: 'partial', statements: 1, in_doubt: false },
    ])

    await here.database.run(`delete from people where name = 'b'`)
    expect((await resumed(here)).failure).toBeNull()
    expect(await here.database.run('select what from log')).toEqual([
      { what: 'before' },
      { what: 'after' },
    ])
    expect(await oidOf(here.database, 'people_id')).toHaveLength(1)
  })

  test('fails, and goes on once the statement is mended', async () => {
    const here = await setting(major, twice, build)
    await resumed(here)
    await here.application.migration(
      'auth/001_m.sql',
      build.replace('people (id)', 'people (name)'),
    )
    expect((await resumed(here)).failure).toBeNull()
    expect(await here.database.run('select count(*)::int as times from log')).toEqual([
      { times: 2 },
    ])
  })

  test('that an older run left invalid is dropped and built', async () => {
    const here = await setting(major, twice, build)
    await expect(
      here.database.run('create unique index concurrently people_id on people (id)'),
    ).rejects.toThrow('could not create unique index')
    expect(await invalidIndexes(here.database)).toEqual(['people_id'])
    await here.database.run(`delete from people where name = 'b'`)
    expect((await resumed(here)).failure).toBeNull()
    expect(await invalidIndexes(here.database)).toEqual([])
  })
})

describe.each(majors)('an interrupted statement, on PostgreSQL %i', (major) => {
  test('drop index concurrently: done, half done and not begun', async () => {
    const text = stepwise(`drop index concurrently people_name;\ninsert into log values ('after');`)
    for (const state of ['gone', 'invalid', 'there']) {
      const here = await setting(major, people, text)
      if (state !== 'gone') await here.database.run('create index people_name on people (name)')
      if (state === 'invalid') await invalidate(here.database, 'people_name')
      await interrupted(here, 0)
      expect((await resumed(here)).failure, state).toBeNull()
      expect(await oidOf(here.database, 'people_name'), state).toEqual([])
      expect(await ledgerOf(here.database), state).toEqual(applied)
    }
  })

  test('reindex concurrently: what it left is dropped, another table’s is not', async () => {
    const here = await setting(
      major,
      `${people} create table pets (name text);
       create index people_name on people (name);
       create index people_name_ccnew on people (name);
       create index people_name_ccold1 on people (name);
       create index pets_name_ccnew on pets (name);`,
      stepwise(`reindex table concurrently people;\ninsert into log values ('after');`),
    )
    for (const left of ['people_name_ccnew', 'people_name_ccold1', 'pets_name_ccnew']) {
      await invalidate(here.database, left)
    }
    await interrupted(here, 0)
    expect((await resumed(here)).failure).toBeNull()
    expect(await invalidIndexes(here.database)).toEqual(['pets_name_ccnew'])
    expect(await ledgerOf(here.database)).toEqual(applied)
  })

  test('reindex concurrently that fails leaves no invalid index', async () => {
    const here = await setting(
      major,
      `create function half(n int) returns int immutable language sql as 'select n / 2';
       create table people (id int); insert into people values (0), (1);
       create index people_half on people (half(id));
       create or replace function half(n int) returns int immutable language sql as 'select 2 / n';`,
      stepwise('reindex index concurrently people_half;'),
    )
    expect((await resumed(here)).failure?.message).toContain('division by zero')
    expect(await invalidIndexes(here.database)).toEqual([])
    await here.database.run('delete from people where id = 0')
    expect((await resumed(here)).failure).toBeNull()
  })

  test('reindex concurrently: what it left of a TOAST table is dropped', async () => {
    const here = await setting(
      major,
      'create table notes (body text);',
      stepwise('reindex table concurrently notes;'),
    )
    await cutShort(
      here.database,
      'reindex table concurrently notes',
      'lock table notes in row exclusive mode',
    )
    const left = await invalidIndexes(here.database)
    expect(left).toEqual([expect.stringMatching(/^pg_toast\.pg_toast_.*_ccnew$/)])
    await interrupted(here, 0)
    expect((await resumed(here)).failure).toBeNull()
    expect(await invalidIndexes(here.database)).toEqual([])
  })

  test('an edited file: behind the resume point refused, at it too, after it accepted', async () => {
    const text = `insert into log values ('first');
create index concurrently people_name on people (name);
insert into log values ('last');`
    const here = await setting(major, people, stepwise(text))
    const edited = (from: string, to: string): Promise<void> =>
      here.application.migration('auth/001_m.sql', stepwise(text.replace(from, to)))
    await interrupted(here, 1)
    await edited('first', 'other')
    await expect(resumed(here)).rejects.toMatchObject({ code: 'checksum-changed' })
    // Nobody would look for what the old name left.
    await edited('people_name', 'people_by_name')
    await expect(resumed(here)).rejects.toMatchObject({ code: 'checksum-changed' })
    await edited('last', 'mended')
    expect((await resumed(here)).failure).toBeNull()
    expect(await here.database.run('select what from log')).toEqual([{ what: 'mended' }])
  })

  test('vacuum and the like are run again', async () => {
    const here = await setting(
      major,
      people,
      stepwise(`vacuum people;\ninsert into log values ('after');`),
    )
    await interrupted(here, 0)
    expect((await resumed(here)).failure).toBeNull()
    expect(await ledgerOf(here.database)).toEqual(applied)
  })
})

describe.each(majors)('a detaching that was interrupted, on PostgreSQL %i', (major) => {
  const measures = `create table measures (year int) partition by list (year);
    create table measures_2020 partition of measures for values in (2020);
    create table log (what text);`
  const text = stepwise(
    `alter table measures detach partition measures_2020 concurrently;
insert into log values ('after');`,
  )
  const partitions = `select inhrelid::regclass::text as name from pg_inherits`

  test('before it began is done', async () => {
    const here = await setting(major, measures, text)
    await interrupted(here, 0)
    expect((await resumed(here)).failure).toBeNull()
    expect(await here.database.run(partitions)).toEqual([])
    expect(await ledgerOf(here.database)).toEqual(applied)
  })

  test('half way is finalised', async () => {
    const here = await setting(major, measures, text)
    await cutShort(
      here.database,
      'alter table measures detach partition measures_2020 concurrently',
      'select from measures',
    )
    expect(await here.database.run('select inhdetachpending as pending from pg_inherits')).toEqual([
      { pending: true },
    ])
    await interrupted(here, 0)
    expect((await resumed(here)).failure).toBeNull()
    expect(await here.database.run(partitions)).toEqual([])
    expect(await ledgerOf(here.database)).toEqual(applied)
  })

  test('after it was done goes on', async () => {
    const here = await setting(major, measures, text)
    await here.database.run('alter table measures detach partition measures_2020')
    await interrupted(here, 0)
    expect((await resumed(here)).failure).toBeNull()
    expect(await here.database.run('select what from log')).toEqual([{ what: 'after' }])
  })

  test('of a partition that never was is not taken for done', async () => {
    const here = await setting(major, measures, text.replace('measures_2020', 'measures_1066'))
    await interrupted(here, 0)
    expect((await resumed(here)).failure?.message).toContain('"measures_1066" does not exist')
  })
})

describe.each(majors)('a block that commits as it goes, on PostgreSQL %i', (major) => {
  const block = stepwise(
    `do $$ begin insert into log values ('in'); commit; end $$;\ninsert into log values ('after');`,
  )

  test('in doubt asks, and changes nothing until it is told', async () => {
    const here = await setting(major, people, block)
    await interrupted(here, 0)
    const { failure } = await resumed(here)
    expect(failure).toMatchObject({ code: 'statement-in-doubt' })
    expect(failure?.hint).toContain('--in-doubt')
    expect(await here.database.run('select what from log')).toEqual([])
    expect(await ledgerOf(here.database)).toMatchObject([{ statements: 0, in_doubt: true }])
  })

  test.each([
    ['done', ['after']],
    ['again', ['in', 'after']],
  ] as const)('told "%s" goes on there', async (answer, told) => {
    const here = await setting(major, people, block)
    await interrupted(here, 0)
    expect((await resumed(here, answer)).failure).toBeNull()
    const rows = await here.database.run('select what from log')
    expect(rows.map(({ what }) => what)).toEqual(told)
    expect(await ledgerOf(here.database)).toEqual(applied)
  })
})

describe.each(majors)('a migration that takes another role, on PostgreSQL %i', (major) => {
  const owners = `select relname::text as name, relowner::regrole::text as owner from pg_class
    where relname in ('first', 'second', 'second_id') order by 1`
  const statements = `create table first (id int);
create table second (id int);
create index concurrently second_id on second (id);`

  test.each(['set role', 'set session authorization'])(
    'by "%s", undisturbed and resumed',
    async (take) => {
      const role = `fault_${Date.now()}_${Math.floor(performance.now() * 1000)}`
      const here = await setting(
        major,
        `create role ${role}; create table log (what text);
      grant create on schema public to ${role};`,
        stepwise(`${take} ${role};\n${statements}`),
      )
      try {
        expect((await resumed(here)).failure).toBeNull()
        const undisturbed = await here.database.run(owners)
        expect(undisturbed.map(({ owner }) => owner)).toEqual([role, role, role])

        await here.database.run('drop table second; drop table elenchus.ledger')
        await interrupted(here, 2, false)
        expect((await resumed(here)).failure).toBeNull()
        expect(await here.database.run(owners)).toEqual(undisturbed)
        const [row] = await here.database.run(`select by from elenchus.ledger`)
        expect(row).toEqual({ by: 'postgres' })
      } finally {
        await here.database.run(`drop owned by ${role}; drop role ${role}`)
      }
    },
  )
})

describe.each(majors)('a migration on its way down, on PostgreSQL %i', (major) => {
  const text = `-- migrate:up
create table people (id int); create index people_id on people (id); create table log (what text);
-- migrate:down transaction:false
insert into log values ('down');
drop index concurrently people_id;
insert into log values ('gone');
drop table people;
`

  test.each(['there', 'invalid', 'gone'])(
    'goes on where it was killed: index %s',
    async (state) => {
      const here = await setting(major, '', text)
      expect((await resumed(here)).failure).toBeNull()
      if (state === 'gone') await here.database.run('drop index people_id')
      if (state === 'invalid') await invalidate(here.database, 'people_id')
      const run = await here.application.open()
      await interruptRevision(here.database, '001_m', {
        run,
        done: 1,
        inDoubt: true,
        direction: 'down',
      })

      await expect(resumed(here)).rejects.toMatchObject({ code: 'interrupted-down' })
      const release = await down(await here.application.open(), {
        only: [],
        depth: { kind: 'steps', count: 1 },
      })
      expect(release.failure).toBeNull()
      expect(await ledgerOf(here.database)).toEqual([])
      expect(await here.database.run('select what from log')).toEqual([{ what: 'gone' }])
      expect(await oidOf(here.database, 'people')).toEqual([])
    },
  )

  test('that was interrupted on its way up is refused', async () => {
    const here = await setting(major, people, stepwise('vacuum people;', 'drop table people;'))
    await interrupted(here, 0)
    const refusal = down(await here.application.open(), { only: [], depth: { kind: 'all' } })
    await expect(refusal).rejects.toMatchObject({ code: 'interrupted-up' })
  })
})

test('a transactional migration has no half: its row and its work come together', async () => {
  const here = await setting(18, people, migration(`insert into log values ('a');\nselect 1 / 0;`))
  const failure: UserError | null = (await resumed(here)).failure
  expect(failure?.message).toContain('division by zero')
  expect(await here.database.run('select what from log')).toEqual([])
  expect(await ledgerOf(here.database)).toEqual([])
})

test('a constraint that is checked at the commit is told as the migration’s failure', async () => {
  const schema = `create table people (id int primary key); create table log (what text);
    create table pets (owner int references people (id) deferrable initially deferred);`
  const text = `insert into pets values (1);\ninsert into log values ('a');`
  for (const section of [migration(text), stepwise(text)]) {
    const here = await setting(18, schema, section)
    const { failure } = await resumed(here)
    expect(failure).toMatchObject({ code: 'migration-failed' })
    expect(failure?.message).toContain('violates foreign key constraint')
    expect(await here.database.run('select what from log')).toEqual([])
    await here.database.run('insert into people values (1)')
    expect((await resumed(here)).failure).toBeNull()
  }
})

test.each(majors)(
  'a login that begins in another role keeps it, on PostgreSQL %i',
  async (major) => {
    const here = await setting(major, '', '-- migrate:up\ncreate schema first;\n')
    const [login, owner] = ['login', 'owner'].map((one) => here.database.name.replace('test', one))
    await here.database.run(`create role ${owner}; create role ${login} login in role ${owner};
    alter role ${login} set role = ${owner}; grant create on database ${here.database.name} to ${owner}`)
    try {
      const url = here.database.url.replace('postgres@', `${login}@`)
      const application = await testApplication(
        { auth: { url } },
        {
          'auth/001_m.sql': '-- migrate:up\ncreate schema first;\n',
          'auth/002_n.sql': '-- migrate:up\ncreate schema second;\n',
        },
      )
      expect((await up(await application.open(), everything)).failure).toBeNull()
      expect(
        await here.database.run(`select nspname::text as name, nspowner::regrole::text as owner
        from pg_namespace where nspname in ('first', 'second', 'elenchus') order by 1`),
      ).toEqual(['elenchus', 'first', 'second'].map((name) => ({ name, owner })))
    } finally {
      await here.database.run(
        `drop owned by ${owner}, ${login}; drop role ${login}; drop role ${owner}`,
      )
    }
  },
)

function oidOf(database: TestDatabase, name: string): Promise<readonly Record<string, unknown>[]> {
  return database.run(`select oid::int from pg_class where oid = to_regclass('${name}')`)
}
