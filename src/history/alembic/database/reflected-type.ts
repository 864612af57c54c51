import type { SqlType } from '../../../models/sqlalchemy/drafts.ts'
import { plainType } from '../../../models/sqlalchemy/sql-type.ts'

/** A type as PostgreSQL names it, with SQLAlchemy's words. */
export function reflectedType(written: string, labels: readonly string[] | null): SqlType {
  const [, of] = /^(.*)\[\]$/.exec(written) ?? []
  if (of !== undefined) return { kind: 'array', of: reflectedType(of, labels), dimensions: 1 }
  if (labels) {
    const at = { file: '', line: 1, column: 1 }
    return {
      kind: 'enum',
      name: written.replace(/^.*\./, '').replaceAll('"', ''),
      schema: null,
      labels,
      members: null,
      isNative: true,
      length: null,
      createConstraint: false,
      inheritSchema: null,
      metadata: null,
      isGeneric: false,
      keywords: new Map(),
      at,
    }
  }
  return plainType(
    written
      .replace(/^character varying/, 'VARCHAR')
      .replace(/^character/, 'CHAR')
      .toUpperCase(),
  )
}
