import type { Line } from './lines.ts'
import { markerAt, type Marker } from './marker.ts'
import type { Section } from './revision.ts'
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
 * (https://github.com/amacneil/dbmate, pkg/dbmate/migration.go). Unlike dbmate it allows a file
 * without `down`, and no second `up`: a revision is one thing, applied or not. A section may be
 * empty, as `dbmate new` makes it.
 *
 * @throws UserError with the place, for whatever else a marker can do wrong
 */
export function sectionsOf(source: RevisionFile, lines: readonly Line[]): Sections {
  const markers = lines.map((line) => markerAt(source, line)).filter((marker) => marker !== null)
  const [up, down, third] = markers
  if (up?.direction !== 'up') throw up ? downFirst(source, up) : noUp(source)
  const repeated = down?.direction === 'up' ? down : third
  if (repeated) throw repeatedMarker(source, repeated)
  const header = lines.slice(0, lines.indexOf(up.line))
  const stray = header.find(({ text }) => !/^\s*(--.*)?$/.test(text))
  if (stray) throw statementAbove(source, stray)
  return {
    header,
    up: sectionBelow(source, up, down?.line.offset ?? source.text.length),
    down: down ? sectionBelow(source, down, source.text.length) : null,
  }
}

function sectionBelow(source: RevisionFile, marker: Marker, end: number): Section {
  const { line, transaction, optional } = marker
  return { text: source.text.slice(line.next, end), offset: line.next, transaction, optional }
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
    hint: 'Put the section "-- migrate:up" first.',
    offset: line.offset,
  })
}

function repeatedMarker(source: RevisionFile, { direction, line }: Marker): Error {
  return revisionFault(source, {
    code: 'marker-repeated',
    message: `"${source.file}" has more than one "-- migrate:${direction}".`,
    hint: 'Move the second section into a migration of its own.',
    offset: line.offset,
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
