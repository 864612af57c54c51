import { textIn, flagIn, itemsIn } from '../../../models/sqlalchemy/read-value.ts'
import { none } from '../../../python/value/plain-value.ts'
import type { HostCall, Steps, Value } from '../../../python/value/value.ts'
import { identifier } from '../../../sql/identifier.ts'
import { sql, verbatim, joinSql, type Sql } from '../../../sql/sql.ts'
import { entityOf, type Entity } from '../database/entity-classes.ts'
import type { ReplayContext } from '../replay/replay-context.ts'
import type { Directive } from './directive.ts'
import { isSet, nameIn } from './read-arguments.ts'

/** Directives of alembic_utils. */
export const entityDirectives: readonly (readonly [string, Directive])[] = [
  ['create_entity', (call, context) => onEntity(call, context, createText)],
  ['drop_entity', (call, context) => onEntity(call, context, dropTexts)],
  ['replace_entity', (call, context) => onEntity(call, context, replaceTexts)],
  ['revert_entity', (call, context) => onEntity(call, context, replaceTexts)],
]

function* onEntity(
  call: HostCall,
  context: ReplayContext,
  texts: (entity: Entity, call: HostCall) => readonly Sql[] | null,
): Steps<Value> {
  const [value = none] = call.positional
  const entity = entityOf(value)
  const made = entity && texts(entity, call)
  if (!made) {
    context.gap(value.kind === 'unknown' ? value.reason : 'this entity is not understood', call.at)
    return none
  }
  for (const one of made) yield* context.execute(one, call)
  return none
}

const fact = (entity: Entity, name: string): string => (textIn(entity.facts.get(name)) ?? '').trim()

function nameOf(entity: Entity): Sql {
  return nameIn(fact(entity, 'schema'), fact(entity, 'signature'))
}

/** A name that bears the types of arguments. */
function routineOf(entity: Entity): Sql {
  const [, name = '', rest = ''] = /^([^(]+)(\([^]*)?$/.exec(fact(entity, 'signature')) ?? []
  return sql`${nameIn(fact(entity, 'schema'), name.trim().replace(/^"(.*)"$/, '$1'))}${verbatim(rest)}`
}

/** The types alone, without names and defaults, as `drop function` takes them. */
function droppedRoutine(entity: Entity): Sql {
  const [, name = '', inner = ''] = /^([^(]+)\(([^]*)\)\s*$/.exec(fact(entity, 'signature')) ?? []
  const parts = inner
    .split(',')
    .map((one) =>
      one
        .replace(/\s+default\s[^]*$/i, '')
        .replace(/=[^]*$/, '')
        .trim(),
    )
    .filter((one) => one !== '')
  const full = nameIn(fact(entity, 'schema'), name.trim().replace(/^"(.*)"$/, '$1'))
  return sql`${full}(${joinSql(parts.map(verbatim), sql`, `)})`
}

function definition(entity: Entity): Sql {
  // It goes through `text()`, where a colon may have a backslash before it.
  return verbatim(fact(entity, 'definition').replace(/;\s*$/, '').replaceAll('\\:', ':'))
}

function createText(entity: Entity): readonly Sql[] | null {
  return entityText(entity, false)
}

function entityText(entity: Entity, replaces: boolean): readonly Sql[] | null {
  const create = replaces ? sql`create or replace` : sql`create`
  switch (entity.form) {
    case 'PGFunction':
      return [sql`${create} function ${routineOf(entity)} ${definition(entity)}`]
    case 'PGProcedure':
      return [sql`${create} procedure ${routineOf(entity)} ${definition(entity)}`]
    case 'PGView':
      return [sql`${create} view ${nameOf(entity)} as ${definition(entity)}`]
    case 'PGMaterializedView':
      return [materialized(entity)]
    case 'PGExtension':
      return [
        sql`create extension ${identifier(fact(entity, 'signature'))} with schema ${identifier(fact(entity, 'schema'))}`,
      ]
    case 'PGTrigger': {
      const constraint =
        flagIn(entity.facts.get('is_constraint')) === true ? sql` constraint` : sql``
      return [
        sql`create${constraint} trigger ${identifier(fact(entity, 'signature'))} ${definition(entity)}`,
      ]
    }
    case 'PGPolicy':
      return [
        sql`create policy ${identifier(fact(entity, 'signature'))} on ${tableOf(entity)} ${definition(entity)}`,
      ]
    case 'PGGrantTable':
      return [grant(entity)]
  }
}

function materialized(entity: Entity): Sql {
  const data =
    flagIn(entity.facts.get('with_data')) === false ? sql` with no data` : sql` with data`
  return sql`create materialized view ${nameOf(entity)} as ${definition(entity)}${data}`
}

function tableOf(entity: Entity): Sql {
  const table = fact(entity, 'on_entity')
  const [schema = '', name] = table.split('.')
  return name === undefined ? nameIn(fact(entity, 'schema'), schema) : nameIn(schema, name)
}

function grant(entity: Entity): Sql {
  const columns = itemsIn(entity.facts.get('columns')).flatMap((one) => textIn(one) ?? [])
  const value = entity.facts.get('grant')
  const right =
    textIn(value?.kind === 'instance' ? value.attributes.get('value') : value) ?? 'SELECT'
  const list =
    columns.length === 0 ? sql`` : sql` (${joinSql(columns.toSorted().map(identifier), sql`, `)})`
  const role = verbatim(fact(entity, 'role'))
  const table = nameIn(fact(entity, 'schema'), fact(entity, 'table'))
  const option =
    flagIn(entity.facts.get('with_grant_option')) === true ? sql` with grant option` : sql``
  return sql`grant ${verbatim(right)}${list} on ${table} to ${role}${option}`
}

function dropTexts(entity: Entity, call: HostCall): readonly Sql[] | null {
  const cascade = isSet(call, 'cascade') ? sql` cascade` : sql``
  switch (entity.form) {
    case 'PGFunction':
      return [sql`drop function ${droppedRoutine(entity)}${cascade}`]
    case 'PGProcedure':
      return [sql`drop procedure ${droppedRoutine(entity)}${cascade}`]
    case 'PGView':
      return [sql`drop view ${nameOf(entity)}${cascade}`]
    case 'PGMaterializedView':
      return [sql`drop materialized view ${nameOf(entity)}${cascade}`]
    case 'PGExtension':
      return [sql`drop extension ${identifier(fact(entity, 'signature'))}${cascade}`]
    case 'PGTrigger':
      return [
        sql`drop trigger ${identifier(fact(entity, 'signature'))} on ${tableOf(entity)}${cascade}`,
      ]
    case 'PGPolicy':
      return [sql`drop policy ${identifier(fact(entity, 'signature'))} on ${tableOf(entity)}`]
    case 'PGGrantTable':
      return [revoke(entity)]
  }
}

function revoke(entity: Entity): Sql {
  const value = entity.facts.get('grant')
  const right =
    textIn(value?.kind === 'instance' ? value.attributes.get('value') : value) ?? 'SELECT'
  const columns = itemsIn(entity.facts.get('columns')).flatMap((one) => textIn(one) ?? [])
  const list =
    columns.length === 0 ? sql`` : sql` (${joinSql(columns.toSorted().map(identifier), sql`, `)})`
  const table = nameIn(fact(entity, 'schema'), fact(entity, 'table'))
  return sql`revoke ${verbatim(right)}${list} on ${table} from ${verbatim(fact(entity, 'role'))}`
}

function replaceTexts(entity: Entity, call: HostCall): readonly Sql[] | null {
  if (entity.form === 'PGFunction' || entity.form === 'PGProcedure' || entity.form === 'PGView') {
    return entityText(entity, true)
  }
  const [drop, create] = [dropTexts(entity, call), createText(entity)]
  return drop && create && [...drop, ...create]
}
