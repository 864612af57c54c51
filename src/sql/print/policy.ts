import type { Policy } from '../../catalogue/policy.ts'
import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import { identifier, qualified } from '../identifier.ts'
import { joinSql, sql, type Sql } from '../sql.ts'
import { nothing, optional, where } from './optional.ts'
import { printedText } from './printed-text.ts'

/** Makes a row security policy. */
export function createPolicy(table: QualifiedName, policy: Policy): readonly Sql[] {
  const head = sql`create policy ${identifier(policy.name)} on ${qualified(table)}`
  const kind = where(!policy.permissive, sql` as restrictive`)
  return [sql`${head}${kind} for ${commandOf(policy.command)}${conditionsOf(policy)}`]
}

/** Changes the roles and conditions of a policy; a condition cannot be taken away. */
export function alterPolicy(table: QualifiedName, policy: Policy): readonly Sql[] {
  const head = sql`alter policy ${identifier(policy.name)} on ${qualified(table)}`
  return [sql`${head}${conditionsOf(policy)}`]
}

/** Drops a policy. */
export function dropPolicy(table: QualifiedName, { name }: Pick<Policy, 'name'>): readonly Sql[] {
  return [sql`drop policy ${identifier(name)} on ${qualified(table)}`]
}

function conditionsOf({ roles, using, check }: Policy): Sql {
  return joinSql(
    [
      sql` to ${joinSql(roles.map(roleOf), sql`, `)}`,
      optional(using, (expression) => sql` using (${printedText(expression)})`),
      optional(check, (expression) => sql` with check (${printedText(expression)})`),
    ],
    nothing,
  )
}

/** No role can have the name `public`. */
function roleOf(role: string): Sql {
  return role === 'public' ? sql`public` : identifier(role)
}

function commandOf(command: Policy['command']): Sql {
  switch (command) {
    case 'all':
      return sql`all`
    case 'select':
      return sql`select`
    case 'insert':
      return sql`insert`
    case 'update':
      return sql`update`
    case 'delete':
      return sql`delete`
  }
}
