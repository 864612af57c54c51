import type { Catalogue } from '../catalogue/catalogue.ts'
import type { ObjectRights, Rights } from '../catalogue/object-rights.ts'
import { catalogueHash, type ServerFacts } from '../catalogue/snapshot.ts'
import { formatReference } from '../catalogue/object-reference.ts'
import { formatDifference } from '../compare/difference.ts'
import { differences } from '../compare/differences.ts'
import { introspect, introspectRightsAlone } from '../postgres/introspect.ts'
import { majorVersion, type Session } from '../postgres/session.ts'
import { ensureRoles } from '../postgres/shadow-roles.ts'
import { createCatalogue } from '../sql/print/create-catalogue.ts'
import { printedSettings } from '../sql/print/printed-settings.ts'
import { blocksOf } from './blocks.ts'
import { expectedRights } from './expected-rights.ts'
import { leftRights } from './left-rights.ts'
import { observedBlocks } from './observed-blocks.ts'
import type { Plan, PlanSide, PlanTimeouts } from './plan.ts'
import { giveRightsInPlay, type PlannedRights } from './planned-rights.ts'
import { planSteps } from './plan-steps.ts'
import type { RenameRequest } from './rename-request.ts'
import { renamedRights } from './renamed-rights.ts'
import { renameStatements } from './rename-steps.ts'
import { rightsNotes, type KeptRights } from './rights-notes.ts'
import type { Schema } from './side.ts'
import { load, reprinted, tryOut } from './trial.ts'
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
 * Plans the way from one schema to another, tries it on a shadow that is built as the first, and
 * proves that it leads to the second.
 *
 * @param shadow an empty database, which is as the second afterwards
 * @throws UserError where an object that is to have another name is not there
 */
export async function makePlan(shadow: Session, request: PlanRequest): Promise<Plan> {
  const major = majorVersion({ serverVersion: request.from.server.version })
  const from = described(request.from)
  await ensureRoles(shadow, [from, request.to].flatMap(policyRoles))
  const to = await asPrinted(shadow, request.to)
  const renames = renameStatements(request.renames, from.catalogue, to.catalogue)
  const statements = renames.flatMap((rename) => rename.statements.map(({ sql }) => sql))
  const rights = plannedRights(request)
  const tried = await tryOut(shadow, { from, to, renames: statements, major, rights })
  const { online } = request
  const known = rights?.renamed ?? null
  const steps = planSteps(tried.from, to, { online, major, learned: tried.learned, rights: known })
  await load(shadow, { from, renames: [] })
  const kept = { steps, from: tried.from.catalogue, to: to.catalogue, rights }
  const expected = await expectedOnShadow(shadow, from.catalogue, kept)
  for (const setting of printedSettings('session')) await shadow.run(setting)
  const blocks = await observedBlocks(shadow, blocksOf([...renames, ...steps]), request.timeouts)
  const notes = await prove(shadow, to)
  await proveRights(shadow, to, expected)
  return {
    format: 'elenchus-plan-1',
    from: sideFacts(request.from),
    to: sideFacts(request.to),
    triedOn: shadow.serverVersion,
    timeouts: request.timeouts,
    renames: request.renames.map(({ text }) => text),
    blocks,
    notes: [...notes, ...notMadeNotes(request), ...rightsNotes(kept, request.from.witness)],
  }
}

/** What has no description is left as it is on both sides. */
function described({ catalogue, dependencies }: Schema): Schema {
  return { catalogue: { ...catalogue, undescribed: [] }, dependencies }
}

/** Two majors print one expression differently, so the target is read from the shadow's own. */
async function asPrinted(shadow: Session, to: PlanWitness): Promise<Schema> {
  const same = majorVersion({ serverVersion: to.server.version }) === majorVersion(shadow)
  return same ? described(to) : reprinted(shadow, described(to))
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
