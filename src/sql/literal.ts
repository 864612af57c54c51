import { UserError } from '../kernel/user-error.ts'
import type { Sql } from './sql.ts'

/** A value as SQL, whatever `standard_conforming_strings` says. */
export function literal(value: string | number | boolean | null): Sql {
  if (value === null) return 'null' as Sql
  if (typeof value === 'number') return numberLiteral(value)
  if (typeof value === 'boolean') return String(value) as Sql
  return stringLiteral(value)
}

function numberLiteral(value: number): Sql {
  if (!Number.isFinite(value)) throw new RangeError(`${value} has no literal in SQL`)
  return String(value) as Sql
}

function stringLiteral(value: string): Sql {
  if (value.includes('\0')) {
    throw new UserError(`The text "${value.replaceAll('\0', '\\0')}" has a zero byte.`, {
      code: 'unusable-text',
      hint: 'PostgreSQL cannot store a zero byte in a text. Remove it, or use bytea.',
    })
  }
  const quoted = `'${value.replaceAll("'", "''")}'`
  // A backslash means itself in '…' only while standard_conforming_strings is on; in E'…' always.
  return (value.includes('\\') ? `E${quoted.replaceAll('\\', '\\\\')}` : quoted) as Sql
}
