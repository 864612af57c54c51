import type { PostgresErrorFields } from '../postgres/postgres-error.ts'
import type { Notice } from '../postgres/session.ts'

/**
 * The fields of an error, from the body of its message. Letters as in
 * https://www.postgresql.org/docs/current/protocol-error-fields.html
 */
export function readFault(body: Buffer): PostgresErrorFields {
  const fields = readFields(body)
  return {
    message: fields.get('M') ?? '',
    code: fields.get('C') ?? 'XX000',
    severity: fields.get('S'),
    detail: fields.get('D'),
    hint: fields.get('H'),
    position: numberOf(fields.get('P')),
    internalPosition: numberOf(fields.get('p')),
    internalQuery: fields.get('q'),
    where: fields.get('W'),
    schema: fields.get('s'),
    table: fields.get('t'),
    column: fields.get('c'),
    constraint: fields.get('n'),
  }
}

/** What PostgreSQL says besides, from the body of its message. */
export function readNotice(body: Buffer): Notice {
  const fields = readFields(body)
  return { severity: fields.get('S') ?? 'NOTICE', message: fields.get('M') ?? '' }
}

/** A letter and a text that ends with a zero byte, again and again; a lone zero byte ends it. */
function readFields(body: Buffer): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  for (let at = 0; at < body.length && body[at] !== 0;) {
    const end = body.indexOf(0, at)
    fields.set(body.toString('latin1', at, at + 1), body.toString('utf8', at + 1, end))
    at = end + 1
  }
  return fields
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text)
}
