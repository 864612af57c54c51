import type { Line } from './lines.ts'
import type { Optional } from './revision.ts'
import { revisionFault, type RevisionFile } from './revision-fault.ts'

/** A line `-- migrate:up` or `-- migrate:down`. */
export interface Marker {
  readonly direction: 'up' | 'down'
  readonly line: Line
  readonly transaction: boolean
  readonly optional: Optional | null
}

/** As dbmate reads it: at the beginning of the line, blanks only after the dashes. */
const MARKER = /^--\s*migrate:(up|down)(?=\s|$)/

/** What was surely meant as a marker, and would be a comment to dbmate and to psql. */
const NEARLY = /^\s*--+\s*migrate\s*:/i

/**
 * Reads a line as a marker; null where it is none. Lines are all that is looked at, as in dbmate: a
 * marker counts within a string or a block comment too.
 *
 * @throws UserError for a line that is nearly a marker, and for options that are not known
 */
export function markerAt(source: RevisionFile, line: Line): Marker | null {
  const found = MARKER.exec(line.text)
  if (!found) {
    if (NEARLY.test(line.text)) throw nearly(source, line)
    return null
  }
  const direction = found[1] === 'up' ? 'up' : 'down'
  let marker: Marker = { direction, line, transaction: true, optional: null }
  for (const option of line.text.slice(found[0].length).matchAll(/\S+/g)) {
    const offset = line.offset + found[0].length + option.index
    marker = withOption(marker, option[0]) ?? refuse(source, marker, { text: option[0], offset })
  }
  return marker
}

/** Null for an option that is not known. */
function withOption(marker: Marker, option: string): Marker | null {
  if (option === 'transaction:false') return { ...marker, transaction: false }
  if (option === 'transaction:true') return { ...marker, transaction: true }
  const name = /^optional:extension=(\S+)$/.exec(option)?.[1]
  if (name === undefined || marker.direction === 'down') return null
  return { ...marker, optional: { kind: 'extension', name } }
}

const hints = {
  up: 'There are "transaction:false" and "optional:extension=<name>". A remark goes on a line of its own.',
  down: 'There is "transaction:false". A remark goes on a line of its own.',
} as const

interface Option {
  readonly text: string
  readonly offset: number
}

function refuse(source: RevisionFile, { direction }: Marker, option: Option): never {
  throw revisionFault(source, {
    code: 'unknown-option',
    message: `"${option.text}" is no option of "-- migrate:${direction}" in "${source.file}".`,
    hint: hints[direction],
    offset: option.offset,
  })
}

function nearly(source: RevisionFile, line: Line): Error {
  return revisionFault(source, {
    code: 'unknown-marker',
    message: `"${line.text.trim()}" in "${source.file}" is no marker.`,
    hint: 'Write "-- migrate:up" or "-- migrate:down" at the beginning of the line, in small letters.',
    offset: line.offset + line.text.search(/\S/),
  })
}
