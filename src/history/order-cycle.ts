import { UserError } from '../kernel/user-error.ts'
import type { OrderNode } from './order-graph.ts'
import type { Requirement, Revision } from './revision.ts'

/** The error for migrations that wait for each other; its details are the circle, step by step. */
export function orderCycle(cycle: readonly OrderNode[]): UserError {
  const steps = stepsOf(cycle)
  const requirement = steps.find((step) => step.kind === 'requires')?.requirement
  return new UserError(
    `The order of the migrations goes round in a circle at "${nameOf(cycle)}".`,
    {
      code: 'cycle',
      at: requirement?.at,
      details: steps.flatMap(sentenceOf),
      hint: requirement
        ? 'Remove one of the requirements, or move what is required into an earlier migration.'
        : 'Remove one of these "after" from the settings file.',
    },
  )
}

/** Why one node comes after the next. */
type Step =
  | {
      readonly kind: 'requires'
      readonly from: Revision
      readonly requirement: Requirement
      readonly to: Revision
    }
  | { readonly kind: 'after'; readonly from: string; readonly to: string }
  /** One stands before the other in the same database; an end of it is no revision. */
  | { readonly kind: 'chain'; readonly from: Revision | null; readonly to: Revision | null }

/** Begins with a requirement if there is one, and has a whole stretch of a database as one step. */
function stepsOf(cycle: readonly OrderNode[]): readonly Step[] {
  const steps = cycle.map((node, at) => stepOf(node, cycle[(at + 1) % cycle.length] ?? node))
  const required = steps.findIndex(({ kind }) => kind === 'requires')
  // Versions alone make no circle; a stretch of them must not be cut in two.
  const start = required !== -1 ? required : steps.findIndex(({ kind }) => kind === 'after')
  return [...steps.slice(start), ...steps.slice(0, start)].reduce<Step[]>(joinChains, [])
}

function joinChains(joined: Step[], step: Step): Step[] {
  const previous = joined.at(-1)
  if (previous?.kind === 'chain' && step.kind === 'chain') {
    joined[joined.length - 1] = { kind: 'chain', from: previous.from, to: step.to }
  } else joined.push(step)
  return joined
}

function stepOf(node: OrderNode, next: OrderNode): Step {
  if (node.kind === 'first' && next.kind === 'last') {
    return { kind: 'after', from: node.database.name, to: next.database.name }
  }
  const [from, to] = [revisionAt(node), revisionAt(next)]
  const requirement = from?.requires.find((one) => to !== null && isMet(one, to))
  if (from && to && requirement) return { kind: 'requires', from, requirement, to }
  return { kind: 'chain', from, to }
}

function revisionAt(node: OrderNode): Revision | null {
  return node.kind === 'revision' ? node.revision : null
}

function isMet({ database, revision }: Requirement, by: Revision): boolean {
  if (database !== by.database) return false
  return revision === by.id || (by.kind === 'sql' && revision === by.version)
}

function sentenceOf(step: Step): readonly string[] {
  switch (step.kind) {
    case 'requires': {
      const { file, line } = step.requirement.at
      return [`${fullName(step.from)} requires ${fullName(step.to)} (${file}:${line})`]
    }
    case 'after':
      return [`${step.from} comes after ${step.to} (settings)`]
    case 'chain':
      // From one database as a whole to another one's: the settings' step says it all.
      if (!step.from || !step.to) return []
      return [`${fullName(step.from)} comes after ${fullName(step.to)} (versions)`]
  }
}

function nameOf(cycle: readonly OrderNode[]): string {
  const revision = cycle.map(revisionAt).find((one) => one !== null && one.requires.length > 0)
  if (revision) return fullName(revision)
  const [node] = cycle
  if (!node) return ''
  return node.kind === 'revision' ? node.revision.database : node.database.name
}

function fullName({ database, id }: Revision): string {
  return `${database}/${id}`
}
