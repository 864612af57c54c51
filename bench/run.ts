/**
 * `elenchus up` against psql: 500 migrations of 10 statements on the same server, in one run.
 *
 * Two ways of psql, because there are two ways to read "psql -1 -f of the same files": one process
 * with every file in a single transaction (no commit, and no record, between migrations), and one
 * process for each file, as a shell script would do it.
 *
 *     npm run build && npx jiti bench/run.ts [rounds]
 */
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startNativePostgres } from '../tests/support/native-postgres.ts'

const MIGRATIONS = 500

const rounds = Number(process.argv[2] ?? 3)
const cli = join(import.meta.dirname, '../dist/cli/main.js')

// Durability as a real server has it: every commit is on disk.
const server = await startNativePostgres(15, [])
const folder = await mkdtemp(join(tmpdir(), 'elenchus-bench-'))
try {
  const files = await writeMigrations()
  const contenders = {
    'elenchus up': (url: string) => {
      const env = { ...process.env, BENCH_URL: url }
      execFileSync(process.execPath, [cli, 'up'], { cwd: folder, env, stdio: 'ignore' })
    },
    'psql -1, one process': (url: string) => {
      psql(url, files)
    },
    'psql -1, one per file': (url: string) => {
      for (const file of files) psql(url, [file])
    },
  }
  const best = new Map<string, number>()
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, work] of Object.entries(contenders)) {
      const seconds = await timed(work)
      best.set(name, Math.min(best.get(name) ?? Infinity, seconds))
    }
  }
  report(best)
} finally {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}

/** The migrations for Elenchus, and beside them their up sections alone for psql. */
async function writeMigrations(): Promise<readonly string[]> {
  const config = `export default { databases: { main: { url: process.env.BENCH_URL, migrations: 'migrations' } } }\n`
  await writeFile(join(folder, 'elenchus.config.js'), config)
  await mkdir(join(folder, 'migrations'))
  await mkdir(join(folder, 'plain'))
  const files: string[] = []
  for (let number = 1; number <= MIGRATIONS; number += 1) {
    const name = `${String(number).padStart(4, '0')}_table_${number}.sql`
    const up = statements(number).join(';\n')
    await writeFile(
      join(folder, 'migrations', name),
      `-- migrate:up\n${up};\n-- migrate:down\ndrop table t${number};\n`,
    )
    const file = join(folder, 'plain', name)
    await writeFile(file, `${up};\n`)
    files.push(file)
  }
  return files
}

/** Ten statements as migrations have them. */
function statements(number: number): readonly string[] {
  const table = `t${number}`
  return [
    `create table ${table} (id uuid primary key default gen_random_uuid(), name varchar(255) not null)`,
    `alter table ${table} add column status varchar(20) not null default 'active'`,
    `alter table ${table} add column created_at timestamptz not null default now()`,
    `alter table ${table} add constraint ${table}_status check (status in ('active', 'gone'))`,
    `create index ${table}_status_created on ${table} (status, created_at desc)`,
    `create unique index ${table}_name on ${table} (lower(name))`,
    `comment on table ${table} is 'Table ${number}'`,
    `comment on column ${table}.status is 'Where it stands'`,
    `insert into ${table} (name) select 'row ' || n from generate_series(1, 20) n`,
    `create view ${table}_active as select id, name from ${table} where status = 'active'`,
  ]
}

function psql(url: string, files: readonly string[]): void {
  const options = files.flatMap((file) => ['-f', file])
  const words = [url, '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-1', ...options]
  execFileSync('psql', words, { stdio: ['ignore', 'ignore', 'inherit'] })
}

/** Seconds that the work takes on a new database. */
async function timed(work: (url: string) => void): Promise<number> {
  await administer('drop database if exists bench', 'create database bench', 'checkpoint')
  const start = performance.now()
  work(server.url('bench'))
  return (performance.now() - start) / 1000
}

async function administer(...commands: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: server.url('postgres') })
  await client.connect()
  for (const command of commands) await client.query(command)
  await client.end()
}

function report(best: ReadonlyMap<string, number>): void {
  const own = best.get('elenchus up') ?? NaN
  console.log(`${MIGRATIONS} migrations of 10 statements, PostgreSQL 15, best of ${rounds}`)
  for (const [name, seconds] of best) {
    const ratio = name === 'elenchus up' ? '' : `  ratio ${(own / seconds).toFixed(2)}`
    console.log(`${name.padEnd(24)} ${seconds.toFixed(2)} s${ratio}`)
  }
}
