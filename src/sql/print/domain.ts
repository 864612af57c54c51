import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import type { DomainCheck, DomainType } from '../../catalogue/user-type.ts'
import { identifier, qualified } from '../identifier.ts'
import { joinSql, sql, type Sql } from '../sql.ts'
import { optional, where } from './optional.ts'
import { printedText } from './printed-text.ts'

/** Makes a domain with its checks. */
export function createDomain(domain: DomainType): readonly Sql[] {
  const inline = domain.checks.filter(({ validated }) => validated)
  const later = domain.checks.filter(({ validated }) => !validated)
  const clauses = [
    sql`create domain ${qualified(domain)} as ${printedText(domain.baseType)}`,
    optional(domain.collation, (collation) => sql` collate ${printedText(collation)}`),
    optional(domain.default, (expression) => sql` default ${printedText(expression)}`),
    where(!domain.nullable, sql` not null`),
    ...inline.map((check) => sql`\n  ${checkDefinition(check)}`),
  ]
  return [
    joinSql(clauses, sql``),
    ...withoutDefault(domain),
    ...later.flatMap((check) => addDomainCheck(domain, check)),
  ]
}

/** Drops a domain. */
export function dropDomain(domain: QualifiedName): readonly Sql[] {
  return [sql`drop domain ${qualified(domain)}`]
}

/** Adds a check, which is tried on all columns of the domain unless it is not validated. */
export function addDomainCheck(domain: QualifiedName, check: DomainCheck): readonly Sql[] {
  const notValid = where(!check.validated, sql` not valid`)
  return [sql`alter domain ${qualified(domain)} add ${checkDefinition(check)}${notValid}`]
}

/** Tries a check that was added as not valid. */
export function validateDomainCheck(
  domain: QualifiedName,
  { name }: Pick<DomainCheck, 'name'>,
): readonly Sql[] {
  return [sql`alter domain ${qualified(domain)} validate constraint ${identifier(name)}`]
}

/** Drops a check. */
export function dropDomainCheck(
  domain: QualifiedName,
  { name }: Pick<DomainCheck, 'name'>,
): readonly Sql[] {
  return [sql`alter domain ${qualified(domain)} drop constraint ${identifier(name)}`]
}

/** Sets the default to an expression that PostgreSQL printed, or to none. */
export function setDomainDefault(domain: QualifiedName, expression: string | null): readonly Sql[] {
  const action =
    expression === null ? sql`drop default` : sql`set default ${printedText(expression)}`
  return [sql`alter domain ${qualified(domain)} ${action}`]
}

/** Lets nulls in, or keeps them out. */
export function setDomainNullable(domain: QualifiedName, nullable: boolean): readonly Sql[] {
  return [sql`alter domain ${qualified(domain)} ${nullable ? sql`drop` : sql`set`} not null`]
}

/** A domain takes the default of the domain that it is on, which PostgreSQL prints with a schema. */
function withoutDefault(domain: DomainType): readonly Sql[] {
  const mayTake = domain.default === null && domain.baseType.includes('.')
  return mayTake ? setDomainDefault(domain, null) : []
}

function checkDefinition({ name, definition }: DomainCheck): Sql {
  return sql`constraint ${identifier(name)} ${printedText(definition)}`
}
