import type { Place } from '../kernel/place.ts'
import type { ReplayNote } from './replayed-revision.ts'
import type { Block, Optional, Revision, Section, SqlRevision } from './revision.ts'
import { statementsOf } from './statements-of.ts'

/** The SQL of one revision, both ways. */
export interface RevisionSql {
  readonly database: string
  readonly id: string
  readonly title: string
  readonly file: string
  /** As `database/id`. */
  readonly requires: readonly string[]
  readonly optional: Optional | null
  readonly up: readonly SqlBlock[]
  /** Null where there is no way back. */
  readonly down: readonly SqlBlock[] | null
  /** What of it could not be read, or was refused where it was replayed to be read. */
  readonly unread: readonly ReplayNote[]
}

/** One transaction, or statements that go one by one. */
export interface SqlBlock {
  readonly transaction: boolean
  /** As it stands in the file, with its comments. */
  readonly text: string
  readonly statements: readonly { readonly sql: string; readonly at: Place }[]
}

/**
 * Takes a migration file apart into its statements.
 *
 * @param required what it requires by name
 * @throws UserError with the place, where it cannot be split
 */
export function revisionSql(revision: SqlRevision, required: readonly Revision[]): RevisionSql {
  const { database, id, title, file, up, down } = revision
  return {
    ...{ database, id, title, file, optional: up.optional },
    requires: required.map((one) => `${one.database}/${one.id}`),
    up: blocksOf(revision, up),
    down: down === null ? null : blocksOf(revision, down),
    unread: [],
  }
}

function blocksOf(revision: SqlRevision, section: Section): readonly SqlBlock[] {
  const statements = statementsOf(revision, section)
  const own = (block: Block): SqlBlock['statements'] =>
    statements
      .filter((statement) => statement.block === block)
      .map(({ text, at }) => ({ sql: text, at }))
  return section.blocks.map((block) => ({
    transaction: block.transaction,
    text: block.text.trim(),
    statements: own(block),
  }))
}
