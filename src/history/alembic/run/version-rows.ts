import { UserError } from '../../../kernel/user-error.ts'
import { identifier, named } from '../../../sql/identifier.ts'
import { literal } from '../../../sql/literal.ts'
import { sql, type Sql } from '../../../sql/sql.ts'
import type { Session } from '../../../postgres/session.ts'
import type { VersionChange } from './version-change.ts'

/** Alembic's own table, as env.py configures it. */
export interface VersionTableName {
  /** Null where the search path finds it. */
  readonly schema: string | null
  readonly name: string
  readonly hasKey: boolean
}

/** The table where env.py names none. */
export const usualVersionTable: VersionTableName = {
  schema: null,
  name: 'alembic_version',
  hasKey: true,
}

/** What stands in Alembic's table; null where it is not there. */
export async function readVersionRows(
  session: Session,
  table: VersionTableName,
): Promise<readonly string[] | null> {
  const name = named(table)
  const [row] = await session.query<{ there: boolean }>(
    sql`select to_regclass(${literal(name)}) is not null as there`,
  )
  if (row?.there !== true) return null
  const rows = await session.query<{ id: string }>(
    sql`select version_num as id from ${name} order by version_num collate "C"`,
  )
  return rows.map(({ id }) => id)
}

/** Makes the table, as Alembic does. */
export async function makeVersionTable(session: Session, table: VersionTableName): Promise<void> {
  const key = table.hasKey
    ? sql`, constraint ${identifier(`${table.name}_pkc`)} primary key (version_num)`
    : sql``
  const name = named(table)
  await session.run(sql`create table ${name} (version_num varchar(32) not null${key})`)
}

/**
 * Writes what a revision changes.
 *
 * @throws UserError `version-row-missing` where somebody else changed a row meanwhile
 */
export async function writeVersionRows(
  session: Session,
  table: VersionTableName,
  { deletes, inserts, update }: VersionChange,
): Promise<void> {
  const name = named(table)
  const one = async (id: string, text: Sql): Promise<void> => {
    const rows = await session.query(sql`${text} where version_num = ${literal(id)} returning 1`)
    if (rows.length !== 1) throw missing(id, name)
  }
  for (const id of deletes) await one(id, sql`delete from ${name}`)
  for (const id of inserts) {
    await session.run(sql`insert into ${name} (version_num) values (${literal(id)})`)
  }
  if (update === null) return
  await one(update.from, sql`update ${name} set version_num = ${literal(update.to)}`)
}

function missing(id: string, name: Sql): UserError {
  return new UserError(`The revision "${id}" does not stand once in "${name}".`, {
    code: 'version-row-missing',
    hint: 'Another run of Alembic changed it, or it was written by hand: see it with `alembic current`.',
  })
}
