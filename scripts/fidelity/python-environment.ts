import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const here = import.meta.dirname
const home = join(here, '../../.elenchus/python')

/** How a Python program of ours is started for a project. */
export interface PythonCall {
  readonly python: string
  readonly words: readonly string[]
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
}

/**
 * The path of a Python with the packages of a requirements file. It is made where it is not there
 * yet, in `.elenchus/python`, and made anew where the file has changed.
 */
export function pythonWith(requirements: string): string {
  const file = join(here, 'requirements', `${requirements}.txt`)
  const stamp = createHash('sha256').update(readFileSync(file)).digest('hex')
  const folder = join(home, requirements)
  const stampFile = join(folder, 'requirements.sha256')
  const python = join(folder, 'bin/python')
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return python
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(home, { recursive: true })
  execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' })
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--requirement', file], {
    stdio: 'inherit',
  })
  writeFileSync(stampFile, stamp)
  return python
}

/** The path of one of our own Python programs. */
export function pythonProgram(name: string): string {
  return join(here, 'python', `${name}.py`)
}

/** Starts Python in a project's folder, with nothing of the caller's environment but its path. */
export function startPython({ python, words, folder, environment }: PythonCall): ChildProcess {
  const env = {
    PATH: process.env['PATH'],
    PYTHONPATH: folder,
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONWARNINGS: 'ignore',
    // Alembic walks independent branches in the order of a set.
    PYTHONHASHSEED: '0',
    ...environment,
  }
  return spawn(python, words, { cwd: folder, env, stdio: ['pipe', 'pipe', 'pipe'] })
}
