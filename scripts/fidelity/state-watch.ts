import { catalogueHash } from '../../src/catalogue/snapshot.ts'
import { introspect, type Introspection } from '../../src/postgres/introspect.ts'
import type { Session } from '../../src/postgres/session.ts'
import { qualified } from '../../src/sql/identifier.ts'
import { sql } from '../../src/sql/sql.ts'
import type { GoldenState } from '../../tests/support/projects.ts'
import { changesBetween, objectTexts } from './object-texts.ts'

/** A database, and what stands in Alembic's own table. */
export interface WatchedState extends Introspection {
  readonly versions: readonly string[]
}

/** Reads it; Alembic's table is the one with nothing but `version_num`, whatever its name. */
export async function readState(session: Session): Promise<WatchedState> {
  const read = await introspect(session)
  const table = read.catalogue.tables.find(
    ({ columns }) => columns.length === 1 && columns[0]?.name === 'version_num',
  )
  const rows = table
    ? await session.query<{ id: string }>(
        sql`select version_num as id from ${qualified(table)} order by version_num collate "C"`,
      )
    : []
  return { ...read, versions: rows.map(({ id }) => id) }
}

/** Looks at one database again and again, and says what changed since the last time. */
export class StateWatch {
  readonly database: string
  readonly #read: () => Promise<WatchedState>
  #before: ReadonlyMap<string, string> = new Map()

  constructor(database: string, read: () => Promise<WatchedState>) {
    this.database = database
    this.#read = read
  }

  async look(): Promise<GoldenState> {
    const { catalogue, versions } = await this.#read()
    const after = objectTexts(catalogue)
    const changes = changesBetween(this.#before, after)
    this.#before = after
    return { hash: catalogueHash(catalogue), versions, ...changes }
  }
}
