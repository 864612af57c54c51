import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nativeShadow } from '../support/plan-place.ts'
import { testApplication } from '../support/test-application.ts'
import { testDatabase } from '../support/test-database.ts'

/** Every statement that changes the schema notes how long its session queues for a lock. */
const watch = `create schema elenchus;
  create table elenchus.watched (at serial, tag text, lock_timeout text);
  create function elenchus.watch() returns event_trigger language plpgsql as $$ begin
    insert into elenchus.watched (tag, lock_timeout) values (tg_tag, current_setting('lock_timeout'));
  end $$;
  create event trigger watch on ddl_command_end when tag in ('ALTER TABLE', 'CREATE INDEX')
    execute function elenchus.watch()`

test.each([15, 18] as const)(
  'a plan runs with the lock timeout that it is said to have, on PostgreSQL %i',
  async (major) => {
    const database = await testDatabase(major)
    await database.run('create table item (id integer primary key, owner integer, code text)')
    await database.run(watch)
    const application = await testApplication({ shop: { url: database.url } }, {}, nativeShadow())
    const target = `create table item (id integer primary key, owner integer, code text,
      constraint item_owner check (owner > 0)); create index item_code on item (code)`
    await writeFile(join(application.folder, 'target.sql'), target)

    const planned = await application.cli(
      'plan',
      'database:shop',
      'target.sql',
      '--out',
      'plan.json',
    )
    expect(planned).toMatchObject({ code: 0, stderr: '' })
    const flags = planned.stdout.match(/--allow [a-z-]+/g)?.flatMap((flag) => flag.split(' ')) ?? []
    const ran = await application.cli('run', 'plan.json', '--lock-timeout', '7s', ...flags)
    expect(ran).toMatchObject({ code: 0 })

    const watched = await database.run(`select tag, lock_timeout from elenchus.watched order by at`)
    expect(watched).toEqual([
      { tag: 'ALTER TABLE', lock_timeout: '7s' },
      { tag: 'ALTER TABLE', lock_timeout: '7s' },
      // Queued without end: it lets reads and writes through, and a timeout leaves an invalid index.
      { tag: 'CREATE INDEX', lock_timeout: '0' },
    ])
  },
)
