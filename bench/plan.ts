/**
 * How long it takes to read two databases, to compare them and to plan from one to the other, beside
 * `pg_dump --schema-only` of one of them. The second has one table in a hundred changed.
 * Run: npx jiti bench/plan.ts [number of tables]…
 */
import { fileURLToPath } from 'node:url'
import { planSteps } from '../src/plan/plan-steps.ts'
import { nothingLearned } from '../src/plan/steps/planning.ts'
import { introspectWithDependencies } from '../src/postgres/introspect.ts'
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
if (first === '--once') await planOnce(rest[0] ?? '', rest[1] ?? '')
else if (!pgDumpIsThere()) {
  console.error('pg_dump is not there; install the PostgreSQL client programs.')
  process.exitCode = 2
} else await compare([first, ...rest].map(Number).filter((tables) => tables > 0))

async function compare(sizes: readonly number[]): Promise<void> {
  const server = await startNativePostgres(MAJOR)
  try {
    for (const tables of sizes.length === 0 ? [1_000, 5_000] : sizes) {
      const [from, to] = await build(server.url('postgres'), tables)
      const own: Measurement[] = []
      const dump: Measurement[] = []
      for (let round = 0; round < ROUNDS; round++) {
        own.push(await measureOwn(script, ['--once', from, to]))
        dump.push(await measureDump(from))
      }
      report(tables, best(own), best(dump))
    }
  } finally {
    await server.stop()
  }
}

function report(tables: number, own: Measurement, dump: Measurement): void {
  const each = `${tables} tables of 10 columns, 4 indexes and a foreign key, 1% changed`
  console.log(`${each}, PostgreSQL ${MAJOR}, best of ${ROUNDS}`)
  console.log(`  read twice, compare, plan  ${line(own)}`)
  console.log(`  pg_dump                    ${line(dump)}`)
  console.log(`  ratio                      ${(own.seconds / dump.seconds).toFixed(2)}`)
}

/** Makes the two databases and returns their addresses. */
async function build(serverUrl: string, tables: number): Promise<readonly [string, string]> {
  const [from, to] = [`from_${tables}`, `to_${tables}`]
  const server = await open(serverUrl)
  await server.run(`create database ${from}`)
  const url = serverUrl.replace(/postgres$/, from)
  const database = await open(url)
  // One transaction would need a lock for every table.
  for (let start = 1; start <= tables; start += 500) {
    await database.run(tablesBetween(start, Math.min(start + 499, tables)))
  }
  // As it would be some minutes later by itself.
  await database.run('vacuum analyze')
  await database.close()
  await server.run(`create database ${to} template ${from}`)
  await server.close()
  const changed = await open(serverUrl.replace(/postgres$/, to))
  await changed.run(changes(tables))
  await changed.run('vacuum analyze')
  await changed.close()
  return [url, serverUrl.replace(/postgres$/, to)]
}

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
      execute format('create index on t_%1$s using gin (payload)', n);
    end loop;
  end $$`
}

function changes(tables: number): string {
  return `do $$ begin
    for n in 100..${tables} by 100 loop
      execute format('alter table t_%1$s add column owner_id uuid references t_1', n);
      execute format('alter table t_%1$s alter column amount type numeric(14, 2)', n);
      execute format('create index on t_%1$s (owner_id)', n);
      execute format('alter table t_%1$s drop column updated_at', n);
    end loop;
  end $$`
}

async function planOnce(from: string, to: string): Promise<void> {
  const start = performance.now()
  const [left, right] = await Promise.all([from, to].map(open))
  if (left === undefined || right === undefined) return
  const sides = await Promise.all([left, right].map(introspectWithDependencies))
  const [before, after] = sides
  if (before === undefined || after === undefined) return
  const steps = planSteps(before, after, { online: true, major: MAJOR, learned: nothingLearned })
  const seconds = (performance.now() - start) / 1000
  await left.close()
  await right.close()
  if (steps.length === 0) throw new Error('nothing was planned')
  console.log(JSON.stringify({ seconds, peak: process.resourceUsage().maxRSS }))
}
