/**
 * How long `introspect` takes beside `pg_dump --schema-only` of the same database, and how much
 * memory each needs. Run: npx jiti bench/introspect.ts [number of tables]…
 */
import { fileURLToPath } from 'node:url'
import { introspect, introspectWithDependencies } from '../src/postgres/introspect.ts'
import type { Session } from '../src/postgres/session.ts'
import { startNativePostgres } from '../tests/support/native-postgres.ts'
import {
  best,
  line,
  measureDump,
  measureOwn,
  open,
  pgDumpIsThere,
  type Measurement,
} from './support/measure.ts'

/** The server is of the same major as Debian 12's pg_dump, which refuses newer ones. */
const MAJOR = 15
const ROUNDS = 3

const script = fileURLToPath(import.meta.url)

const [first, ...rest] = process.argv.slice(2)
if (first === '--once') {
  await introspectOnce(rest[0] ?? '', introspect)
} else if (first === '--once-with-dependencies') {
  await introspectOnce(rest[0] ?? '', introspectWithDependencies)
} else if (!pgDumpIsThere()) {
  console.error('pg_dump is not there; install the PostgreSQL client programs.')
  process.exitCode = 2
} else {
  await compare([first, ...rest].map(Number).filter((tables) => tables > 0))
}

async function compare(sizes: readonly number[]): Promise<void> {
  const server = await startNativePostgres(MAJOR)
  try {
    for (const tables of sizes.length === 0 ? [2_500, 10_000] : sizes) {
      const url = await build(server.url('postgres'), tables)
      const own: Measurement[] = []
      const whole: Measurement[] = []
      const dump: Measurement[] = []
      for (let round = 0; round < ROUNDS; round++) {
        own.push(await measureOwn(script, ['--once', url]))
        whole.push(await measureOwn(script, ['--once-with-dependencies', url]))
        dump.push(await measureDump(url))
      }
      report(tables, { own: best(own), whole: best(whole), dump: best(dump) })
    }
  } finally {
    await server.stop()
  }
}

interface Best {
  readonly own: Measurement
  /** With the dependencies. */
  readonly whole: Measurement
  readonly dump: Measurement
}

function report(tables: number, { own, whole, dump }: Best): void {
  const ratio = (own.seconds / dump.seconds).toFixed(2)
  console.log(`${tables} tables of 10 columns, PostgreSQL ${MAJOR}, best of ${ROUNDS}`)
  console.log(`  introspect  ${line(own)}`)
  console.log(`  pg_dump     ${line(dump)}`)
  console.log(`  with dependencies  ${line(whole)}`)
  console.log(`  ratio       ${ratio}`)
}

/** Makes a database with so many tables and returns its address. */
async function build(serverUrl: string, tables: number): Promise<string> {
  const name = `bench_${tables}`
  const server = await open(serverUrl)
  await server.run(`create database ${name}`)
  await server.close()
  const url = serverUrl.replace(/postgres$/, name)
  const database = await open(url)
  // One transaction would need a lock for every table.
  for (let from = 1; from <= tables; from += 500) {
    await database.run(tablesBetween(from, Math.min(from + 499, tables)))
  }
  // As it would be some minutes later by itself.
  await database.run('vacuum analyze')
  await database.close()
  return url
}

/** A table of the common sort: key, reference, two indexes, some defaults. */
function tablesBetween(from: number, to: number): string {
  return `do $$ begin
    for n in ${from}..${to} loop
      execute format('create table t_%1$s (
        id uuid default gen_random_uuid() primary key,
        parent_id uuid references t_%2$s on delete cascade,
        title text not null,
        slug character varying(255) not null,
        status text not null default ''new'',
        amount numeric(12, 2),
        payload jsonb not null default ''{}'',
        active boolean not null default true,
        created_at timestamptz not null default now(),
        updated_at timestamptz
      )', n, n / 2 + 1);
      execute format('create index on t_%1$s (parent_id)', n);
      execute format('create index on t_%1$s (status, created_at desc)', n);
    end loop;
  end $$`
}

/** Connects and introspects, as pg_dump's time has its connection in it too. */
async function introspectOnce(
  url: string,
  read: (session: Session) => Promise<unknown>,
): Promise<void> {
  const from = performance.now()
  const session = await open(url)
  await read(session)
  const seconds = (performance.now() - from) / 1000
  await session.close()
  console.log(JSON.stringify({ seconds, peak: process.resourceUsage().maxRSS }))
}
