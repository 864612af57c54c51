/**
 * How long an audit takes, each in a new process of the built command line (`npm run build` first):
 * - `projects`: models in Python and an Alembic history, no database at hand;
 * - `tables`: a live database of many tables against its history, one file of SQL and many, beside
 *   `pg_dump --schema-only` of it; where the replay is remembered, and where it is not.
 * Run: npx jiti bench/audit.ts projects [models/revisions]…
 *      npx jiti bench/audit.ts tables [number of tables]…
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startNativePostgres } from '../tests/support/native-postgres.ts'
import { writeAlembicProject } from './support/alembic-project.ts'
import { itemTable } from './support/item-table.ts'
import {
  best,
  line,
  measureCommand,
  measureDump,
  open,
  pgDumpIsThere,
  type Measurement,
} from './support/measure.ts'

/** The server is of the same major as Debian 12's pg_dump, which refuses newer ones. */
const MAJOR = 15
const ROUNDS = 3
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']
const cli = join(import.meta.dirname, '../dist/cli/main.js')

const [what, ...sizes] = process.argv.slice(2)
if (what !== 'tables') {
  for (const size of what === 'projects' && sizes.length > 0 ? sizes : ['100/50', '300/300']) {
    await auditProject(size)
  }
}
if (what !== 'projects') {
  if (pgDumpIsThere()) {
    for (const size of what === 'tables' && sizes.length > 0 ? sizes : ['5000']) {
      await auditTables(Number(size))
    }
  } else {
    console.error('pg_dump is not there; install the PostgreSQL client programs.')
    process.exitCode = 2
  }
}

async function auditProject(size: string): Promise<void> {
  const [models = 100, revisions = 50] = size.split('/').map(Number)
  await inFolder(async (folder) => {
    await writeAlembicProject(folder, { models, revisions })
    // The engine's boot snapshot is made once on a machine.
    await measureCommand(cli, ['audit'], folder)
    const found = await rounds(() => measureCommand(cli, ['audit'], folder))
    console.log(
      `${models} models and ${revisions} Alembic revisions, from files, best of ${ROUNDS}`,
    )
    console.log(`  audit    ${line(found)}`)
  })
}

async function auditTables(tables: number): Promise<void> {
  // One file is one transaction, and that needs a lock for each of its tables and indexes.
  const server = await startNativePostgres(MAJOR, [...FAST, 'max_locks_per_transaction=1024'])
  try {
    const url = await makeDatabase(server.url('postgres'), tables)
    for (const files of [1, 50]) {
      await inFolder(async (folder) => {
        await writeMigrations(folder, { tables, files, url, shadow: server.url('postgres') })
        await measureCommand(cli, ['stamp'], folder)
        const anew = await rounds(() => measureCommand(cli, ['audit', '--no-cache'], folder))
        await measureCommand(cli, ['audit'], folder)
        const audit = await rounds(() => measureCommand(cli, ['audit'], folder))
        const dump = await rounds(() => measureDump(url))
        console.log(
          `${tables} tables against their history of ${files} files, PostgreSQL ${MAJOR}, best of ${ROUNDS}`,
        )
        const times = ({ seconds }: Measurement): string => (seconds / dump.seconds).toFixed(2)
        console.log(`  pg_dump  ${line(dump)}`)
        console.log(`  audit    ${line(audit)}: ${times(audit)} times`)
        console.log(`  anew     ${line(anew)}: ${times(anew)} times`)
      })
      const database = await open(url)
      await database.run('drop schema elenchus cascade')
      await database.close()
    }
  } finally {
    await server.stop()
  }
}

async function rounds(measure: () => Promise<Measurement>): Promise<Measurement> {
  const all: Measurement[] = []
  for (let round = 0; round < ROUNDS; round++) all.push(await measure())
  return best(all)
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'elenchus-audit-'))
  try {
    await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function makeDatabase(serverUrl: string, tables: number): Promise<string> {
  const server = await open(serverUrl)
  await server.run('create database shop')
  await server.close()
  const url = serverUrl.replace(/postgres$/, 'shop')
  const database = await open(url)
  for (let start = 0; start < tables; start += 100) {
    const some = Array.from({ length: Math.min(100, tables - start) }, (_, at) => start + at)
    await database.run(some.map(itemTable).join('\n'))
  }
  await database.run('vacuum analyze')
  await database.close()
  return url
}

interface History {
  readonly tables: number
  readonly files: number
  readonly url: string
  readonly shadow: string
}

async function writeMigrations(
  folder: string,
  { tables, files, url, shadow }: History,
): Promise<void> {
  await mkdir(join(folder, 'migrations/shop'), { recursive: true })
  await writeFile(
    join(folder, 'elenchus.config.json'),
    JSON.stringify({ databases: { shop: { url } }, shadow: { url: shadow } }),
  )
  for (let file = 0; file < files; file++) {
    const from = Math.floor((file * tables) / files)
    const to = Math.floor(((file + 1) * tables) / files)
    const some = Array.from({ length: to - from }, (_, at) => itemTable(from + at))
    const name = `${String(file + 1).padStart(3, '0')}_items.sql`
    await writeFile(join(folder, 'migrations/shop', name), `-- migrate:up\n${some.join('\n')}\n`)
  }
}
