import { createServer, type Server, type Socket } from 'node:net'
import { once } from 'node:events'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { Secret } from '../../src/kernel/secret.ts'
import { UserError } from '../../src/kernel/user-error.ts'
import { connectServer } from '../../src/postgres/connect-server.ts'
import { PostgresError } from '../../src/postgres/postgres-error.ts'
import { parseAddress } from '../../src/postgres/server-address.ts'
import type { Session } from '../../src/postgres/session.ts'
import { startProxy } from '../support/fault-proxy.ts'
import { serverUrl, testDatabase } from '../support/test-database.ts'

const PASSWORD = 'correct horse'

async function connect(url: string, connectTimeout = 5000): Promise<Session> {
  const session = await connectServer(parseAddress(new Secret(url)), { connectTimeout })
  onTestFinished(() => session.close())
  return session
}

async function faultOf(work: Promise<unknown>): Promise<UserError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof UserError)) throw new Error(`not a UserError: ${String(error)}`)
  expect(JSON.stringify(error) + String(error.stack)).not.toContain(PASSWORD)
  expect(JSON.stringify(error) + String(error.stack)).not.toContain(encodeURIComponent(PASSWORD))
  return error
}

function asUser(url: string, user: string, password = PASSWORD): string {
  return url.replace('postgres@', `${user}:${encodeURIComponent(password)}@`)
}

describe('a session on a server', () => {
  test('gives numbers, texts, lists and JSON as both engines do', async () => {
    const session = await connect((await testDatabase(18)).url)
    const [row] = await session.query(
      `select $1::text as word, 7::bigint as small, 9007199254740993::bigint as big, 1.50 as price,
        true as yes, null as nothing, array['a', 'b'] as list, '{"a": [1]}'::jsonb as json,
        date '2026-01-31' as day, timestamptz '2026-01-31 12:00:00+00' as moment`,
      ['ünïcode'],
    )
    expect(row).toEqual({
      word: 'ünïcode',
      small: 7,
      big: '9007199254740993',
      price: '1.50',
      yes: true,
      nothing: null,
      list: ['a', 'b'],
      json: { a: [1] },
      day: '2026-01-31',
      moment: expect.stringMatching(/^2026-01-31 12:00:00\+00$/) as string,
    })
  })

  test('runs several statements as they stand and tells notices', async () => {
    const session = await connect((await testDatabase(15)).url)
    const said: string[] = []
    session.onNotice(({ message }) => said.push(message))
    await session.run(
      `create table t (a int); do $$ begin raise notice 'hello'; end $$; insert into t values (1)`,
    )
    expect(await session.query('select a from t')).toEqual([{ a: 1 }])
    expect(said).toEqual(['hello'])
    expect(session.serverVersion).toBeGreaterThanOrEqual(150_000)
  })

  test("an error carries PostgreSQL's fields", async () => {
    const session = await connect((await testDatabase(18)).url)
    const error: unknown = await session.run('select * from nowhere').catch((e: unknown) => e)
    expect(error).toBeInstanceOf(PostgresError)
    expect((error as PostgresError).fields).toMatchObject({
      code: '42P01',
      position: 15,
      message: 'relation "nowhere" does not exist',
    })
    await session.run('select 1')
  })

  test('a session that the server ends is lost, in the middle of a call and after', async () => {
    const database = await testDatabase(18)
    const session = await connect(database.url)
    const lost = faultOf(session.run('select pg_sleep(30)'))
    await database.run(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    )
    expect((await lost).code).toBe('connection-lost')
    expect((await faultOf(session.run('select 1'))).code).toBe('connection-lost')
  })
})

describe('a door that stays shut', () => {
  test('nothing listens', async () => {
    const probe = createServer().listen(0, '127.0.0.1')
    await once(probe, 'listening')
    const { port } = probe.address() as { port: number }
    probe.close()
    const error = await faultOf(
      connect(`postgresql://me:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/specs`),
    )
    expect(error.code).toBe('server-unreachable')
    expect(error.message).toBe(
      `Cannot connect to "specs at 127.0.0.1:${port} as me": nothing listens there.`,
    )
  })

  test('a wrong password', async () => {
    const database = await testDatabase(18)
    await database.run(
      `do $$ begin create role needs_password login password 'right'; exception when duplicate_object then null; end $$`,
    )
    const error = await faultOf(connect(asUser(database.url, 'needs_password')))
    expect(error.code).toBe('password-refused')
    expect(await connect(asUser(database.url, 'needs_password', 'right'))).toBeDefined()
  })

  test('a user who is never let in', async () => {
    const error = await faultOf(connect(asUser(serverUrl(18, 'postgres'), 'never_welcome')))
    expect(error.code).toBe('login-refused')
  })

  test('no such database', async () => {
    const error = await faultOf(connect(serverUrl(18, 'nowhere')))
    expect(error.code).toBe('database-missing')
  })

  test('a server without TLS where TLS is required', async () => {
    const url = `${serverUrl(18, 'postgres')}?sslmode=require`
    expect((await faultOf(connect(url))).code).toBe('tls-refused')
  })

  test('a server without TLS is reached without it where TLS is only preferred', async () => {
    const session = await connect(`${serverUrl(18, 'postgres')}?sslmode=prefer`)
    expect(await session.query('select 1 as one')).toEqual([{ one: 1 }])
  })

  test('somebody who listens and never answers', async () => {
    const sockets: Socket[] = []
    const silent: Server = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1')
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy()
      silent.close()
    })
    await once(silent, 'listening')
    const { port } = silent.address() as { port: number }
    const error = await faultOf(
      connect(`postgresql://me:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/specs`, 300),
    )
    expect(error.code).toBe('server-unreachable')
    expect(error.message).toContain('did not answer in time')
  })

  test('a server that hangs up at once', async () => {
    const rude = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
    onTestFinished(() => void rude.close())
    await once(rude, 'listening')
    const { port } = rude.address() as { port: number }
    const error = await faultOf(
      connect(`postgresql://me:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/specs`),
    )
    expect(error.code).toBe('server-unreachable')
  })

  test('no connection left', async () => {
    const database = await testDatabase(18)
    await database.run(`alter database ${database.name} connection limit 0`)
    await database.run(
      `do $$ begin create role plain_user login; exception when duplicate_object then null; end $$`,
    )
    const error = await faultOf(connect(asUser(database.url, 'plain_user')))
    expect(error.code).toBe('too-many-connections')
  })

  test('the port of the servers is on loopback only', () => {
    expect(serverUrl(18, 'x')).toContain(`127.0.0.1:${inject('postgresPorts')[18]}`)
  })
})

test('a connection that breaks at any message of its setting up is told once, and ends no process', async () => {
  const proxy = await startProxy(inject('postgresPorts')[18])
  for (const side of ['request', 'answer'] as const) {
    for (const after of [1, 2, 3]) {
      proxy.cut({ after, side })
      const outcome = await connect(proxy.through(serverUrl(18, 'postgres'))).then(
        () => 'connected',
        (error: unknown) => (error instanceof UserError ? error.code : String(error)),
      )
      expect(['connected', 'server-unreachable']).toContain(outcome)
    }
  }
})
