import { claimedSteps } from '../../run/claimed-steps.ts'
import type { HistoryFailure } from '../../audit/audit-case.ts'
import { replay, type ReplayStep } from '../../history/replay.ts'
import { UserError } from '../../kernel/user-error.ts'
import { introspect, type Introspection } from '../../postgres/introspect.ts'
import type { Session } from '../../postgres/session.ts'
import type { Run } from '../../run/opened.ts'
import { extensionRefusal } from '../../history/extension-refusal.ts'
import { withShadow } from '../../run/rebuild.ts'
import type { SqlDatabaseStanding, SqlStanding } from '../../run/standing.ts'

/** What the migrations of a database make, by a replay on a shadow. */
export interface HeardHistory {
  /** What all of them make; where one fails, what those before it make. */
  readonly head: Introspection
  /** What those make that the database claims to have; null where it claims all of them. */
  readonly claimed: Introspection | null
  /** Nothing is recorded in the database. */
  readonly claimsNothing: boolean
  readonly failures: readonly HistoryFailure[]
  /** What was run for the head, in its order. */
  readonly steps: readonly ReplayStep[]
}

/** Replays a history to its end, and as far as the database claims to be. */
export async function hearHistory(run: Run, standing: SqlDatabaseStanding): Promise<HeardHistory> {
  const claimedOnes = standing.revisions.flatMap(claimedSteps)
  const headSteps = standing.revisions.flatMap(headStep)
  const head = await rebuilt(run, headSteps)
  const claimsAll = sameSteps(claimedOnes, head.steps)
  const claimed = claimsAll || claimedOnes.length === 0 ? null : await rebuilt(run, claimedOnes)
  return {
    head: head.introspection,
    claimed: claimed?.introspection ?? null,
    claimsNothing: claimedOnes.length === 0,
    failures: [...head.failures, ...(claimed?.failures ?? [])].slice(0, 1),
    steps: head.steps,
  }
}

/** What the database skipped stays out: its end is another one than that of a database with all. */
function headStep({ revision, row }: SqlStanding): readonly ReplayStep[] {
  return revision === null || row?.state === 'skipped' ? [] : [{ revision, statements: null }]
}

interface Rebuilt {
  readonly introspection: Introspection
  readonly failures: readonly HistoryFailure[]
  readonly steps: readonly ReplayStep[]
}

function rebuilt(run: Run, steps: readonly ReplayStep[]): Promise<Rebuilt> {
  return withShadow(run, async (shadow) => {
    const done: ReplayStep[] = []
    for (const step of steps) {
      if (!(await canRun(shadow, step))) continue
      const failure = await failureOf(shadow, step)
      if (failure) {
        return { introspection: await introspect(shadow), failures: [failure], steps: done }
      }
      done.push(step)
    }
    return { introspection: await introspect(shadow), failures: [], steps: done }
  })
}

async function canRun(shadow: Session, { revision }: ReplayStep): Promise<boolean> {
  const { optional } = revision.up
  return optional === null || (await extensionRefusal(shadow, optional)) === null
}

/** A replay that fails is a finding about the history. */
async function failureOf(shadow: Session, step: ReplayStep): Promise<HistoryFailure | null> {
  try {
    await replay(shadow, [step])
    return null
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const { message, details, at = null } = error
    const reason = error.cause instanceof Error ? error.cause.message : message
    return { kind: 'up', revision: step.revision.id, message: sentence(reason), details, at }
  }
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}

function sameSteps(left: readonly ReplayStep[], right: readonly ReplayStep[]): boolean {
  return (
    left.length === right.length &&
    left.every(
      ({ revision, statements }, at) =>
        revision === right[at]?.revision && statements === right[at].statements,
    )
  )
}
