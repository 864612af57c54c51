import type { QualifiedName } from '../catalogue/qualified-name.ts'
import { UserError } from '../kernel/user-error.ts'
import { isKeyword } from './keyword.ts'
import { sql, type Sql } from './sql.ts'

/** What PostgreSQL reads back unchanged without quotes: the rule of its own `quote_ident`. */
const PLAIN = /^[a-z_][a-z0-9_]*$/

/** A name as SQL: quoted where PostgreSQL would otherwise read something else. */
export function identifier(name: string): Sql {
  refuseUnusable(name)
  const bare = PLAIN.test(name) && !isKeyword(name)
  return (bare ? name : `"${name.replaceAll('"', '""')}"`) as Sql
}

/** A name with its schema as SQL: `public."Order"`. */
export function qualified({ schema, name }: QualifiedName): Sql {
  return sql`${identifier(schema)}.${identifier(name)}`
}

/** A name as SQL, with its schema where one is told: without it the search path finds it. */
export function named({
  schema,
  name,
}: {
  readonly schema: string | null
  readonly name: string
}): Sql {
  return schema === null ? identifier(name) : qualified({ schema, name })
}

function refuseUnusable(name: string): void {
  if (name !== '' && !name.includes('\0')) return
  const fault = name === '' ? 'is empty' : 'has a zero byte'
  throw new UserError(`The name "${name.replaceAll('\0', '\\0')}" ${fault}.`, {
    code: 'unusable-name',
    hint: 'PostgreSQL cannot store such a name. Give it another one.',
  })
}
