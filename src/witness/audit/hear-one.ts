import { emptyCatalogue } from '../../catalogue/empty-catalogue.ts'
import { majorOf } from '../../catalogue/major-version.ts'
import type { DatabaseCase, RevisionFacts } from '../../audit/audit-case.ts'
import { withoutToolTables, type ToolTables } from '../../audit/tool-tables.ts'
import { noTouches } from '../../audit/touches.ts'
import type { Catalogue } from '../../catalogue/catalogue.ts'
import type { CatalogueTestimony, Testimonies, Witness } from '../../compare/testimony.ts'
import { formatName } from '../../catalogue/qualified-name.ts'
import { withNamesOf } from '../../compare/align-names.ts'
import { verdicts } from '../../compare/verdicts.ts'
import type { ReplayStep } from '../../history/replay.ts'
import type { History } from '../../history/revision.ts'
import { hasWayBack } from '../../history/revisions-of.ts'
import type { Introspection } from '../../postgres/introspect.ts'
import { historyOf, type Run } from '../../run/opened.ts'
import { emptyStanding } from '../../run/read-standing.ts'
import { standingOf, type DatabaseStanding, type RevisionStanding } from '../../run/standing.ts'
import type { Database } from '../../settings/application.ts'
import { hearDatabase, type HeardDatabase } from './hear-database.ts'
import { hearHistory, type HeardHistory } from './hear-history.ts'

/** One database with all that was heard about it. */
export interface HeardOne {
  readonly database: Database
  readonly subject: DatabaseCase
  readonly live: HeardDatabase | null
  readonly shadowVersion: number | null
  readonly tools: readonly ToolTables[]
  /** What was replayed to the end. */
  readonly steps: readonly ReplayStep[]
}

/** Which database, and whom to ask about it. */
export interface Hearing {
  readonly database: Database
  readonly live: boolean
  readonly code: CatalogueTestimony | null
}

/** Hears the witnesses about one database. The parser has to be loaded. */
export async function hearOne(run: Run, { database, live, code }: Hearing): Promise<HeardOne> {
  const heard = live ? await hearDatabase(run, database) : null
  const found = heard?.kind === 'heard' ? heard : null
  const history = historyOf(run.histories, database.name)
  const standing = standingFrom(history, found)
  const replayed = await replayOf(run, standing)
  const isAsked = found !== null && history.kind === 'sql'
  const cleaned = found && withoutToolTables(found.introspection.catalogue, ours(replayed, code))
  const catalogue = cleaned === null ? null : cleaned.catalogue
  const testimonies = withNames({
    code,
    history: replayed && historyTestimony(replayed, catalogue),
    database: found && catalogue && testimonyOf(found.introspection, catalogue),
  })
  const subject: DatabaseCase = {
    database: database.name,
    testimonies,
    verdicts: verdicts(testimonies),
    ...schemaOf(testimonies, replayed),
    chain: standing.revisions.map((one: RevisionStanding) => factsOf(one, isAsked)),
    touches: noTouches,
    failures: replayed === null ? [] : replayed.failures,
    hasLedger: found && hasRows(found.ledger),
  }
  return { database, subject, live: heard, ...toolsOf(cleaned), ...replayedFacts(replayed) }
}

function standingFrom(
  history: History,
  found: Extract<HeardDatabase, { kind: 'heard' }> | null,
): DatabaseStanding {
  return history.kind === 'sql' ? standingOf(history, found?.ledger ?? []) : emptyStanding(history)
}

async function replayOf(run: Run, standing: DatabaseStanding): Promise<HeardHistory | null> {
  if (standing.kind === 'alembic' || standing.history.revisions.length === 0) return null
  return hearHistory(run, standing)
}

function toolsOf(cleaned: Pick<HeardOne, 'tools'> | null): Pick<HeardOne, 'tools'> {
  return { tools: cleaned === null ? [] : cleaned.tools }
}

/** Constraints that the models leave unnamed are called as the others call them. */
function withNames(testimonies: Testimonies): Testimonies {
  const { code, history, database } = testimonies
  const named = history ?? database
  return code && named ? { ...testimonies, code: withNamesOf(code, named) } : testimonies
}

function hasRows(ledger: readonly unknown[] | null): boolean {
  return ledger !== null && ledger.length > 0
}

function replayedFacts(replayed: HeardHistory | null): Pick<HeardOne, 'shadowVersion' | 'steps'> {
  if (replayed === null) return { shadowVersion: null, steps: [] }
  return { shadowVersion: replayed.head.server.version, steps: replayed.steps }
}

/** What a tool's table is not, whatever it is called. */
function ours(replayed: HeardHistory | null, code: CatalogueTestimony | null): Catalogue | null {
  return replayed === null ? (code?.catalogue ?? null) : replayed.head.catalogue
}

/**
 * A history that cannot be run to its end is no witness. Where the database claims nothing and has
 * tables of the history, it is measured against the end: somebody made it otherwise, and the question
 * is how well.
 */
function historyTestimony(
  { head, claimed, claimsNothing, failures }: HeardHistory,
  live: Catalogue | null,
): Testimonies['history'] {
  if (failures.length > 0) return null
  const testimony = testimonyOf(head, head.catalogue)
  if (live === null) return testimony
  if (claimed !== null) return { ...testimony, claimed: claimed.catalogue }
  if (!claimsNothing || sharesTable(head.catalogue, live)) return testimony
  const schemas = live.schemas.filter(({ name }) => name === 'public')
  return { ...testimony, claimed: { ...emptyCatalogue, schemas } }
}

function sharesTable(left: Catalogue, right: Catalogue): boolean {
  const names = new Set(left.tables.map(formatName))
  return right.tables.some((table) => names.has(formatName(table)))
}

function testimonyOf({ server }: Introspection, catalogue: Catalogue): CatalogueTestimony {
  return { catalogue, major: majorOf(server.version) }
}

function schemaOf(
  { code, history, database }: Testimonies,
  replayed: HeardHistory | null,
): Pick<DatabaseCase, 'schema' | 'schemaOf'> {
  const known: readonly (readonly [Witness, Catalogue | undefined])[] = [
    ['history', history?.catalogue],
    ['database', database?.catalogue],
    ['code', code?.catalogue],
    // What those migrations make that can be run is still worth a look.
    ['history', replayed?.head.catalogue],
  ]
  for (const [witness, schema] of known) if (schema) return { schema, schemaOf: witness }
  return { schema: emptyCatalogue, schemaOf: 'history' }
}

function factsOf(
  { id, state, revision, row, outOfOrder }: RevisionStanding,
  isAsked: boolean,
): RevisionFacts {
  return {
    id,
    title: revision?.title ?? '',
    at: revision && { file: revision.file, line: 1, column: 1 },
    state: isAsked ? state : 'unasked',
    isStamped: row?.reason === 'stamped',
    isOutOfOrder: outOfOrder,
    hasWayBack: revision !== null && hasWayBack(revision),
  }
}
