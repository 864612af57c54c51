import { catalogueHash } from '../catalogue/snapshot.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Block, SqlRevision } from '../history/revision.ts'
import { canonicalJson, type Json } from '../kernel/canonical-json.ts'
import { UserError } from '../kernel/user-error.ts'
import type { Hazard, HazardKind } from '../plan/hazard.ts'
import { hazardsOfPlan } from '../plan/hazards-of-plan.ts'
import type { Plan } from '../plan/plan.ts'
import { introspect } from '../postgres/introspect.ts'
import type { Database } from '../settings/application.ts'
import { loadParser } from '../sql/parser.ts'
import { checkStatements } from './check-statements.ts'
import type { LedgerRow } from './ledger/ledger-row.ts'
import { PLAN_PREFIX } from './ledger/plan-row.ts'
import { readLedger } from './ledger/read-ledger.ts'
import { ensureLedger, withOpened, type Opened, type Run } from './opened.ts'
import { ReleaseRecord } from './release-record.ts'
import type { Release } from './release.ts'
import { runSection } from './run-section.ts'
import { sectionJob } from './section-job.ts'

/** What a plan is run with. */
export interface RunPlanOptions {
  /** Where it is run. */
  readonly database: Database
  /** How a plan from there names it: `database:auth`. */
  readonly witness: string
  /** The path of the file, for places in errors. */
  readonly file: string
  /** Hazards that may be run into. */
  readonly allowed: readonly HazardKind[]
  /** Whether the database's own timeouts are taken instead of the plan's. */
  readonly ownTimeouts: boolean
}

/** What came of it: run, or refused for hazards that were not allowed. */
export type PlanRun =
  | { readonly kind: 'run'; readonly release: Release }
  | { readonly kind: 'refused'; readonly hazards: readonly Hazard[] }

/**
 * Runs a plan on a database as a migration is run: its blocks one after another, each recorded in the
 * ledger, so that an interrupted plan goes on where it stood. It is refused where the database is no
 * longer what the plan was made for.
 *
 * @throws UserError where it is stale or was run already, and for faults of the connection
 */
export async function runPlan(run: Run, plan: Plan, options: RunPlanOptions): Promise<PlanRun> {
  const hazards = hazardsOfPlan(plan).filter(({ kind }) => !options.allowed.includes(kind))
  if (hazards.length > 0) return { kind: 'refused', hazards }
  const { database, ownTimeouts } = options
  if (database.migrations.kind === 'alembic') throw outsideAlembic(database, options)
  await loadParser()
  const revision = revisionOf(plan, options)
  const timeouts = ownTimeouts ? database.timeouts : { ...database.timeouts, ...plan.timeouts }
  const release = await withOpened(run, [{ ...database, timeouts }], async ([opened]) => {
    if (opened === undefined) throw new RangeError('no database was opened')
    return applyPlan(run, { plan, revision, opened, witness: options.witness })
  })
  return { kind: 'run', release }
}

interface Applying {
  readonly plan: Plan
  readonly revision: SqlRevision
  readonly opened: Opened
  readonly witness: string
}

async function applyPlan(run: Run, applying: Applying): Promise<Release> {
  const { revision, opened } = applying
  const { context } = opened
  const rows = (await readLedger(context.session, context.database)) ?? []
  const row = rows.find((each) => each.revision === revision.id) ?? null
  await refuseStale(applying, row)
  const job = sectionJob(revision, 'up', row)
  checkStatements(revision, job)
  await ensureLedger(context)
  const record = new ReleaseRecord(run, [opened], 'up')
  try {
    record.begin(revision)
    record.done(revision, await runSection(context, job))
  } catch (error) {
    return record.failed(error)
  }
  return record.finished()
}

/**
 * One that was interrupted has changed the database itself; what it has done is in the ledger. One that
 * was run may be run again where everything is as it was before.
 */
async function refuseStale(applying: Applying, row: LedgerRow | null): Promise<void> {
  const { plan, opened } = applying
  if (row?.state === 'partial') return
  const { catalogue } = await introspect(opened.context.session)
  const hash = catalogueHash(catalogue)
  if (hash === plan.from.hash) return
  throw row?.state === 'applied' ? runAlready(applying, row) : stale(applying, hash)
}

/** The plan as a migration that no file has. */
function revisionOf(plan: Plan, { database, file }: RunPlanOptions): SqlRevision {
  const blocks: Block[] = []
  let text = ''
  for (const { transaction, statements } of plan.blocks) {
    const own = statements.map(({ sql }) => `${sql};\n`).join('')
    blocks.push({ text: own, offset: text.length, transaction })
    text += own
  }
  const checksum = bytesToHex(sha256(utf8ToBytes(canonicalJson(plan as unknown as Json))))
  const version = checksum.slice(0, 12)
  return {
    kind: 'sql',
    id: `${PLAN_PREFIX}${version}`,
    version,
    name: 'plan',
    database: database.name,
    file,
    title: `from ${plan.from.witness} to ${plan.to.witness}`,
    requires: [],
    checksum,
    text,
    up: { blocks, optional: null },
    down: null,
  }
}

/** A plan is recorded in a ledger, and what it does has to be in the history. */
function outsideAlembic({ name }: Database, { file }: RunPlanOptions): UserError {
  return new UserError(
    `The migrations of "${name}" are Alembic's, which would not know of a plan.`,
    {
      code: 'alembic-history',
      hint: `Write a revision with its statements: alembic revision -m "…"; they are the "sql" of each statement in ${file}. Then: elenchus up`,
    },
  )
}

function runAlready({ revision, opened }: Applying, { at }: LedgerRow): UserError {
  const { database } = opened.context
  return new UserError(`The plan "${revision.file}" was run on database "${database}" already.`, {
    code: 'plan-applied',
    details: [`It was run at ${at}.`],
    hint: 'Make a new plan where there is more to do: elenchus plan',
  })
}

function stale({ plan: { from }, revision, opened, witness }: Applying, hash: string): UserError {
  const { database } = opened.context
  return new UserError(
    `The plan "${revision.file}" was made for another state than database "${database}" has.`,
    {
      code: 'plan-stale',
      details: [`the plan is for: ${from.hash} (${from.witness})`, `the database is:  ${hash}`],
      hint: `Plan again from what is there: elenchus plan ${witness} <to>`,
    },
  )
}
