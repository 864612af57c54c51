import type { Line } from './lines.ts'
import { markerAt, type Marker } from './marker.ts'
import type { Block, Section } from './revision.ts'
import { revisionFault, type RevisionFile } from './revision-fault.ts'

/** A migration file, taken apart at its markers. */
export interface Sections {
  /** The lines above the first marker: blank ones and comments only. */
  readonly header: readonly Line[]
  readonly up: Section
  readonly down: Section | null
}

/**
 * Takes a file apart at `-- migrate:up` and `-- migrate:down`, as dbmate does
 * (https://github.com/amacneil/dbmate, pkg/dbmate/migration.go): the blocks of each direction are
 * run in the order of the file, down ones too. Unlike dbmate it allows an `up` without a `down`
 * after it, and several `down`. A block may be empty, as `dbmate new` makes it.
 *
 * @throws UserError with the place, for whatever else a marker can do wrong
 */
export function sectionsOf(source: RevisionFile, lines: readonly Line[]): Sections {
  const markers = lines.map((line) => markerAt(source, line)).filter((marker) => marker !== null)
  const [first] = markers
  if (first?.direction !== 'up') throw first ? downFirst(source, first) : noUp(source)
  const header = lines.slice(0, lines.indexOf(first.line))
  const stray = header.find(({ text }) => !/^\s*(--.*)?$/.test(text))
  if (stray) throw statementAbove(source, stray)
  const blocks = markers.map((marker, at) => blockBelow(source, marker, markers[at + 1]))
  const blocksOf = (direction: Marker['direction']): readonly Block[] =>
    blocks.filter((_, at) => markers[at]?.direction === direction)
  const [up, down] = [blocksOf('up'), blocksOf('down')]
  const optional = markers.find((marker) => marker.optional !== null)
  if (optional && up.length > 1) throw optionalAmongSeveral(source, optional)
  return {
    header,
    up: { blocks: up, optional: first.optional },
    down: down.length === 0 ? null : { blocks: down, optional: null },
  }
}

function blockBelow(
  { text }: RevisionFile,
  { line, transaction }: Marker,
  next: Marker | undefined,
): Block {
  const end = next?.line.offset ?? text.length
  return { text: text.slice(line.next, end), offset: line.next, transaction }
}

function noUp(source: RevisionFile): Error {
  return revisionFault(source, {
    code: 'marker-missing',
    message: `"${source.file}" has no "-- migrate:up".`,
    hint: 'Put the line "-- migrate:up" above the first statement.',
    offset: 0,
  })
}

function downFirst(source: RevisionFile, { line }: Marker): Error {
  return revisionFault(source, {
    code: 'marker-order',
    message: `"-- migrate:down" in "${source.file}" stands before any "-- migrate:up".`,
    hint: 'Put "-- migrate:up" and its statements first.',
    offset: line.offset,
  })
}

function optionalAmongSeveral(source: RevisionFile, { line }: Marker): Error {
  return revisionFault(source, {
    code: 'optional-blocks',
    message: `"${source.file}" is optional and has more than one "-- migrate:up".`,
    hint: 'Move what is optional into a migration of its own: a migration is skipped as a whole.',
    offset: line.offset + line.text.indexOf('optional:'),
  })
}

function statementAbove(source: RevisionFile, line: Line): Error {
  return revisionFault(source, {
    code: 'text-above-up',
    message: `"${source.file}" has text above "-- migrate:up" that is no comment.`,
    hint: 'Move statements below "-- migrate:up"; begin each line of a comment with "--".',
    offset: line.offset + line.text.search(/\S/),
  })
}
