import { literal } from '../../../sql/literal.ts'
import { identifier } from '../../../sql/identifier.ts'
import { joinSql, sql, type Sql } from '../../../sql/sql.ts'
import type { Session } from '../../../postgres/session.ts'

/**
 * What revisions and env.py set on their connection. Alembic runs all of them on one; between those of
 * a replay the session is reset.
 */
export class SessionSettings {
  #restore: Sql | null = null

  /** Takes what is set now. */
  async take(session: Session): Promise<void> {
    const settings = await session.query<{ name: string; setting: string }>(
      `select name, setting from pg_settings where source = 'session' order by name`,
    )
    const [row] = await session.query<{ role: string }>(`select current_setting('role') as role`)
    const role = row?.role ?? 'none'
    const texts = [
      ...settings.map(({ name, setting }) => configured(name, setting)),
      ...(role === 'none' ? [] : [sql`set role ${identifier(role)}`]),
    ]
    this.#restore = texts.length === 0 ? null : joinSql(texts, sql`; `)
  }

  /** Sets it again. */
  async restore(session: Session): Promise<void> {
    if (this.#restore !== null) await session.run(this.#restore)
  }
}

function configured(name: string, setting: string): Sql {
  return sql`select set_config(${literal(name)}, ${literal(setting)}, false)`
}

/** Whether a statement may set something that outlives its transaction. */
export function setsSomething(statement: string): boolean {
  return /^\s*(set|reset|discard)\b|\bset_config\b/i.test(statement)
}
