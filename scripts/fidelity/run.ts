/*
 * Makes the golden files of tests/projects with the real SQLAlchemy and Alembic.
 *
 *   npm run test:fidelity                    makes all anew and compares; exit 1 with the difference
 *   npm run test:fidelity -- --write [name]  writes them, of all projects or of the named ones
 */
import { mkdirSync, mkdtempSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { startNativePostgres, type NativePostgres } from '../../tests/support/native-postgres.ts'
import { readProjects, type Project } from '../../tests/support/projects.ts'
import { checkRuns } from './check-runs.ts'
import { DatabaseHome } from './database-home.ts'
import { makeHistories } from './make-histories.ts'
import { makeModels } from './make-models.ts'
import type { GoldenFiles } from './making.ts'
import { pythonWith } from './python-environment.ts'

const words = process.argv.slice(2)
const write = words.includes('--write')
const names = words.filter((word) => !word.startsWith('--'))
process.exitCode = await main()

async function main(): Promise<number> {
  const chosen = readProjects().filter(({ name }) => names.length === 0 || names.includes(name))
  const server = await startNativePostgres(18)
  const made = mkdtempSync(join(tmpdir(), 'elenchus-fidelity-'))
  let failures = 0
  try {
    for (const project of chosen) failures += await attempt(server, project, made)
  } finally {
    await server.stop()
    rmSync(made, { recursive: true, force: true })
  }
  say(`${chosen.length - failures} passed, ${failures} failed`)
  return failures === 0 ? 0 : 1
}

/** 1 where a project could not be made or differs, else 0. */
async function attempt(server: NativePostgres, project: Project, made: string): Promise<0 | 1> {
  const from = performance.now()
  try {
    const files = await make(server, project)
    const same = write ? save(project, files) : compare(project, files, join(made, project.name))
    say(
      `${same ? 'ok  ' : 'FAIL'} ${project.name} ${((performance.now() - from) / 1000).toFixed(1)} s`,
    )
    return same ? 0 : 1
  } catch (error) {
    say(`FAIL ${project.name}\n${error instanceof Error ? (error.stack ?? '') : String(error)}`)
    return 1
  }
}

async function make(server: NativePostgres, project: Project): Promise<GoldenFiles> {
  const python = pythonWith(project.requirements)
  const folder = join(project.folder, project.root)
  const making = { project, home: new DatabaseHome(server, project), python: { python, folder } }
  const files = new Map([...(await makeModels(making)), ...(await makeHistories(making))])
  await checkRuns(making)
  return files
}

function save(project: Project, files: GoldenFiles): true {
  const golden = join(project.folder, 'golden')
  rmSync(golden, { recursive: true, force: true })
  mkdirSync(golden)
  for (const [name, text] of files) writeFileSync(join(golden, name), text)
  return true
}

function compare(project: Project, files: GoldenFiles, folder: string): boolean {
  mkdirSync(folder)
  for (const [name, text] of files) writeFileSync(join(folder, name), text)
  const golden = join(project.folder, 'golden')
  const names = [...files.keys()]
  if (names.every((name) => sameText(join(golden, name), join(folder, name)))) return true
  const shown = ['diff', '--no-index', '--stat', '--patch', '--unified=2', golden, folder]
  say(spawnSync('git', shown, { encoding: 'utf8' }).stdout)
  return false
}

function sameText(left: string, right: string): boolean {
  return existsSync(left) && withoutServer(left) === withoutServer(right)
}

/** The server's minor version is no part of what is compared. */
function withoutServer(file: string): string {
  return readFileSync(file, 'utf8').replace(/"server": \{[^}]*\{[^}]*\}[^}]*\}/, '"server": {}')
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
