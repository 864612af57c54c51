import type { PostgresErrorFields } from '../postgres/postgres-error.ts'
import type { Notice } from '../postgres/session.ts'
import { readFault, readNotice } from './wire-fault.ts'

/** What PostgreSQL answered to one request. */
export interface Answer {
  /** The rows of a statement, as objects; none where they were not asked for. */
  readonly rows: readonly unknown[]
  readonly notices: readonly Notice[]
  /** The first error, or null. */
  readonly fault: PostgresErrorFields | null
}

/** Gives the parser for the values of a type, by its oid. */
export type ParserOf = (oid: number) => (text: string) => unknown

/**
 * Reads the bytes of an answer: whole messages of PostgreSQL's protocol, one after another.
 *
 * @param parserOf null where nobody wants the rows.
 */
export function readAnswer(bytes: Buffer, parserOf: ParserOf | null): Answer {
  const rows: unknown[] = []
  const notices: Notice[] = []
  let fault: PostgresErrorFields | null = null
  let columns: readonly Column[] = []
  for (let at = 0; at < bytes.length;) {
    const kind = bytes[at]
    const body = at + 5
    const end = at + 1 + bytes.readInt32BE(at + 1)
    if (kind === DATA_ROW) {
      if (parserOf !== null) rows.push(readRow(bytes, body, columns))
    } else if (kind === ROW_DESCRIPTION) {
      if (parserOf !== null) columns = readColumns(bytes, body, parserOf)
    } else if (kind === ERROR) {
      fault ??= readFault(bytes.subarray(body, end))
    } else if (kind === NOTICE) {
      notices.push(readNotice(bytes.subarray(body, end)))
    }
    at = end
  }
  return { rows, notices, fault }
}

const DATA_ROW = 0x44 // D
const ROW_DESCRIPTION = 0x54 // T
const ERROR = 0x45 // E
const NOTICE = 0x4e // N

interface Column {
  readonly name: string
  readonly parse: (text: string) => unknown
}

function readColumns(bytes: Buffer, body: number, parserOf: ParserOf): readonly Column[] {
  const columns: Column[] = []
  let at = body + 2
  for (let left = bytes.readUInt16BE(body); left > 0; left -= 1) {
    const end = bytes.indexOf(0, at)
    // After the name: oid of the table (4), number of the column (2), oid of the type (4),
    // its size (2), its modifier (4), its format (2).
    columns.push({
      name: bytes.toString('utf8', at, end),
      parse: parserOf(bytes.readUInt32BE(end + 7)),
    })
    at = end + 19
  }
  return columns
}

function readRow(bytes: Buffer, body: number, columns: readonly Column[]): unknown {
  const row: Record<string, unknown> = {}
  let at = body + 2
  for (const { name, parse } of columns) {
    const length = bytes.readInt32BE(at)
    at += 4
    if (length < 0) {
      row[name] = null
    } else {
      row[name] = parse(bytes.toString('utf8', at, at + length))
      at += length
    }
  }
  return row
}
