import type { Grantee, Privilege, RightsReference } from '../../catalogue/object-rights.ts'
import type { ReferenceTo } from '../../catalogue/object-reference.ts'
import { identifier, qualified } from '../identifier.ts'
import { joinSql, sql, type Sql } from '../sql.ts'
import { aggregateSignature } from './aggregate.ts'
import { printedText } from './printed-text.ts'
import { routineSignature } from './routine.ts'
import { groupBy } from '../../kernel/group-by.ts'

/** What has an owner or privileges. A reference does not tell a view from a materialised view. */
export type RightsSubject =
  RightsReference | (Omit<ReferenceTo<'view'>, 'kind'> & { readonly kind: 'materialized-view' })

/** Gives an object to another owner; null for what has none of its own. */
export function changeOwner(subject: RightsSubject, owner: string): Sql | null {
  const named = alteredSubject(subject)
  return named === null ? null : sql`alter ${named} owner to ${identifier(owner)}`
}

/** Grants privileges on an object: one statement for each grantee, and one for what it may pass on. */
export function grant(subject: RightsSubject, privileges: readonly Privilege[]): readonly Sql[] {
  return [...groups(privileges).values()].flatMap((group) => {
    const [first] = group
    const on = grantedSubject(subject)
    if (first === undefined || on === null) return []
    const option = first.grantable ? sql` with grant option` : sql``
    const words = privilegeWords(subject, group)
    return [sql`grant ${words} on ${on} to ${granteeName(first.grantee)}${option}`]
  })
}

/** Takes privileges on an object away, with the right to pass them on. */
export function revoke(subject: RightsSubject, privileges: readonly Privilege[]): readonly Sql[] {
  return [...groups(privileges).values()].flatMap((group) => {
    const [first] = group
    const on = grantedSubject(subject)
    if (first === undefined || on === null) return []
    return [
      sql`revoke ${privilegeWords(subject, group)} on ${on} from ${granteeName(first.grantee)}`,
    ]
  })
}

/** Takes everything away that grantees may do with an object. */
export function revokeAll(subject: RightsSubject, grantees: readonly Grantee[]): readonly Sql[] {
  const on = grantedSubject(subject)
  if (on === null || grantees.length === 0) return []
  return [sql`revoke all on ${on} from ${joinSql(grantees.map(granteeName), sql`, `)}`]
}

function groups(privileges: readonly Privilege[]): ReadonlyMap<string, readonly Privilege[]> {
  return groupBy(privileges, ({ grantee, grantable }) => `${granteeName(grantee)} ${grantable}`)
}

function privilegeWords(subject: RightsSubject, group: readonly Privilege[]): Sql {
  const columns =
    subject.kind === 'column' || subject.kind === 'view-column'
      ? sql` (${identifier(subject.name)})`
      : sql``
  return joinSql(
    group.map(({ privilege }) => sql`${privilegeWord(privilege)}${columns}`),
    sql`, `,
  )
}

/** @throws Error for a privilege that only a newer PostgreSQL can have */
function privilegeWord(privilege: string): Sql {
  const word = words.get(privilege)
  if (word === undefined) throw new Error(`privilege "${privilege}" is not known`)
  return word
}

const words: ReadonlyMap<string, Sql> = new Map([
  ['SELECT', sql`select`],
  ['INSERT', sql`insert`],
  ['UPDATE', sql`update`],
  ['DELETE', sql`delete`],
  ['TRUNCATE', sql`truncate`],
  ['REFERENCES', sql`references`],
  ['TRIGGER', sql`trigger`],
  ['MAINTAIN', sql`maintain`],
  ['USAGE', sql`usage`],
  ['EXECUTE', sql`execute`],
])

/** No role can have the name `public`. Who owns an object is asked of the database, where it is us. */
function granteeName(grantee: Grantee): Sql {
  switch (grantee.kind) {
    case 'public':
      return sql`public`
    case 'owner':
      return sql`current_user`
    case 'role':
      return identifier(grantee.name)
  }
}

function grantedSubject(subject: RightsSubject): Sql | null {
  switch (subject.kind) {
    case 'table':
    case 'view':
    case 'materialized-view':
      return sql`table ${qualified(subject)}`
    case 'column':
    case 'view-column':
      return sql`table ${qualified({ schema: subject.schema, name: subject.relation })}`
    case 'sequence':
      return sql`sequence ${qualified(subject)}`
    case 'type':
      return sql`type ${qualified(subject)}`
    case 'routine':
      return sql`routine ${routineSignature(subject)}`
    case 'aggregate':
      return sql`routine ${qualified(subject)}(${printedText(flatArguments(subject.identityArguments))})`
    case 'statistics':
      return null
  }
}

/** An ordered-set aggregate takes all its arguments as one list where it is taken for a routine. */
function flatArguments(identityArguments: string): string {
  const [direct = '', ordered] = ` ${identityArguments}`.split(' ORDER BY ')
  const first = direct.trimStart()
  // One that takes anything in both places has it in its list once.
  if (ordered === undefined || /(^|, )VARIADIC /.test(first)) return first
  return first === '' ? ordered : `${first}, ${ordered}`
}

function alteredSubject(subject: RightsSubject): Sql | null {
  switch (subject.kind) {
    case 'table':
    case 'sequence':
    case 'type':
    case 'statistics':
    case 'view':
      return sql`${alteredWords[subject.kind]} ${qualified(subject)}`
    case 'materialized-view':
      return sql`materialized view ${qualified(subject)}`
    case 'routine':
      return sql`routine ${routineSignature(subject)}`
    case 'aggregate':
      return sql`aggregate ${aggregateSignature(subject)}`
    case 'column':
    case 'view-column':
      return null
  }
}

const alteredWords = {
  table: sql`table`,
  sequence: sql`sequence`,
  type: sql`type`,
  statistics: sql`statistics`,
  view: sql`view`,
} as const
