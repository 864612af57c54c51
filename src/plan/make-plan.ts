import type { Catalogue } from '../catalogue/catalogue.ts'
import type { ObjectRights, Rights } from '../catalogue/object-rights.ts'
import { majorOf } from '../catalogue/major-version.ts'
import { catalogueHash, type ServerFacts } from '../catalogue/snapshot.ts'
import { formatReference } from '../catalogue/object-reference.ts'
import { formatDifference } from '../compare/difference.ts'
import { differences } from '../compare/differences.ts'
import { introspect, introspectRightsAlone } from '../postgres/introspect.ts'
import { majorVersion, type Session } from '../postgres/session.ts'
import { ensureRoles } from '../postgres/shadow-roles.ts'
import { createCatalogue } from '../sql/print/create-catalogue.ts'
import { printedSettings } from '../sql/print/printed-settings.ts'
import { blocksOf, type Block } from './blocks.ts'
import { expectedRights } from './expected-rights.ts'
import { leftRights } from './left-rights.ts'
import type { LendShadow } from './lend-shadow.ts'
import { loadSchema, reprinted } from './load-schema.ts'
import { neighbourhood } from './neighbourhood/neighbourhood.ts'
import { observedBlocks } from './observed-blocks.ts'
import type { Plan, PlanSide, PlanTimeouts } from './plan.ts'
import { giveRightsInPlay, type PlannedRights } from './planned-rights.ts'
import { planSteps } from './plan-steps.ts'
import type { RenameRequest } from './rename-request.ts'
import { renamedRights } from './renamed-rights.ts'
import { renameStatements } from './rename-steps.ts'
import { RefusedStatement } from './refused-statement.ts'
import { rightsNotes, type KeptRights } from './rights-notes.ts'
import { described, type Schema } from './side.ts'
import type { PlanStep } from './plan-step.ts'
import { tryOut } from './trial.ts'
import { cannotBeReached } from './unreachable.ts'

/** A witness that a plan starts from or leads to. */
export interface PlanWitness extends Schema {
  readonly witness: string
  /** Owners and privileges, which a plan keeps; absent or null where they are not known. */
  readonly rights?: Rights | null
  readonly server: ServerFacts
}

/** What a plan is asked for. */
export interface PlanRequest {
  readonly from: PlanWitness
  readonly to: PlanWitness
  readonly renames: readonly RenameRequest[]
  /** Whether forms are chosen that let reads and writes go on. */
  readonly online: boolean
  readonly timeouts: PlanTimeouts
}

/** A plan that did not reach its target on the shadow: a fault of ours, never shown as a plan. */
export class UnprovedPlan extends Error {
  constructor(left: readonly string[]) {
    super(`the plan did not reach its target on the shadow:\n${left.join('\n')}`)
    this.name = 'UnprovedPlan'
  }
}

/**
 * Plans the way from one schema to another, tries it on shadows that are built as the first, and
 * proves that it leads to the second. A shadow holds what the changes can touch; where that is not
 * enough for a statement of the plan, it holds all. The parser has to be loaded.
 *
 * @throws UserError where an object that is to have another name is not there
 */
export async function makePlan(lend: LendShadow, request: PlanRequest): Promise<Plan> {
  const from = described(request.from)
  const to = described(request.to)
  const renames = renameStatements(request.renames, from.catalogue, to.catalogue)
  const whole = { request, from, to, renames, rights: plannedRights(request) }
  const near = nearOnly(whole)
  const roles = [from, to].flatMap(policyRoles)
  const lendWithRoles: LendShadow = (work) =>
    lend(async (shadow) => {
      await ensureRoles(shadow, roles)
      return work(shadow)
    })
  try {
    return await planOn(lendWithRoles, near)
  } catch (error) {
    const isFault = error instanceof RefusedStatement || error instanceof UnprovedPlan
    if (!isFault || (near.from === from && near.to === to)) throw error
    return planOn(lendWithRoles, whole)
  }
}

/** What is planned. */
interface Task {
  readonly request: PlanRequest
  readonly from: Schema
  readonly to: Schema
  readonly renames: readonly PlanStep[]
  /** Null where they are not known. */
  readonly rights: PlannedRights | null
}

function nearOnly(whole: Task): Task {
  const { request, from, to, renames } = whole
  const majors = {
    left: majorOf(request.from.server.version),
    right: majorOf(request.to.server.version),
  }
  const changed = differences(from.catalogue, to.catalogue, { majors })
  const objects = [...changed, ...renames].map(({ object }) => object)
  return { ...whole, ...neighbourhood({ from, to }, objects) }
}

async function planOn(
  lend: LendShadow,
  { request, from, to: target, renames, rights }: Task,
): Promise<Plan> {
  return lend(async (shadow) => {
    const isPrinted = majorOf(request.to.server.version) === majorVersion(shadow)
    const to = isPrinted ? target : await lend((other) => reprinted(other, target))
    await loadSchema(shadow, from)
    const statements = renames.flatMap((rename) => rename.statements.map(({ sql }) => sql))
    const major = majorOf(request.from.server.version)
    const tried = await tryOut(shadow, { from, to, renames: statements, major, rights }, lend)
    const { online } = request
    const { learned } = tried
    const known = rights?.renamed ?? null
    const steps = planSteps(tried.from, to, { online, major, learned, rights: known })
    const kept = { steps, from: tried.from.catalogue, to: to.catalogue, rights }
    const blocks = blocksOf([...renames, ...steps])
    const finish = (clean: Session): Promise<Plan> =>
      proved(clean, { request, before: from.catalogue, to, blocks, kept })
    if (!tried.isSpent) return finish(shadow)
    return lend(async (clean) => {
      await loadSchema(clean, from)
      return finish(clean)
    })
  })
}

interface Untried {
  readonly request: PlanRequest
  /** By the old names. */
  readonly before: Catalogue
  readonly to: Schema
  readonly blocks: readonly Block[]
  readonly kept: KeptRights
}

/** Runs the blocks on a shadow that is as the old schema, and holds the result against the new one. */
async function proved(
  shadow: Session,
  { request, before, to, blocks, kept }: Untried,
): Promise<Plan> {
  const expected = await expectedOnShadow(shadow, before, kept)
  for (const setting of printedSettings('session')) await shadow.run(setting)
  const observed = await observedBlocks(shadow, blocks, request.timeouts)
  const notes = await prove(shadow, to)
  await proveRights(shadow, to, expected)
  return {
    format: 'elenchus-plan-1',
    from: sideFacts(request.from),
    to: sideFacts(request.to),
    triedOn: shadow.serverVersion,
    timeouts: request.timeouts,
    renames: request.renames.map(({ text }) => text),
    blocks: observed,
    notes: [...notes, ...notMadeNotes(request), ...rightsNotes(kept, request.from.witness)],
  }
}

function sideFacts({ witness, server, catalogue }: PlanWitness): PlanSide {
  return { witness, serverVersion: server.version, hash: catalogueHash(catalogue) }
}

function policyRoles({ catalogue: { tables } }: Schema): readonly string[] {
  const roles = tables.flatMap(({ policies }) => policies.flatMap((policy) => policy.roles))
  return roles.filter((role) => role !== 'public')
}

function plannedRights({ from: { rights }, renames }: PlanRequest): PlannedRights | null {
  if (rights === undefined || rights === null) return null
  return { before: rights, renamed: renamedRights(rights, renames) }
}

/** Gives the shadow what the plan has to keep; what there should be afterwards. */
async function expectedOnShadow(
  shadow: Session,
  before: Catalogue,
  { steps, from, to, rights }: KeptRights,
): Promise<readonly ObjectRights[] | null> {
  if (rights === null) return null
  const catalogues = [before, from, to] as const
  const given = await giveRightsInPlay(shadow, rights, { steps, catalogues, names: 'old' })
  return expectedRights(given, from, to)
}

/** @throws UnprovedPlan */
async function proveRights(
  shadow: Session,
  { catalogue }: Schema,
  expected: readonly ObjectRights[] | null,
): Promise<void> {
  if (expected === null) return
  const [row] = await shadow.query<{ self: string }>('select current_user as self')
  const actual = await introspectRightsAlone(shadow)
  const left = leftRights({ expected, actual, catalogue, self: row?.self ?? '' })
  if (left.length > 0) throw new UnprovedPlan(left)
}

/** @throws UnprovedPlan */
async function prove(shadow: Session, to: Schema): Promise<readonly string[]> {
  const { catalogue } = await introspect(shadow)
  const left = differences(catalogue, to.catalogue)
  const labels = { left: 'the result', right: 'the target' }
  const open = left.filter((difference) => !cannotBeReached(difference))
  if (open.length > 0) {
    throw new UnprovedPlan(open.map((difference) => formatDifference(difference, labels)))
  }
  return left.map(
    ({ object }) =>
      `${formatReference(object)} stays declared in the child besides its parent: PostgreSQL has no statement for it.`,
  )
}

/** What cannot be planned because it cannot be described or built. */
function notMadeNotes({ from, to }: PlanRequest): readonly string[] {
  return [from, to].flatMap(({ witness, catalogue, dependencies }) =>
    createCatalogue(catalogue, dependencies).notMade.map(
      ({ object, reason }) =>
        `${formatReference(object)} of ${witness} is not planned (${reason}).`,
    ),
  )
}
