import type { SettledColumn, SettledReference } from './application.ts'
import type { ReferenceInput } from './audit-input.ts'

/** `auth:public.users.id`, or `auth:users.id` for a table of `public`. */
const columnPattern = /^([\w-]+):(?:([^.\s]+)\.)?([^.\s]+)\.([^.\s]+)$/

/** Whether a text is the path of a column of a database. */
export function isColumnPath(written: string): boolean {
  return columnPattern.test(written)
}

/** Takes the two columns of a reference apart. They have to be of the right form. */
export function settledReference({ from, to }: ReferenceInput): SettledReference {
  return { from: settledColumn(from), to: settledColumn(to) }
}

function settledColumn(written: string): SettledColumn {
  const [, database = '', schema = 'public', table = '', column = ''] =
    columnPattern.exec(written) ?? []
  return { database, schema, table, column }
}
