import { identifier, named } from '../../sql/identifier.ts'
import { sql, verbatim, type Sql } from '../../sql/sql.ts'
import type { EnumDraft, SqlType } from './drafts.ts'

/** A type as SQL; null where it cannot be written. */
export function typeText(type: SqlType): Sql | null {
  switch (type.kind) {
    case 'null':
    case 'unknown-type':
      return null
    case 'plain':
      return withCollation(verbatim(type.sql), type.collation)
    case 'enum':
      return type.isNative ? nameText(type) : verbatim(`VARCHAR(${enumLength(type)})`)
    case 'domain':
      return nameText(type)
    case 'array': {
      const inner = type.of.kind === 'plain' ? { ...type.of, collation: null } : type.of
      const text = typeText(inner)
      const collation = type.of.kind === 'plain' ? type.of.collation : null
      return text && withCollation(sql`${text}${verbatim('[]'.repeat(type.dimensions))}`, collation)
    }
  }
}

/** How many characters an enum that is no type of PostgreSQL's needs. */
export function enumLength({ labels, length }: EnumDraft): number {
  const longest = Math.max(0, ...labels.map((label) => Array.from(label).length))
  return Math.max(length ?? 0, longest)
}

function withCollation(text: Sql, collation: string | null): Sql {
  return collation === null ? text : sql`${text} collate ${identifier(collation)}`
}

function nameText({ schema, name }: { schema: string | null; name: string | null }): Sql | null {
  return name === null ? null : named({ schema, name })
}
