import { excerpt } from '../../../kernel/excerpt.ts'
import { formatPlace, type Place } from '../../../kernel/place.ts'
import { UserError } from '../../../kernel/user-error.ts'
import type { Session } from '../../../postgres/session.ts'
import type { Direction } from '../../replayed-revision.ts'
import type { AlembicRevision } from '../alembic-revision.ts'
import type { AlembicHistory } from '../read-alembic-history.ts'
import { AlembicReplay, type EnvironmentOutcome, type ReplayOptions } from '../replay-revision.ts'
import type { RevisionOutcome } from '../revision-outcome.ts'
import { alembicCommand } from './alembic-command.ts'

/** Revisions that are to be run on a database. */
export interface AlembicRehearsal {
  readonly history: AlembicHistory
  /** The name of the database, for people. */
  readonly database: string
  /** What is applied there, in upgrade order. */
  readonly before: readonly AlembicRevision[]
  /** What is to be run, in its order. */
  readonly pending: readonly AlembicRevision[]
  readonly direction: Direction
  /** As Alembic's command is told it: `heads`, `auth@head`, `-1`. */
  readonly target: string
  /** What revisions may know of the world. */
  readonly options?: ReplayOptions
}

/**
 * Replays on a shadow what a database has, and then what it is to get, before anything of it is run there.
 *
 * @returns what came of the pending revisions
 * @throws UserError `alembic-gaps` where something of them is not known, is refused, or needs a relation
 *   that no revision made: Alembic itself has to run them
 */
export async function rehearseAlembic(
  shadow: Session,
  rehearsal: AlembicRehearsal,
): Promise<readonly RevisionOutcome[]> {
  const { history, before, pending, direction, options = {} } = rehearsal
  const replay = new AlembicReplay(history, shadow, options)
  const environment = await replay.start()
  const obstacles = [...faultsOf(history), ...environmentObstacles(history, environment)]
  for (const revision of before) await replay.replay(revision, 'up')
  replay.beginRun()
  const outcomes: RevisionOutcome[] = []
  for (const revision of pending) {
    const outcome = await replay.replay(revision, direction)
    outcomes.push(outcome)
    obstacles.push(...obstaclesOf(outcome))
  }
  const [first] = obstacles
  if (first) throw refusal(rehearsal, first, obstacles)
  return outcomes
}

/** Why something cannot be run without Python, and where. */
interface Obstacle {
  readonly reason: string
  readonly at: Place
}

function faultsOf({ faults }: AlembicHistory): readonly Obstacle[] {
  return faults.map(({ message, at }) => ({ reason: message.replace(/\.$/, ''), at }))
}

function environmentObstacles(
  { settings }: AlembicHistory,
  { gaps, failures, runsRevisions }: EnvironmentOutcome,
): readonly Obstacle[] {
  const at = { file: `${settings.scriptFolder}/env.py`, line: 1, column: 1 }
  return [
    ...gaps.map((gap) => ({ reason: gap.text, at: gap.at })),
    ...failures.map((failure) => ({ reason: failure.message, at: failure.at })),
    ...(runsRevisions ? [] : [{ reason: 'env.py stamps the database and runs no revision', at }]),
  ]
}

/** Schemas and extensions that were provided here may be there in the database: it will say. */
function obstaclesOf({
  revision,
  failures,
  gaps,
  presupposed,
  assumptions,
}: RevisionOutcome): readonly Obstacle[] {
  const lent = presupposed.filter(
    ({ name, isBorrowed }) => isBorrowed && !/^(schema|extension) /.test(name),
  )
  const left = assumptions.filter(({ kind }) => kind === 'transaction')
  return [
    ...failures.map(({ message, at }) => ({ reason: message, at })),
    ...gaps.map(({ text, at }) => ({ reason: text, at })),
    ...lent.map(({ name, at }) => ({ reason: `no revision made "${name}"`, at })),
    ...left.map(({ text, at }) => ({ reason: text, at })),
  ].map(({ reason, at }) => ({ reason: `${revision.id}: ${reason}`, at }))
}

/** How many obstacles are told with their places; the rest is counted. */
const TOLD = 3

function refusal(
  { history, database, direction, target }: AlembicRehearsal,
  first: Obstacle,
  obstacles: readonly Obstacle[],
): UserError {
  const { settings, modules } = history
  const words = [direction === 'up' ? 'upgrade' : 'downgrade', target]
  const shown = ({ at }: Obstacle): string => excerpt(modules.files.get(at.file) ?? '', at)
  const others = obstacles
    .slice(1, TOLD)
    .flatMap((one) => [`${formatPlace(one.at)}: ${one.reason}`, ...shown(one).split('\n')])
  const rest = obstacles.length - TOLD
  const count = rest > 0 ? [`and ${rest} more`] : []
  return new UserError(
    `The revisions of "${database}" cannot be run without Python: ${first.reason}.`,
    {
      code: 'alembic-gaps',
      at: first.at,
      excerpt: shown(first),
      details: [...others, ...count],
      hint: `Nothing was changed. Run them with Alembic: ${alembicCommand(settings, words)}`,
    },
  )
}
