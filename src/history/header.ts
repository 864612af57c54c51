import { placeOf } from '../kernel/place.ts'
import type { Line } from './lines.ts'
import type { Requirement } from './revision.ts'
import { revisionFault, type RevisionFile } from './revision-fault.ts'

/** What the comment lines above `-- migrate:up` say. */
export interface Header {
  /** The first paragraph, on one line; null where there is no text. */
  readonly title: string | null
  readonly requires: readonly Requirement[]
}

const DIRECTIVE = /^\s*--+\s*elenchus\s*:/i
const REQUIRES = /^--\s*elenchus:requires\s+([^\s/]+)\/([^\s/]+)\s*$/

/**
 * Reads the header of a migration file.
 *
 * @throws UserError for a line `-- elenchus:` that says nothing known
 */
export function readHeader(source: RevisionFile, lines: readonly Line[]): Header {
  const requires = lines.filter(isDirective).map((line) => requirementAt(source, line))
  return { title: titleOf(lines), requires }
}

/** @throws UserError for a directive below the header, where it would not be read */
export function refuseDirectives(source: RevisionFile, lines: readonly Line[]): void {
  const line = lines.find(isDirective)
  if (!line) return
  throw revisionFault(source, {
    code: 'directive-place',
    message: `"${line.text.trim()}" in "${source.file}" stands below "-- migrate:up".`,
    hint: 'Move the line above "-- migrate:up".',
    offset: startOfText(line),
  })
}

function isDirective({ text }: Line): boolean {
  return DIRECTIVE.test(text)
}

function requirementAt(source: RevisionFile, line: Line): Requirement {
  const [, database, revision] = REQUIRES.exec(line.text) ?? []
  if (database === undefined || revision === undefined) {
    throw revisionFault(source, {
      code: 'unknown-directive',
      message: `"${line.text.trim()}" in "${source.file}" is no directive.`,
      hint: 'The only one is "-- elenchus:requires <database>/<revision>", one revision a line.',
      offset: startOfText(line),
    })
  }
  return { database, revision, at: placeOf(source.file, source.text, startOfText(line)) }
}

function startOfText({ text, offset }: Line): number {
  return offset + text.search(/\S/)
}

function titleOf(lines: readonly Line[]): string | null {
  const words: string[] = []
  for (const line of lines) {
    const text = isDirective(line) ? '' : line.text.replace(/^\s*--+/, '').trim()
    if (text === '' && words.length > 0) break
    if (text !== '') words.push(text)
  }
  return words.length === 0 ? null : words.join(' ')
}
