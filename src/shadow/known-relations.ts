import { UserError } from '../kernel/user-error.ts'
import { scopedText } from '../postgres/introspect-query.ts'
import type { Session } from '../postgres/session.ts'
import type { ForeignKeyRow } from './foreign-key-checks.ts'
import type { ObservedRelation } from './observation.ts'
import { readQuery } from './read-query.ts'

const relationsQuery = readQuery('relations')
const relationsOfQuery = scopedText(relationsQuery)
const foreignKeysQuery = readQuery('foreign-keys')
const foreignKeysOfQuery = scopedText(foreignKeysQuery)
const scansQuery = readQuery('scans-of')
const countedQuery = readQuery('scans-counted')

/** A relation of the shadow, between two statements. */
export interface RelationRow extends ObservedRelation {
  readonly file: number
  readonly toastFile: number | null
  readonly scans: number
  /** Whether it holds rows of its own: a table or a materialised view. */
  readonly rows: boolean
}

/** The relations of a shadow and its foreign keys, as they are between two statements. */
export interface RelationState {
  readonly relations: ReadonlyMap<number, RelationRow>
  readonly foreignKeys: readonly ForeignKeyRow[]
}

/**
 * What is known of a shadow from one observed statement to the next: read whole once, then of each
 * statement only what it locked, for nothing else can have changed. With thousands of tables and
 * statements anything more would take minutes. Nobody else may work on the shadow meanwhile.
 */
export class KnownRelations {
  #state: RelationState | null = null

  /**
   * How things are, in the transaction of the statement that is to be observed.
   *
   * @throws UserError `scans-not-counted` on a server that does not count them
   */
  async before(session: Session): Promise<RelationState> {
    this.#state = await (this.#state === null
      ? readState(session)
      : withScans(session, this.#state))
    return this.#state
  }

  /** How they are after the statement, which has locked some relations, in its transaction. */
  async after(session: Session, locked: readonly number[]): Promise<RelationState> {
    const known = this.#state ?? (await readState(session))
    const touched = new Set(locked)
    const oids = [locked.map(String)]
    const relations = new Map(known.relations)
    for (const oid of touched) relations.delete(oid)
    for (const row of await session.query<RelationRow>(relationsOfQuery, oids)) {
      relations.set(row.oid, row)
    }
    const foreignKeys = [
      ...known.foreignKeys.filter(({ from }) => !touched.has(from)),
      ...(await session.query<ForeignKeyRow>(foreignKeysOfQuery, oids)),
    ]
    this.#state = { relations, foreignKeys }
    return this.#state
  }

  /** After what was not observed, or has failed. */
  forget(): void {
    this.#state = null
  }
}

async function readState(session: Session): Promise<RelationState> {
  const [setting] = await session.query<{ counted: boolean }>(countedQuery)
  if (setting?.counted !== true) throw scansNotCounted()
  const rows = await session.query<RelationRow>(relationsQuery)
  const foreignKeys = await session.query<ForeignKeyRow>(foreignKeysQuery)
  return { relations: new Map(rows.map((row) => [row.oid, row])), foreignKeys }
}

/** The counters can still hold scans of earlier transactions. */
async function withScans(session: Session, state: RelationState): Promise<RelationState> {
  const scanned = [...state.relations.values()].filter(({ scans }) => scans > 0)
  if (scanned.length === 0) return state
  const rows = await session.query<Pick<RelationRow, 'oid' | 'scans'>>(scansQuery, [
    scanned.map(({ oid }) => String(oid)),
  ])
  const relations = new Map(state.relations)
  for (const { oid, scans } of rows) {
    const relation = relations.get(oid)
    if (relation !== undefined) relations.set(oid, { ...relation, scans })
  }
  return { ...state, relations }
}

function scansNotCounted(): UserError {
  return new UserError('The server of the shadow does not count scans: "track_counts" is off.', {
    code: 'scans-not-counted',
    hint: 'Switch it on as a superuser: alter system set track_counts = on; select pg_reload_conf();',
  })
}
