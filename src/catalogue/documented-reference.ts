/** A reference to a key of another database that only a comment tells of. */
export interface DocumentedReference {
  /** Null where the comment leaves it open. */
  readonly schema: string | null
  readonly table: string
  readonly column: string
  readonly database: string
}

/**
 * What people write on such columns by hand. The pattern is made after the comment
 * `Reference to users.id in socrates_auth (no FK - cross-db)` in the migrations of Socrates
 * (seeds/, "Cross-Database References").
 */
const pattern =
  /\breference to (?:(?<schema>\w+)\.)?(?<table>\w+)\.(?<column>\w+) in (?:the )?(?!(?:this|same)\b)(?<database>\w+)/i

/** The reference that the comment of a column documents, or null. */
export function documentedReference(comment: string | null): DocumentedReference | null {
  const found = comment === null ? null : pattern.exec(comment)
  if (found?.groups === undefined) return null
  const { schema, table = '', column = '', database = '' } = found.groups
  return { schema: schema ?? null, table, column, database }
}
