import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import type { Trigger } from '../../catalogue/trigger.ts'
import { identifier, qualified } from '../identifier.ts'
import { sql, type Sql } from '../sql.ts'
import { printedText } from './printed-text.ts'

/** Makes a trigger, which then fires in ordinary sessions. */
export function createTrigger({ definition }: Pick<Trigger, 'definition'>): readonly Sql[] {
  return [printedText(definition)]
}

/** Sets when a trigger fires. */
export function setTriggerFiring(
  table: QualifiedName,
  { name, enabled }: Pick<Trigger, 'name' | 'enabled'>,
): readonly Sql[] {
  const action = sql`${firingOf(enabled)} trigger ${identifier(name)}`
  return [sql`alter table only ${qualified(table)} ${action}`]
}

/** Drops a trigger of a table or view. */
export function dropTrigger(table: QualifiedName, { name }: Pick<Trigger, 'name'>): readonly Sql[] {
  return [sql`drop trigger ${identifier(name)} on ${qualified(table)}`]
}

function firingOf(enabled: Trigger['enabled']): Sql {
  switch (enabled) {
    case 'origin':
      return sql`enable`
    case 'replica':
      return sql`enable replica`
    case 'always':
      return sql`enable always`
    case 'disabled':
      return sql`disable`
  }
}
