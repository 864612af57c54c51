import { UserError } from '../kernel/user-error.ts'

/** That an object has another name in the new schema: `public.users.name=full_name`. */
export interface RenameRequest {
  /** The path of the object in the old schema: schema, table and part, or schema and name. */
  readonly path: readonly string[]
  readonly to: string
  /** As it was said. */
  readonly text: string
}

/**
 * Reads `public.users.name=full_name`; odd names stand in double quotes, as in SQL.
 *
 * @throws UserError where it is not of that form
 */
export function parseRename(text: string): RenameRequest {
  const pieces = [...text.matchAll(/"((?:[^"]|"")*)"|([^".=]+)|([.=])/g)]
  const whole = pieces.map(([piece]) => piece).join('') === text
  const names: string[] = []
  const signs: string[] = []
  for (const [, quoted, plain, sign] of pieces) {
    if (sign !== undefined) signs.push(sign)
    else names.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
  }
  const path = names.slice(0, -1)
  const to = names.at(-1) ?? ''
  const form = signs.join('') === `${'.'.repeat(Math.max(path.length - 1, 0))}=`
  if (!whole || !form || path.length < 2 || path.length > 3) throw malformed(text)
  return { path, to, text }
}

function malformed(text: string): UserError {
  return new UserError(`"${text}" names no object and its new name.`, {
    code: 'rename-malformed',
    hint: 'Write --rename public.users.name=full_name for a column, --rename public.users=people for a table.',
  })
}
