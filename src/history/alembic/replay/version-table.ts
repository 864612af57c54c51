import { identifier } from '../../../sql/identifier.ts'
import { literal } from '../../../sql/literal.ts'
import { joinSql, sql, type Sql } from '../../../sql/sql.ts'
import type { Direction } from '../../replayed-revision.ts'
import type { AlembicRevision } from '../alembic-revision.ts'
import { nameIn } from '../operations/read-arguments.ts'
import type { StatementRunner } from './statement-runner.ts'
import type { Configured } from './replay-context.ts'

/**
 * How long Alembic's own table is there: `always` as after Alembic, or only `meanwhile` a revision runs,
 * so that it is no object of the schema that revisions make.
 */
export type VersionTableStay = 'always' | 'meanwhile'

/** Alembic's own table on the shadow, which revisions may look at. */
export class VersionTable {
  readonly #runner: StatementRunner
  readonly #stay: VersionTableStay
  #name: Sql = sql``
  #configured: Pick<Configured, 'versionTable' | 'versionTableSchema'> | null = null
  #columns: Sql = sql``
  /** What stands in it. */
  #heads: readonly string[] = []

  constructor(runner: StatementRunner, stay: VersionTableStay) {
    this.#runner = runner
    this.#stay = stay
  }

  /** Takes its name; makes it as Alembic does before the first revision. */
  async create(configured: Configured): Promise<void> {
    const { versionTable, versionTableSchema, versionTableHasKey } = configured
    this.#name = nameIn(versionTableSchema, versionTable)
    this.#configured = configured
    const key = versionTableHasKey
      ? sql`, constraint ${identifier(`${versionTable}_pkc`)} primary key (version_num)`
      : sql``
    this.#columns = sql`version_num varchar(32) not null${key}`
    if (this.#stay === 'always') await this.#make()
  }

  async #make(): Promise<void> {
    // A schema that is not there is provided, as for any statement.
    const text = sql`create table if not exists ${this.#name} (${this.#columns})`
    await this.#runner.ask(text, nowhere)
  }

  /** Before a revision is run. */
  async appear(): Promise<void> {
    if (this.#stay === 'always') return
    await this.#takeSchema()
    await this.#make()
    await this.#insert(this.#heads)
  }

  /** A revision may go to another search path before the table is taken away. */
  async #takeSchema(): Promise<void> {
    if (this.#configured === null || this.#configured.versionTableSchema !== null) return
    const ran = await this.#runner.ask(sql`select current_schema() as schema`, nowhere)
    const schema = ran.kind === 'done' ? ran.rows[0]?.['schema'] : null
    this.#name = nameIn(typeof schema === 'string' ? schema : null, this.#configured.versionTable)
  }

  /** After a revision was run: heads alone stand in it. */
  async note({ id, parents }: AlembicRevision, direction: Direction): Promise<void> {
    const [gone, come] = direction === 'up' ? [parents, [id]] : [[id], parents]
    const stay = this.#heads.filter((one) => !gone.includes(one) && !come.includes(one))
    this.#heads = [...stay, ...come]
    if (this.#stay === 'meanwhile') {
      await this.#runner.ask(sql`drop table if exists ${this.#name}`, nowhere)
    } else if (await this.#isThere()) {
      await this.#delete(gone)
      await this.#insert(come)
    }
  }

  /** What to call after the caller has rolled back. */
  remember(): () => void {
    const heads = this.#heads
    return () => {
      this.#heads = heads
    }
  }

  async #delete(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    const list = joinSql(ids.map(literal), sql`, `)
    await this.#runner.ask(sql`delete from ${this.#name} where version_num in (${list})`, nowhere)
  }

  async #insert(ids: readonly string[]): Promise<void> {
    // Ids that are too long for it are told as faults of the history.
    const rows = ids.filter(({ length }) => length <= 32).map((id) => sql`(${literal(id)})`)
    if (rows.length === 0) return
    const text = sql`insert into ${this.#name} values ${joinSql(rows, sql`, `)} on conflict do nothing`
    await this.#runner.ask(text, nowhere)
  }

  /** A revision may have dropped it, or gone to another search path. */
  async #isThere(): Promise<boolean> {
    const text = sql`select to_regclass(${literal(this.#name)}) is not null as there`
    const ran = await this.#runner.ask(text, nowhere)
    return ran.kind === 'done' && ran.rows[0]?.['there'] === true
  }
}

const nowhere = { file: '', line: 1, column: 1 }
