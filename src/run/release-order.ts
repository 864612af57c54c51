import type { History, Revision } from '../history/revision.ts'
import { UserError } from '../kernel/user-error.ts'
import { ancestorsOf } from '../history/alembic/revision-graph.ts'
import { reachable } from '../kernel/graph.ts'
import { historyOf, type Run } from './opened.ts'
import type { DatabaseStanding } from './standing.ts'

/** Everything that has to be applied before a revision, and the revision itself. */
export function closureOf(target: Revision, run: Run): ReadonlySet<Revision> {
  return reachable([target], (one) => directlyBefore(one, run))
}

function directlyBefore(revision: Revision, run: Run): readonly Revision[] {
  const history = historyOf(run.histories, revision.database)
  const { databases } = run.application
  const after = databases.find(({ name }) => name === revision.database)?.after ?? []
  const lasts = after.flatMap((name) => lastOf(historyOf(run.histories, name)))
  return [...beforeIn(history, revision), ...lasts, ...requiredBy(revision, run)]
}

/** What stands before a revision in its own history. */
function beforeIn(history: History, revision: Revision): readonly Revision[] {
  switch (history.kind) {
    case 'sql': {
      const at = history.revisions.findIndex((one) => one === revision)
      return history.revisions.slice(Math.max(0, at - 1), at)
    }
    case 'alembic': {
      const before = ancestorsOf(history.source.graph, [revision.id])
      return history.revisions.filter((one) => one !== revision && before.has(one.source))
    }
  }
}

/** With what stands before them, all of a history. */
function lastOf(history: History): readonly Revision[] {
  return history.kind === 'sql' ? history.revisions.slice(-1) : history.revisions
}

/** The revisions that one requires by name, in other databases mostly. */
export function requiredBy(revision: Revision, run: Run): readonly Revision[] {
  return run.required.get(revision) ?? []
}

/**
 * Refuses a revision whose requirement is neither applied nor about to be: in a database that was
 * left out, or skipped itself.
 */
export function refuseUnmet(
  revision: Revision,
  run: Run,
  standings: readonly DatabaseStanding[],
): void {
  for (const required of requiredBy(revision, run)) {
    const standing = standings
      .find(({ database }) => database === required.database)
      ?.revisions.find(({ id }) => id === required.id)
    if (standing?.state !== 'applied') throw unmet(revision, required, standing?.state ?? 'pending')
  }
}

function unmet(revision: Revision, required: Revision, state: string): UserError {
  const name = `${required.database}/${required.id}`
  return new UserError(
    `Migration "${revision.database}/${revision.id}" requires "${name}", which is ${state}.`,
    {
      code: 'requirement-unmet',
      at: revision.requires[0]?.at,
      hint:
        state === 'skipped'
          ? `Make what "${name}" needs available, and run \`elenchus up\` again.`
          : 'Apply it first: run `elenchus up` without `--only`.',
    },
  )
}
