import { emptyCatalogue } from '../../catalogue/empty-catalogue.ts'
import { majorOf } from '../../catalogue/major-version.ts'
import type { DatabaseCase } from '../../audit/audit-case.ts'
import { withoutToolTables, type ToolTables } from '../../audit/tool-tables.ts'
import { noHistoryFacts } from '../../audit/history-facts.ts'
import { noModelFacts } from '../../audit/model-facts.ts'
import { judgedVerdicts } from '../../audit/judged-verdicts.ts'
import { noTouches } from '../../audit/touches.ts'
import type { Catalogue } from '../../catalogue/catalogue.ts'
import type { CatalogueTestimony, Testimonies, Witness } from '../../compare/testimony.ts'
import { withoutTables } from '../../catalogue/without-tables.ts'
import { formatName } from '../../catalogue/qualified-name.ts'
import { withNamesOf } from '../../compare/align-names.ts'
import { verdicts } from '../../compare/verdicts.ts'
import { withoutVersions } from '../../run/alembic/rebuild-alembic.ts'
import type { RevisionReplay } from '../../history/replay-history.ts'
import type { History } from '../../history/revision.ts'
import { historyOf, type Run } from '../../run/opened.ts'
import type { Database } from '../../settings/application.ts'
import { lentTables } from './alembic-facts-of.ts'
import { chainOf } from './chain-of.ts'
import { hearAll, type Hearing } from './hear-all.ts'
import type { HeardDatabase } from './hear-database.ts'
import type { HeardHistory } from './hear-history.ts'
import type { HeardModels } from './hear-models.ts'

/** One database with all that was heard about it. */
export interface HeardOne {
  readonly database: Database
  readonly subject: DatabaseCase
  readonly live: HeardDatabase | null
  readonly shadowVersion: number | null
  readonly tools: readonly ToolTables[]
  /** What came of each revision; empty without a history. */
  readonly revisions: readonly RevisionReplay[]
  /** What was read of its models; null where they were not, or were given otherwise. */
  readonly models: HeardModels | null
  readonly history: History
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
  const catalogue = cleaned && withoutVersions(cleaned.catalogue, standing)
  const testimonies = withNames({
    code,
    history: replayed && historyTestimony(withoutLent(replayed, readIn(code)), catalogue),
    database: found && catalogue && testimonyOf(found.introspection.server.version, catalogue),
  })
  const known = knownOf(replayed)
  const { revisions } = replayedFacts(replayed)
  const subject: DatabaseCase = {
    database: database.name,
    testimonies,
    ...judgedVerdicts(verdicts(testimonies), known),
    ...schemaOf(testimonies, replayed),
    chain: chainOf(standing, { ...known, testimonies, revisions }),
    ...known,
    hasLedger: found?.records.isRecorded ?? null,
    historyFacts: noHistoryFacts,
    modelFacts: noModelFacts,
  }
  const models = readIn(code)
  const history = historyOf(run.histories, database.name)
  const heard = { database, subject, live, models, history }
  return { ...heard, ...toolsOf(cleaned), ...replayedFacts(replayed) }
}

type KnownOfHistory = Pick<DatabaseCase, 'touches' | 'breaks' | 'doubtful' | 'failures' | 'gaps'>

function knownOf(replayed: HeardHistory | null): KnownOfHistory {
  if (replayed === null) {
    return { touches: noTouches, breaks: [], doubtful: new Set(), failures: [], gaps: [] }
  }
  const { touches, breaks, doubtful, failures, gaps } = replayed
  return { touches, breaks, doubtful, failures, gaps }
}

function readIn(code: CatalogueTestimony | HeardModels | null): HeardModels | null {
  if (code === null) return null
  return 'read' in code ? code : null
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

function replayedFacts(
  history: HeardHistory | null,
): Pick<HeardOne, 'shadowVersion' | 'revisions'> {
  if (history === null) return { shadowVersion: null, revisions: [] }
  return { shadowVersion: history.serverVersion, revisions: history.revisions }
}

/** What a tool's table is not, whatever it is called. */
function ours(replayed: HeardHistory | null, code: CatalogueTestimony | null): Catalogue | null {
  return replayed === null ? (code?.catalogue ?? null) : replayed.head
}

/**
 * What was refused, of files of SQL as of Alembic's revisions, is a gap: all the rest is run. Where the
 * database claims nothing and has tables of the history, it is measured against the end: somebody made it
 * otherwise, and the question is how well.
 */
function historyTestimony(
  { head, claimed, claimsNothing, serverVersion }: HeardHistory,
  live: Catalogue | null,
): Testimonies['history'] {
  const testimony = testimonyOf(serverVersion, head)
  if (live === null) return testimony
  if (claimed !== null) return { ...testimony, claimed }
  if (!claimsNothing || sharesTable(head, live)) return testimony
  const schemas = live.schemas.filter(({ name }) => name === 'public')
  return { ...testimony, claimed: { ...emptyCatalogue, schemas } }
}

/** Tables of other databases that the models lent to the replay are not what the history makes. */
function withoutLent(history: HeardHistory, models: HeardModels | null): HeardHistory {
  const others = new Set(models?.read.others)
  const lent = new Set(lentTables(history.revisions).filter((path) => others.has(path)))
  if (lent.size === 0) return history
  const without = (catalogue: Catalogue): Catalogue =>
    withoutTables(catalogue, (path) => lent.has(path))
  const { head, claimed } = history
  return { ...history, head: without(head), claimed: claimed && without(claimed) }
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
  const isBroken = (replayed?.breaks ?? []).length > 0
  const known: readonly (readonly [Witness, Catalogue | undefined])[] = [
    ['history', isBroken ? undefined : history?.catalogue],
    ['database', database?.catalogue],
    ['code', code?.catalogue],
    // What those migrations make that are there is still worth a look.
    ['history', history?.catalogue],
  ]
  for (const [witness, schema] of known) if (schema) return { schema, schemaOf: witness }
  return { schema: emptyCatalogue, schemaOf: 'history' }
}
