import type { Catalogue } from '../../catalogue/catalogue.ts'
import type { RevisionOutcome } from '../../history/alembic/revision-outcome.ts'
import type { ReplayNote } from '../../history/replayed-revision.ts'
import { resetSession } from '../../history/reset-session.ts'
import type { AlembicDatabaseHistory, AlembicDatabaseRevision } from '../../history/revision.ts'
import { asSentence } from '../../history/statement-failure.ts'
import { UserError } from '../../kernel/user-error.ts'
import { introspect, type Introspection } from '../../postgres/introspect.ts'
import type { Run } from '../opened.ts'
import { withShadow } from '../rebuild.ts'
import type { AlembicDatabaseStanding, DatabaseStanding } from '../standing.ts'
import { replayableAlembic } from './replayable-alembic.ts'

/** What is replayed, and where what could not be read is noted. */
export interface RebuildAlembicOptions {
  readonly history: AlembicDatabaseHistory
  /** In the order in which they are replayed. */
  readonly claimed: readonly AlembicDatabaseRevision[]
  readonly gaps: ReplayNote[]
}

/** The revisions that Alembic's table claims, in their order. */
export function claimedRevisions({
  revisions,
}: AlembicDatabaseStanding): readonly AlembicDatabaseRevision[] {
  return revisions.flatMap(({ state, revision }) =>
    state === 'applied' && revision !== null ? [revision] : [],
  )
}

/**
 * Replays revisions of Alembic on a shadow and describes what they made. The parser has to be loaded.
 *
 * @throws UserError with the place of what PostgreSQL refuses
 */
export async function rebuildAlembic(
  run: Run,
  { history, claimed, gaps }: RebuildAlembicOptions,
): Promise<Introspection> {
  const replayable = await replayableAlembic(run, history, claimed)
  return withShadow(run, async (shadow) => {
    for (const revision of replayable) {
      const outcome = await revision.execute({ session: shadow, transaction: 'own' }, 'up')
      await resetSession(shadow)
      // Rows do not show in a schema.
      gaps.push(...outcome.gaps.filter(({ kind }) => kind !== 'rows'))
      if (outcome.failure !== null) throw replayFailure(history, outcome)
    }
    return introspect(shadow)
  })
}

function replayFailure({ database }: AlembicDatabaseHistory, outcome: RevisionOutcome): UserError {
  const { revision, failure } = outcome
  const message = asSentence(failure?.message ?? '')
  return new UserError(
    `The replay of "${database}/${revision.id}" on the shadow failed: ${message}`,
    {
      code: 'replay-failed',
      at: failure?.at,
      excerpt: failure?.excerpt ?? undefined,
      details: failure?.details,
      hint: 'The revision cannot be run on an empty database. If it needs an extension or a role of your server, give a shadow there: shadow: { url: … } in the settings file.',
    },
  )
}

/** Alembic's table is no object of the schema that revisions make. */
export function withoutVersions(catalogue: Catalogue, standing: DatabaseStanding): Catalogue {
  if (standing.kind === 'sql') return catalogue
  const { schema, name } = standing.table
  return {
    ...catalogue,
    tables: catalogue.tables.filter((table) => table.name !== name || table.schema !== schema),
  }
}
