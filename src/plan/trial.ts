import { UserError } from '../kernel/user-error.ts'
import { PostgresError } from '../postgres/postgres-error.ts'
import { dependenciesInTransaction, introspectInTransaction } from '../postgres/introspect.ts'
import type { Session } from '../postgres/session.ts'
import { qualified } from '../sql/identifier.ts'
import { createCatalogue } from '../sql/print/create-catalogue.ts'
import { printedSettings } from '../sql/print/printed-settings.ts'
import type { Sql } from '../sql/sql.ts'
import { formatName } from '../catalogue/qualified-name.ts'
import { onlyAdds } from './fate/in-place.ts'
import { learnedFrom } from './learn.ts'
import { giveRightsInPlay, type PlannedRights } from './planned-rights.ts'
import { planSteps } from './plan-steps.ts'
import type { PlanStep } from './plan-step.ts'
import { sideOf, type Schema, type Side } from './side.ts'
import { nothingLearned, type Learned } from './steps/planning.ts'
import { referenceKey } from '../catalogue/object-reference.ts'

/** What is tried: how to come from one schema to another. */
export interface TrialInput {
  readonly from: Schema
  readonly to: Schema
  /** Statements that give objects of the old schema other names. */
  readonly renames: readonly Sql[]
  /** The major version of the server that the plan is for. */
  readonly major: number
  /** Null where they are not known. */
  readonly rights: PlannedRights | null
}

/** What came of a trial. */
export interface TrialResult {
  /** The old schema as the shadow describes it, with the new names. */
  readonly from: Schema
  readonly learned: Learned
}

/** A statement that PostgreSQL refused though nothing could be learned from it: our fault. */
export class RefusedStatement extends Error {
  constructor(statement: string, cause: PostgresError) {
    super(`PostgreSQL refused a planned statement: ${cause.message}\n${statement}`, { cause })
    this.name = 'RefusedStatement'
  }
}

/**
 * Tries the plain way in transactions that are rolled back, until nothing more is learned: which
 * types need a cast, what PostgreSQL does not change in place, what writes a table anew.
 */
export async function tryOut(shadow: Session, input: TrialInput): Promise<TrialResult> {
  const from = await undone(shadow, async () => {
    await load(shadow, input)
    return readInTransaction(shadow)
  })
  const widened = { ...input, from: withAddedLabels(input.from, input.to) }
  let learned = nothingLearned
  for (;;) {
    const lesson = await undone(shadow, () => tryOnce(shadow, widened, learned))
    learned = lesson.learned
    if (lesson.kind === 'end') return { from, learned }
  }
}

async function tryOnce(shadow: Session, input: TrialInput, learned: Learned): Promise<Lesson> {
  await load(shadow, input)
  const from = await readInTransaction(shadow)
  const { to, major, rights } = input
  const known = rights?.renamed ?? null
  const steps = planSteps(from, to, { online: false, major, learned, rights: known })
  const catalogues = [from.catalogue, to.catalogue] as const
  if (rights !== null) await giveRightsInPlay(shadow, rights, { steps, catalogues, names: 'new' })
  return runPlainly(shadow, steps, { learned, from: sideOf(from) })
}

/** A label cannot be used in the transaction that adds it, so for a trial the new ones are there. */
function withAddedLabels(from: Schema, to: Schema): Schema {
  const enums = new Map(
    to.catalogue.types.flatMap((type) =>
      type.kind === 'enum' ? [[formatName(type), type.labels] as const] : [],
    ),
  )
  const types = from.catalogue.types.map((type) => {
    const labels = type.kind === 'enum' ? enums.get(formatName(type)) : undefined
    const widens = type.kind === 'enum' && labels !== undefined && onlyAdds(type.labels, labels)
    return widens ? { ...type, labels } : type
  })
  return { ...from, catalogue: { ...from.catalogue, types } }
}

async function undone<Result>(shadow: Session, work: () => Promise<Result>): Promise<Result> {
  await shadow.run('begin')
  try {
    return await work()
  } finally {
    await shadow.run('rollback')
  }
}

/** Makes the old schema, and gives its objects their new names. */
export async function load(
  shadow: Session,
  { from, renames }: Pick<TrialInput, 'from' | 'renames'>,
): Promise<void> {
  const { statements } = createCatalogue(from.catalogue, from.dependencies)
  await shadow.run(statements.map((statement) => `${statement};\n`).join(''))
  for (const rename of renames) await renamed(shadow, rename)
}

async function renamed(shadow: Session, rename: Sql): Promise<void> {
  try {
    await shadow.run(rename)
  } catch (error) {
    if (!(error instanceof PostgresError)) throw error
    throw new UserError(`PostgreSQL refuses "${rename}": ${error.message}.`, {
      code: 'rename-refused',
      hint: 'Of two renames that pass a name on, give the one that frees it first.',
      cause: error,
    })
  }
}

/** Describes what a transaction sees. */
export async function readInTransaction(session: Session): Promise<Schema> {
  const { catalogue } = await introspectInTransaction(session)
  return { catalogue, dependencies: await dependenciesInTransaction(session) }
}

/** A schema as the shadow's version of PostgreSQL prints it. */
export async function reprinted(shadow: Session, schema: Schema): Promise<Schema> {
  return undone(shadow, async () => {
    await load(shadow, { from: schema, renames: [] })
    return readInTransaction(shadow)
  })
}

type Lesson =
  | { readonly kind: 'again'; readonly learned: Learned }
  | { readonly kind: 'end'; readonly learned: Learned }

interface Known {
  readonly learned: Learned
  readonly from: Side
}

async function runPlainly(
  shadow: Session,
  steps: readonly PlanStep[],
  { learned, from }: Known,
): Promise<Lesson> {
  const rewriting = new Set<string>()
  for (const setting of printedSettings('transaction')) await shadow.run(setting)
  for (const step of steps) {
    const files = await fileOf(shadow, step, from)
    for (const { sql } of step.statements) {
      try {
        await shadow.run(sql)
      } catch (error) {
        if (!(error instanceof PostgresError)) throw error
        const lesson = learnedFrom(step, error.code, learned)
        if (lesson !== null) return { kind: 'again', learned: lesson }
        throw new RefusedStatement(sql, error)
      }
    }
    if (files !== null && files !== (await fileOf(shadow, step, from))) {
      rewriting.add(referenceKey(step.object))
    }
  }
  return { kind: 'end', learned: { ...learned, rewriting } }
}

/** The file of the table that a step on a column changes; null for other steps and new tables. */
async function fileOf(shadow: Session, step: PlanStep, from: Side): Promise<string | null> {
  const { object } = step
  if (object.kind !== 'column' || step.rank !== 'alter') return null
  const { schema, relation: name } = object
  if (!from.objects.has(referenceKey({ kind: 'table', schema, name }))) return null
  const rows = await shadow.query<{ file: string | number | null }>(
    'select pg_catalog.pg_relation_filenode(pg_catalog.to_regclass($1)) as file',
    [qualified({ schema, name })],
  )
  return String(rows[0]?.file ?? '')
}
