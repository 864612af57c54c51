import { emptyCatalogue } from '../../catalogue/empty-catalogue.ts'
import { majorOf } from '../../catalogue/major-version.ts'
import type { DatabaseCase, RevisionFacts } from '../../audit/audit-case.ts'
import { withoutToolTables, type ToolTables } from '../../audit/tool-tables.ts'
import { noHistoryFacts } from '../../audit/history-facts.ts'
import { noModelFacts } from '../../audit/model-facts.ts'
import { noTouches } from '../../audit/touches.ts'
import type { Catalogue } from '../../catalogue/catalogue.ts'
import type { CatalogueTestimony, Testimonies, Witness } from '../../compare/testimony.ts'
import { formatName } from '../../catalogue/qualified-name.ts'
import { withNamesOf } from '../../compare/align-names.ts'
import { verdicts } from '../../compare/verdicts.ts'
import { allSettled } from '../../kernel/all-settled.ts'
import type { LedgerRow } from '../../run/ledger/ledger-row.ts'
import { historyOf, type Run } from '../../run/opened.ts'
import { standingOf, type DatabaseStanding, type RevisionStanding } from '../../run/standing.ts'
import type { Database } from '../../settings/application.ts'
import { hearDatabase, type HeardDatabase } from './hear-database.ts'
import type { RevisionReplay } from '../../history/replay-history.ts'
import { hearHistory, type HeardHistory } from './hear-history.ts'
import type { HeardModels } from './hear-models.ts'
import { heardSqlRevisions } from './heard-revisions.ts'

/** One database with all that was heard about it. */
export interface HeardOne {
  readonly database: Database
  readonly subject: DatabaseCase
  readonly live: HeardDatabase | null
  readonly shadowVersion: number | null
  readonly tools: readonly ToolTables[]
  /** How many revisions were replayed to the end; null without a history. */
  readonly replayed: number | null
  /** What came of each revision, in their order. */
  readonly revisions: readonly RevisionReplay[]
  /** What was read of its models; null where they were not, or were given otherwise. */
  readonly models: HeardModels | null
}

/** Which database, and whom to ask about it. */
export interface Hearing {
  readonly database: Database
  readonly live: boolean
  /** Whether each revision is also taken back. */
  readonly down: boolean
  readonly code: Promise<CatalogueTestimony | HeardModels | null>
}

/**
 * Hears the witnesses about one database, all at the same time: each speaks to another PostgreSQL.
 * The parser has to be loaded.
 */
export async function hearOne(run: Run, hearing: Hearing): Promise<HeardOne> {
  const { database } = hearing
  const { live, standing, replayed, code } = await hearAll(run, hearing)
  const found = live?.kind === 'heard' ? live : null
  const cleaned = found && withoutToolTables(found.introspection.catalogue, ours(replayed, code))
  const catalogue = cleaned === null ? null : cleaned.catalogue
  const testimonies = withNames({
    code,
    history: replayed && historyTestimony(replayed, catalogue),
    database: found && catalogue && testimonyOf(found.introspection.server.version, catalogue),
  })
  const subject: DatabaseCase = {
    database: database.name,
    testimonies,
    verdicts: verdicts(testimonies),
    ...schemaOf(testimonies, replayed),
    chain: standing.revisions.map((one) => factsOf(one, found !== null)),
    touches: replayed === null ? noTouches : replayed.touches,
    failures: replayed === null ? [] : replayed.failures,
    hasLedger: found && hasRows(found.ledger),
    historyFacts: noHistoryFacts,
    modelFacts: noModelFacts,
  }
  const models = code !== null && 'read' in code ? code : null
  return { database, subject, live, models, ...toolsOf(cleaned), ...replayedFacts(replayed) }
}

interface Heard {
  readonly live: HeardDatabase | null
  readonly standing: DatabaseStanding
  readonly replayed: HeardHistory | null
  readonly code: CatalogueTestimony | HeardModels | null
}

async function hearAll(run: Run, { database, live, down, code }: Hearing): Promise<Heard> {
  const history = historyOf(run.histories, database.name)
  let heard: Promise<HeardDatabase | null> = Promise.resolve(null)
  const ledger = new Promise<readonly LedgerRow[]>((resolve) => {
    if (live) heard = hearDatabase(run, database, (rows) => resolve(rows ?? []))
    const none = (): void => resolve([])
    heard.then(none, none)
  })
  const standing = ledger.then((rows) => standingOf(history, rows))
  const replayed = standing.then((one) =>
    history.revisions.length === 0
      ? null
      : hearHistory(run, { ...heardSqlRevisions(one), database: database.name, down }),
  )
  const [saidLive, saidStanding, saidHistory, saidCode] = await allSettled([
    heard,
    standing,
    replayed,
    code,
  ])
  return { live: saidLive, standing: saidStanding, replayed: saidHistory, code: saidCode }
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

function replayedFacts(
  history: HeardHistory | null,
): Pick<HeardOne, 'shadowVersion' | 'replayed' | 'revisions'> {
  if (history === null) return { shadowVersion: null, replayed: null, revisions: [] }
  const { serverVersion: shadowVersion, replayed, revisions } = history
  return { shadowVersion, replayed, revisions }
}

/** What a tool's table is not, whatever it is called. */
function ours(replayed: HeardHistory | null, code: CatalogueTestimony | null): Catalogue | null {
  return replayed === null ? (code?.catalogue ?? null) : replayed.head
}

/**
 * A history that cannot be run to its end is no witness. Where the database claims nothing and has
 * tables of the history, it is measured against the end: somebody made it otherwise, and the question
 * is how well.
 */
function historyTestimony(
  { head, claimed, claimsNothing, failures, serverVersion }: HeardHistory,
  live: Catalogue | null,
): Testimonies['history'] {
  if (failures.length > 0) return null
  const testimony = testimonyOf(serverVersion, head)
  if (live === null) return testimony
  if (claimed !== null) return { ...testimony, claimed }
  if (!claimsNothing || sharesTable(head, live)) return testimony
  const schemas = live.schemas.filter(({ name }) => name === 'public')
  return { ...testimony, claimed: { ...emptyCatalogue, schemas } }
}

function sharesTable(left: Catalogue, right: Catalogue): boolean {
  const names = new Set(left.tables.map(formatName))
  return right.tables.some((table) => names.has(formatName(table)))
}

function testimonyOf(serverVersion: number, catalogue: Catalogue): CatalogueTestimony {
  return { catalogue, major: majorOf(serverVersion) }
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
    ['history', replayed?.head],
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
    hasWayBack: revision !== null && revision.down !== null,
  }
}
