import { existsSync, readFileSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import { shellWord } from '../kernel/shell-word.ts'
import { UserError } from '../kernel/user-error.ts'
import { openApplication } from '../run/open-application.ts'
import type { Run } from '../run/opened.ts'
import { readDuration } from '../settings/duration.ts'
import type { Application, Timeouts } from '../settings/application.ts'
import { parseWitness, type WitnessName } from '../witness/witness-name.ts'
import { shownOn } from './shown-on.ts'
import { terminalProgress, type DrawnProgress } from './terminal-progress.ts'

/** What every command may be told. */
export interface CommandLine {
  readonly directory?: string
  readonly config?: string
  /** `text`, `json`, or what else the command can print. */
  readonly format?: string
  readonly only?: readonly string[]
  /** False for `--no-cache`; of the commands that remember what they replayed. */
  readonly cache?: boolean
}

/** What the commands that change databases may be told besides. */
export interface RunningLine extends CommandLine {
  readonly wait?: string
  readonly lockTimeout?: string
  readonly lockRetries?: number
  readonly inDoubt?: 'done' | 'again'
  /** Set by commands that can do without an application. */
  readonly orNone?: boolean
  /** Set by commands that found the application themselves. */
  readonly application?: Application
}

/**
 * Opens the application that a command line means, does something with it while progress is drawn
 * on stderr, and clears the drawing away.
 */
export async function withApplication<T>(
  line: RunningLine,
  work: (run: Run) => Promise<T>,
): Promise<T> {
  const progress: DrawnProgress = terminalProgress(process.stderr)
  const cache = userCache(process.env)
  const build = builtProgram()
  try {
    const run = await openApplication({
      directory: directoryOf(line),
      settingsFile: line.config,
      timeouts: timeoutsOf(line),
      inDoubt: line.inDoubt ?? null,
      orNone: line.orNone ?? false,
      application: line.application,
      environment: {
        progress,
        cache,
        memory: line.cache === true && build !== null ? { folder: cache, build } : null,
        variables: (name) => process.env[name] ?? null,
      },
    })
    return await work(run)
  } finally {
    progress.end()
  }
}

/**
 * The folder to work in: spelled from here, so that places in errors can be clicked.
 *
 * @throws UserError where it is none
 */
export function directoryOf({ directory = '.' }: CommandLine): string {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UserError(`"${directory}" is no folder.`, {
      code: 'no-folder',
      hint: 'Name one that is there.',
    })
  }
  return resolve(directory) === process.cwd() ? '.' : directory
}

/** A file of the command line: from the folder to work in, and spelled from here. */
export function fileFrom(line: CommandLine, path: string): string {
  return isAbsolute(path) ? path : join(directoryOf(line), path)
}

/** A witness of the command line; its file is that of {@link fileFrom}. */
export function witnessFrom(line: CommandLine, text: string): WitnessName {
  const name = parseWitness(text)
  return 'path' in name ? { ...name, path: fileFrom(line, name.path) } : name
}

/** How a further command has to begin to work in the same folder. */
export function programOf({ directory }: CommandLine): string {
  return directory === undefined ? 'elenchus' : `elenchus -C ${shellWord(directory)}`
}

/**
 * Where this user's programs keep what can be made again: one boot snapshot of the embedded engine
 * serves all applications. Only the user may write there, so nobody else can put one there.
 */
function userCache({ XDG_CACHE_HOME: folder }: NodeJS.ProcessEnv): string {
  return join(
    folder === undefined || folder === '' ? join(homedir(), '.cache') : folder,
    'elenchus',
  )
}

/** Which program this is, by what its files hold; null where it was not built. */
function builtProgram(): string | null {
  const file = new URL('../build-id', import.meta.url)
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

/** Prints a result: as text, or as JSON for programs. */
export function printResult(line: CommandLine, result: unknown, text: () => string): void {
  const asJson = line.format === 'json'
  process.stdout.write(
    asJson ? `${JSON.stringify(result, null, 2)}\n` : shownOn(process.stdout, text()),
  )
}

function timeoutsOf({ wait, lockTimeout, lockRetries }: RunningLine): Partial<Timeouts> {
  return {
    ...(wait === undefined ? {} : { wait: durationOf('--wait', wait) }),
    ...(lockTimeout === undefined ? {} : { lock: durationOf('--lock-timeout', lockTimeout) }),
    ...(lockRetries === undefined ? {} : { lockRetries }),
  }
}

function durationOf(flag: string, text: string): number {
  const reading = readDuration(text)
  switch (reading.kind) {
    case 'known':
      return reading.milliseconds
    case 'fault':
      throw new UserError(`The value of "${flag}" ${reading.message}.`, { code: 'command-line' })
  }
}
