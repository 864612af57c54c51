import { UserError } from '../kernel/user-error.ts'
import { startOf } from './revision-fault.ts'

/** The parts of a migration's file name. */
export interface FileName {
  readonly id: string
  readonly version: string
  readonly name: string
}

/**
 * As dbmate reads it: digits, then anything, blanks too. A name with blanks cannot stand in
 * `-- elenchus:requires`, but its version can.
 */
const FORM = /^((\d+)[\s._-]*(.*))\.sql$/

/**
 * Reads `<version>_<name>.sql`; the name may be empty. Null for files that are no migrations, such as README.md, and for
 * those whose name begins with a dot.
 *
 * @throws UserError `file-name` for any other SQL file, which would else be passed over in silence
 */
export function parseFileName(file: string, folder: string): FileName | null {
  if (file.startsWith('.') || !/\.sql$/i.test(file)) return null
  const [, id, version, name] = FORM.exec(file) ?? []
  if (id !== undefined && version !== undefined && name !== undefined) return { id, version, name }
  throw new UserError(`The file name "${file}" is not that of a migration.`, {
    code: 'file-name',
    at: startOf(`${folder}/${file}`),
    hint: 'Name it <version>_<name>.sql, such as 001_initial_schema.sql; or move it out of the folder.',
  })
}
