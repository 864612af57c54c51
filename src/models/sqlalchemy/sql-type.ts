import type { PlainType } from './drafts.ts'

/** A type without anything special. */
export function plainType(sql: string, more: Partial<PlainType> = {}): PlainType {
  return { kind: 'plain', sql, collation: null, serial: null, extension: null, ...more }
}
