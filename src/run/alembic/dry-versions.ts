import { versionChange, type VersionChange } from '../../history/alembic/run/version-change.ts'
import { makeVersionTable, type VersionTableName } from '../../history/alembic/run/version-rows.ts'
import type { RevisionOutcome } from '../../history/alembic/revision-outcome.ts'
import { named } from '../../sql/identifier.ts'
import { literal } from '../../sql/literal.ts'
import { sql, type Sql } from '../../sql/sql.ts'
import type { RunContext } from '../run-context.ts'
import { beginMigration } from '../session-defaults.ts'
import type { AlembicDatabaseStanding } from '../standing.ts'
import { stretchesOf } from './alembic-sql.ts'

/** What Alembic's table would hold while revisions are run that are only written down. */
export class DryVersions {
  readonly #standing: AlembicDatabaseStanding
  readonly #direction: 'up' | 'down'
  #rows: ReadonlySet<string>
  #isThere: boolean

  constructor(standing: AlembicDatabaseStanding, direction: 'up' | 'down') {
    this.#standing = standing
    this.#direction = direction
    this.#rows = new Set(standing.rows)
    this.#isThere = standing.table.isThere
  }

  /** Sends what a revision sent in its rehearsal, and what would be written into the table. */
  async send(
    { session, timeouts }: RunContext,
    { revision, statements }: RevisionOutcome,
  ): Promise<void> {
    const { history, table } = this.#standing
    const begin = beginMigration(timeouts)
    await session.run(begin)
    if (!this.#isThere) await makeVersionTable(session, table)
    for (const stretch of stretchesOf(statements)) {
      const isAlone = stretch[0]?.transaction === false
      if (isAlone) await session.run('commit')
      for (const statement of stretch) await session.run(statement.sql)
      if (isAlone) await session.run(begin)
    }
    const step = { revision, direction: this.#direction }
    const change = versionChange(history.source.graph, step, this.#rows)
    if (change === null) throw new RangeError(`${revision.id} is not next`)
    for (const text of textsOf(table, change)) await session.run(text)
    await session.run('commit')
    this.#isThere = true
    const { deletes, inserts, update } = change
    const gone = [...deletes, ...(update === null ? [] : [update.from])]
    const come = [...inserts, ...(update === null ? [] : [update.to])]
    this.#rows = new Set([...[...this.#rows].filter((id) => !gone.includes(id)), ...come])
  }
}

function textsOf(
  table: VersionTableName,
  { deletes, inserts, update }: VersionChange,
): readonly Sql[] {
  const name = named(table)
  return [
    ...deletes.map((id) => sql`delete from ${name} where version_num = ${literal(id)}`),
    ...inserts.map((id) => sql`insert into ${name} (version_num) values (${literal(id)})`),
    ...(update === null
      ? []
      : [
          sql`update ${name} set version_num = ${literal(update.to)} where version_num = ${literal(update.from)}`,
        ]),
  ]
}
