import { mkdir, readdir, readFile, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openEmbedded, type EmbeddedOptions } from '../../src/embedded/open-embedded.ts'
import { snapshotName } from '../../src/embedded/boot-snapshot.ts'
import { UserError } from '../../src/kernel/user-error.ts'
import type { Session } from '../../src/postgres/session.ts'
import { scratchFolder } from '../support/embedded-folders.ts'
import { testCache } from '../support/test-cache.ts'
import { EmbeddedProcess } from '../support/embedded-process.ts'

async function open(folder: string, options: Partial<EmbeddedOptions> = {}): Promise<Session> {
  const session = await openEmbedded({ folder, cache: testCache, ...options })
  onTestFinished(() => session.close())
  return session
}

async function refusal(call: Promise<unknown>): Promise<UserError> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof UserError)) throw new Error(`not a UserError: ${String(error)}`)
  return error
}

describe('a data folder', () => {
  test('keeps what was written, and the lock is gone after closing', async () => {
    const parent = await scratchFolder()
    const folder = join(parent, 'not', 'yet', 'there')
    const first = await open(folder)
    await first.run('create table item (id integer); insert into item values (1)')
    await first.close()
    const second = await open(folder)
    expect(await second.query('select id from item')).toEqual([{ id: 1 }])
    await second.close()
    expect(await readdir(join(parent, 'not', 'yet'))).toEqual(['there'])
  })

  test('is for its owner alone', async () => {
    const folder = join(await scratchFolder(), 'data')
    await open(folder)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
  })

  test('may be an empty one that exists', async () => {
    const folder = await scratchFolder()
    const session = await open(folder)
    expect(await session.query('show fsync')).toEqual([{ fsync: 'on' }])
    expect(await session.query('show wal_sync_method')).toEqual([{ wal_sync_method: 'fsync' }])
  })

  test('has its extensions again when it is opened again', async () => {
    const folder = join(await scratchFolder(), 'data')
    const first = await open(folder)
    await first.run('create extension vector; create table doc (id integer, v vector(2))')
    await first.run(
      `insert into doc values (1, '[1,2]'); create index on doc using hnsw (v vector_l2_ops)`,
    )
    await first.close()
    const second = await open(folder)
    const rows = await second.query(`select id from doc order by v <-> '[1,2]' limit 1`)
    expect(rows).toEqual([{ id: 1 }])
  })

  test('that holds something else is refused and left as it is', async () => {
    const folder = await scratchFolder()
    await writeFile(join(folder, 'thesis.txt'), 'mine')
    expect(await refusal(open(folder))).toMatchObject({ code: 'folder-foreign' })
    expect(await readdir(folder)).toEqual(['thesis.txt'])
  })

  test('that is a file is refused', async () => {
    const file = join(await scratchFolder(), 'file')
    await writeFile(file, 'mine')
    expect(await refusal(open(file))).toMatchObject({ code: 'folder-foreign' })
  })

  test('of another major version is refused and left as it is', async () => {
    const folder = await scratchFolder()
    await writeFile(join(folder, 'PG_VERSION'), '17\n')
    const error = await refusal(open(folder))
    expect(error).toMatchObject({ code: 'folder-other-major' })
    expect(error.message).toContain('PostgreSQL 17')
    expect(await readdir(folder)).toEqual(['PG_VERSION'])
  })

  test('that a server has open is refused and left as it is', async () => {
    const folder = await scratchFolder()
    await writeFile(join(folder, 'PG_VERSION'), '18\n')
    await writeFile(join(folder, 'postmaster.pid'), `${process.pid}\n${folder}\n`)
    const error = await refusal(open(folder))
    expect(error).toMatchObject({ code: 'folder-foreign' })
    expect(error.details.join()).toContain(`process ${process.pid}`)
    expect(await readdir(folder)).toEqual(['PG_VERSION', 'postmaster.pid'])
  })

  test('that cannot be made is refused', async () => {
    const file = join(await scratchFolder(), 'file')
    await writeFile(file, 'mine')
    expect(await refusal(open(join(file, 'data')))).toMatchObject({ code: 'folder-not-writable' })
  })

  test('that is damaged is refused with PostgreSQL’s words, and its lock is released', async () => {
    const parent = await scratchFolder()
    const folder = join(parent, 'data')
    await (await open(folder)).close()
    await truncate(join(folder, 'global', 'pg_control'), 100)
    const error = await refusal(open(folder))
    expect(error).toMatchObject({ code: 'folder-unreadable' })
    expect(error.details.join('\n')).toContain('pg_control')
    expect(await readdir(parent)).toEqual(['data'])
  })

  test('whose making was interrupted is made anew', async () => {
    const folder = join(await scratchFolder(), 'data')
    await mkdir(join(`${folder}.new`, 'base'), { recursive: true })
    await writeFile(join(`${folder}.new`, 'PG_VERSION'), '18\n')
    const session = await open(folder)
    expect(await session.query('select 1 as one')).toEqual([{ one: 1 }])
  })
})

describe('the lock of a data folder', () => {
  test('keeps out the same process, by whatever name', async () => {
    const parent = await scratchFolder()
    const folder = join(parent, 'data')
    await open(folder)
    await symlink(folder, join(parent, 'link'))
    for (const name of [folder, join(parent, 'link'), join(parent, '.', 'data', '..', 'data')]) {
      const error = await refusal(open(name))
      expect(error).toMatchObject({ code: 'folder-locked' })
      expect(error.message).toContain(`process ${process.pid}`)
    }
  })

  test('lets in who waits long enough', async () => {
    const folder = join(await scratchFolder(), 'data')
    const first = await open(folder)
    const second = open(folder, { wait: 30_000 })
    await first.close()
    expect(await (await second).query('select 1 as one')).toEqual([{ one: 1 }])
  })

  test('falls with a process that was killed', async () => {
    const folder = join(await scratchFolder(), 'data')
    const holder = new EmbeddedProcess('hold', { folder, cache: testCache, wait: 0 })
    await holder.said('open')
    const error = await refusal(open(folder))
    expect(error.hint).toMatch(/`kill \d+`/)
    await holder.kill()
    await open(folder)
  })

  test('of twenty processes started at once over a dead one’s lock, one gets in', async () => {
    const parent = await scratchFolder()
    const folder = join(parent, 'data')
    const dead = new EmbeddedProcess('hold', { folder, cache: testCache, wait: 0 })
    await dead.said('open')
    await dead.kill()
    const options = { folder, cache: testCache, wait: 1000 }
    const all = Array.from({ length: 20 }, () => new EmbeddedProcess('hold', options))
    const seen = (): readonly string[] =>
      all.flatMap(({ events }) => events.map(({ kind }) => kind))
    while (seen().length < 20) await new Promise((resolve) => setTimeout(resolve, 50))
    expect(seen().filter((kind) => kind === 'open')).toHaveLength(1)
    const codes = all.flatMap(({ events }) =>
      events.flatMap((event) => (event.kind === 'refused' ? [event.code] : [])),
    )
    expect(new Set(codes)).toEqual(new Set(['folder-locked']))
    expect(codes).toHaveLength(19)
    expect((await readdir(parent)).sort()).toEqual(['data', 'data.lock'])
  }, 120_000)

  test('is released when a statement takes too long, and what was committed is there', async () => {
    const folder = join(await scratchFolder(), 'data')
    const session = await open(folder, { statementTimeout: 500 })
    await session.run('create table item (id integer); insert into item values (1)')
    await session.run('begin; insert into item values (2)')
    const error = await refusal(session.run('do $$ begin loop end loop; end $$'))
    expect(error).toMatchObject({ code: 'statement-timeout' })
    const again = await open(folder)
    expect(await again.query('select id from item')).toEqual([{ id: 1 }])
  })

  test('is released when the thread of PostgreSQL dies', async () => {
    const folder = join(await scratchFolder(), 'data')
    const session = await open(folder)
    const error = await refusal(session.run(`select repeat('[', 5000000)::jsonb`))
    expect(error).toMatchObject({ code: 'connection-lost' })
    await open(folder)
  })
})

describe('faults', () => {
  test('a process killed while it writes loses nothing that it was told is written', async () => {
    const folder = join(await scratchFolder(), 'data')
    let least = 0
    for (let round = 0; round < 20; round += 1) {
      const writer = new EmbeddedProcess('write', { folder, cache: testCache, wait: 0 })
      await writer.said('wrote', 3 + ((round * 7) % 40))
      await writer.kill()
      for (const event of writer.events) {
        if (event.kind === 'wrote') least = Math.max(least, event.number)
      }
    }
    const session = await open(folder)
    const [row] = await session.query<{ most: number; rows: number }>(
      'select max(number) as most, count(*) as rows from written',
    )
    // The last insert may have been committed and not yet answered.
    expect(row?.most).toBeGreaterThanOrEqual(least)
    expect(row?.rows).toBe(row?.most)
    await session.run('create extension amcheck; reindex table written')
    await session.run(`select bt_index_check('written_pkey', true)`)
  }, 240_000)

  test('a process that closes its session ends by itself', async () => {
    const folder = join(await scratchFolder(), 'data')
    const child = new EmbeddedProcess('exit', { folder, cache: testCache, wait: 0 })
    await child.said('open')
    await child.ended()
  })
})

describe('the boot snapshot', () => {
  test('is made once, and anew when it is damaged', async () => {
    const cache = await scratchFolder()
    const file = join(cache, snapshotName())
    await (await openEmbedded({ folder: null, cache })).close()
    const whole = await readFile(file)
    const { mtimeMs } = await stat(file)
    await (await openEmbedded({ folder: null, cache })).close()
    expect((await stat(file)).mtimeMs).toBe(mtimeMs)

    const flipped = Buffer.from(whole)
    flipped[whole.length - 5000] = 1 + (flipped[whole.length - 5000] ?? 0)
    for (const damaged of [whole.subarray(0, 1_000_000), Buffer.from(''), flipped]) {
      await writeFile(file, damaged)
      const session = await openEmbedded({ folder: null, cache })
      expect(await session.query('select 1 as one')).toEqual([{ one: 1 }])
      await session.close()
      expect((await readFile(file)).length).toBeGreaterThan(10_000_000)
    }
    expect(await readdir(cache)).toEqual([snapshotName()])
  }, 120_000)

  test('is not needed: a cache that cannot be written costs time only', async () => {
    const file = join(await scratchFolder(), 'file')
    await writeFile(file, '')
    const session = await openEmbedded({ folder: null, cache: join(file, 'cache') })
    expect(await session.query('select 1 as one')).toEqual([{ one: 1 }])
    await session.close()
  })
})
