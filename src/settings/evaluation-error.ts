import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { excerpt } from '../kernel/excerpt.ts'
import type { Place } from '../kernel/place.ts'
import { UserError } from '../kernel/user-error.ts'
import { maskPasswords } from './mask-passwords.ts'
import type { SettingsProgram } from './settings-program.ts'
import { within } from './within.ts'

/** What came out of a program that failed. */
interface Failure {
  readonly code: string
  readonly sentence: string
  readonly detail: string
  readonly hint: string
  /** Where it failed, or null where nobody knows; its file is absolute. */
  readonly at: Place | null
}

/**
 * Tells of a settings file that cannot be parsed or that threw. What was thrown is not kept as the
 * cause: Node's own errors carry their input, which may be an address with a password.
 */
export async function evaluationError(
  error: unknown,
  program: SettingsProgram,
): Promise<UserError> {
  const { at, ...failure } = syntaxFailure(error, program) ?? thrownFailure(error, program)
  const place = at && { ...at, file: spelledAs(program, at.file) }
  const text = place && (await program.files.read(place.file).catch(() => null))
  const shown = place && text !== null ? sighted(place, text) : null
  return new UserError(failure.sentence, {
    code: failure.code,
    at: shown?.place ?? { file: program.file, line: 1, column: 1 },
    excerpt: shown?.excerpt,
    details: failure.detail === '' ? [] : maskPasswords(failure.detail).split(/\s*\n\s*/),
    hint: failure.hint,
  })
}

/** Column 0 stands for an unknown one: the line's first character that is not white. */
function sighted(place: Place, text: string): { place: Place; excerpt: string } {
  const line = text.split('\n')[place.line - 1] ?? ''
  const known = { ...place, column: place.column || Math.max(1, line.search(/\S/) + 1) }
  return { place: known, excerpt: excerpt(maskPasswords(text), known) }
}

/** The parser's error has no fields, but its text ends with file, line and column from 0. */
function syntaxFailure(error: unknown, program: SettingsProgram): Failure | null {
  if (!(error instanceof Error)) return null
  const found = /^ParseError: ([^]*?)\s*\n\s*(.+):(\d+):(\d+)\s*$/.exec(error.message)
  if (found === null) return null
  const [, detail = '', file = '', line, column] = found
  const shown = spelledAs(program, file)
  return {
    code: 'settings-syntax',
    sentence: `File "${shown}" has a syntax error.`,
    detail: `${detail}.`,
    hint: `Correct ${shown}.`,
    at: { file, line: Number(line), column: Number(column) + 1 },
  }
}

function thrownFailure(error: unknown, program: SettingsProgram): Failure {
  return {
    code: 'settings-threw',
    sentence: `Settings file "${program.file}" failed when it was run.`,
    detail: error instanceof Error ? withoutStack(error) : String(error),
    hint: thrownHint(error, program),
    at: error instanceof Error ? ownFrame(error, resolve(dirname(program.file))) : null,
  }
}

/** Node adds the modules that asked for a missing one, by their full names. */
function withoutStack(error: Error): string {
  return `${error.name}: ${error.message.replace(/\nRequire stack:[^]*$/, '')}`
}

function thrownHint(error: unknown, program: SettingsProgram): string {
  const { code, message } = error as Partial<NodeJS.ErrnoException>
  const [, module = ''] = /Cannot find (?:module|package) '([^']+)'/.exec(message ?? '') ?? []
  if (module !== '' && !/^[./]|^\w:/.test(module)) return `Install it: npm install ${module}`
  if (code === 'ENOENT') return `Create that file, or take it out of ${program.file}.`
  return `Correct ${program.file}; it is run from top to bottom each time.`
}

/**
 * The innermost line of the stack that is the project's own. Its column is that of the translated
 * program, so it is not taken.
 */
function ownFrame({ stack = '' }: Error, root: string): Place | null {
  for (const line of stack.split('\n')) {
    const [, name = '', number] = /^\s+at (?:.*\()?(?:async )?(.+):(\d+):\d+\)?$/.exec(line) ?? []
    const file = name.startsWith('file://') ? fileURLToPath(name) : name
    const isOwn = file.startsWith(`${root}/`) || file.startsWith(`${root}\\`)
    if (isOwn && !/[/\\]node_modules[/\\]/.test(file)) {
      return { file, line: Number(number), column: 0 }
    }
  }
  return null
}

/** A file as the settings file itself is spelled: both relative or both absolute. */
function spelledAs(program: SettingsProgram, file: string): string {
  const root = dirname(program.file)
  return within(root, relative(resolve(root), file))
}
