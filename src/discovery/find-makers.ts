import { textInParentheses } from './call-text.ts'
import { isTest } from './is-test.ts'
import type { Survey } from './survey.ts'

/** A call that makes or stamps a schema, as it is written. */
export interface MakerCall {
  readonly kind: 'create-all' | 'stamp'
  readonly file: string
  /** All of the file. */
  readonly source: string
  /** Where the call begins. */
  readonly offset: number
  /** Its line, without what is around it. */
  readonly text: string
  /** What `create_all` is called on: `Base.metadata`. Of a stamp it is empty. */
  readonly object: string
  /** What stands between its parentheses, and of a shell's line all of it. */
  readonly given: string
}

/** Finds calls that make or stamp a schema beside the histories; those in comments are none. */
export function findMakers(survey: Survey): readonly MakerCall[] {
  return survey.files
    .filter((file) => /\.(py|sh)$/.test(file) && !isTest(file, survey.folder))
    .flatMap((file) => {
      const source = survey.text(file) ?? ''
      return file.endsWith('.py') ? inPython(file, source) : inShell(file, source)
    })
}

/** What `create_all` is called on, `command.stamp`, or a program that is started with `alembic … stamp`. */
const CALL =
  /^[^#\n"']*?(?:\b([\w.]+(?:\[[^\]\n]*\]|\(\))?(?:\.[\w.]+)?)\.create_all\b|\bcommand\.stamp\s*(?=\()|\b(?:subprocess\.\w+|os\.system|run|call|check_call|check_output|Popen)\s*(?=\([^#\n]*\balembic\b[^#\n]*\bstamp\b))[^\n]*/gm

function inPython(file: string, source: string): readonly MakerCall[] {
  if (!/\bcreate_all\b|\bstamp\b/.test(source)) return []
  return Array.from(source.matchAll(CALL), ({ 0: line, 1: object, index }) => {
    const offset = index + startIn(line, object)
    const open = source.indexOf('(', object === undefined ? offset : offset + object.length)
    return {
      kind: object === undefined ? 'stamp' : 'create-all',
      ...{ file, source, offset, text: line.trim(), object: object ?? '' },
      given: givenIn(source, { offset, open, object }),
    }
  })
}

function startIn(line: string, object: string | undefined): number {
  if (object !== undefined) return line.indexOf(`${object}.create_all`)
  return Math.max(
    0,
    line.search(/\b(?:command\.stamp|subprocess\.|os\.system|run|call|check_|Popen)/),
  )
}

interface Written {
  readonly offset: number
  readonly open: number
  readonly object: string | undefined
}

/** `run_sync(Base.metadata.create_all)` is given the connection that it is called on. */
function givenIn(source: string, { offset, open, object }: Written): string {
  const after = source.slice(offset + (object?.length ?? 0))
  const isCall = object === undefined || /^\.create_all\s*\(/.test(after)
  if (isCall) return textInParentheses(source, open)
  const before = source.slice(source.lastIndexOf('\n', offset) + 1, offset)
  return /([\w.]+)\.run_sync\s*\(\s*$/.exec(before)?.[1] ?? ''
}

function inShell(file: string, source: string): readonly MakerCall[] {
  return Array.from(
    source.matchAll(/^[^#\n]*?\b(alembic\b[^#\n]*?[ \t]stamp\b[^#\n]*)/gm),
    ({ 0: line, 1: call = '', index }) => ({
      ...{ kind: 'stamp', file, source, object: '', text: line.trim(), given: line },
      offset: index + line.indexOf(call),
    }),
  )
}
