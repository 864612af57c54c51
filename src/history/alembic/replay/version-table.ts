import { identifier } from '../../../sql/identifier.ts'
import { literal } from '../../../sql/literal.ts'
import { joinSql, sql, type Sql } from '../../../sql/sql.ts'
import type { Session } from '../../../postgres/session.ts'
import type { AlembicRevision } from '../alembic-revision.ts'
import { nameIn } from '../operations/read-arguments.ts'
import type { Direction } from '../revision-outcome.ts'
import type { StatementRunner } from './statement-runner.ts'
import type { Configured } from './replay-context.ts'

/** Alembic's own table on the shadow, which revisions may look at. */
export class VersionTable {
  readonly #session: Session
  readonly #runner: StatementRunner
  #name: Sql = sql``

  constructor(runner: StatementRunner) {
    this.#runner = runner
    this.#session = runner.session
  }

  /** Makes it as Alembic does before the first revision. */
  async create(configured: Configured): Promise<void> {
    const { versionTable, versionTableSchema, versionTableHasKey } = configured
    this.#name = nameIn(versionTableSchema, versionTable)
    const key = versionTableHasKey
      ? sql`, constraint ${identifier(`${versionTable}_pkc`)} primary key (version_num)`
      : sql``
    // A schema that is not there is provided, as for any statement.
    await this.#runner.ask(
      sql`create table if not exists ${this.#name} (version_num varchar(32) not null${key})`,
      { file: '', line: 1, column: 1 },
    )
  }

  /** Keeps it true: heads alone stand in it. */
  async note({ id, parents }: AlembicRevision, direction: Direction): Promise<void> {
    const [gone, come] = direction === 'up' ? [parents, [id]] : [[id], parents]
    if (!(await this.#isThere())) return
    if (gone.length > 0) {
      const list = joinSql(gone.map(literal), sql`, `)
      await this.#session.run(sql`delete from ${this.#name} where version_num in (${list})`)
    }
    // Ids that are too long for it are told as faults of the history.
    for (const one of come.filter(({ length }) => length <= 32)) {
      await this.#session.run(
        sql`insert into ${this.#name} select ${literal(one)} where not exists (select from ${this.#name} where version_num = ${literal(one)})`,
      )
    }
  }

  /** A revision may have dropped it, or gone to another search path. */
  async #isThere(): Promise<boolean> {
    const [row] = await this.#session.query<{ there: boolean }>(
      sql`select to_regclass(${literal(this.#name)}) is not null as there`,
    )
    return row?.there === true
  }
}
