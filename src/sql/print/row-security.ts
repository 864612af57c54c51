import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import type { RowSecurity } from '../../catalogue/table.ts'
import { qualified } from '../identifier.ts'
import { sql, type Sql } from '../sql.ts'

/** Brings row security from what it is into another state; a new table has it disabled. */
export function setRowSecurity(
  table: QualifiedName,
  from: RowSecurity,
  to: RowSecurity,
): readonly Sql[] {
  const target = sql`alter table ${qualified(table)}`
  const [wasOn, isOn] = [from !== 'disabled', to !== 'disabled']
  const [wasForced, isForced] = [from === 'forced', to === 'forced']
  return [
    ...(wasOn === isOn
      ? []
      : [sql`${target} ${isOn ? sql`enable` : sql`disable`} row level security`]),
    ...(wasForced === isForced
      ? []
      : [sql`${target} ${isForced ? sql`force` : sql`no force`} row level security`]),
  ]
}
