import { catalogueHash, type ServerFacts } from '../catalogue/snapshot.ts'
import { formatReference } from '../catalogue/object-reference.ts'
import { formatDifference } from '../compare/difference.ts'
import { differences } from '../compare/differences.ts'
import { introspect } from '../postgres/introspect.ts'
import { majorVersion, type Session } from '../postgres/session.ts'
import { createCatalogue } from '../sql/print/create-catalogue.ts'
import { printedSettings } from '../sql/print/printed-settings.ts'
import { blocksOf } from './blocks.ts'
import { observedBlocks } from './observed-blocks.ts'
import type { Plan, PlanSide, PlanTimeouts } from './plan.ts'
import { planSteps } from './plan-steps.ts'
import type { RenameRequest } from './rename-request.ts'
import { renameStatements } from './rename-steps.ts'
import type { Schema } from './side.ts'
import { load, reprinted, tryOut } from './trial.ts'
import { cannotBeReached } from './unreachable.ts'

/** A witness that a plan starts from or leads to. */
export interface PlanWitness extends Schema {
  readonly witness: string
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
  const to = await asPrinted(shadow, request.to)
  const renames = renameStatements(request.renames, from.catalogue, to.catalogue)
  const statements = renames.flatMap((rename) => rename.statements.map(({ sql }) => sql))
  const tried = await tryOut(shadow, { from, to, renames: statements, major })
  const { online } = request
  const steps = planSteps(tried.from, to, { online, major, learned: tried.learned })
  await load(shadow, { from, renames: [] })
  for (const setting of printedSettings('session')) await shadow.run(setting)
  const blocks = await observedBlocks(shadow, blocksOf([...renames, ...steps]), request.timeouts)
  const notes = await prove(shadow, to)
  return {
    format: 'elenchus-plan-1',
    from: sideFacts(request.from),
    to: sideFacts(request.to),
    triedOn: shadow.serverVersion,
    timeouts: request.timeouts,
    renames: request.renames.map(({ text }) => text),
    blocks,
    notes: [...notes, ...notMadeNotes(request)],
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
