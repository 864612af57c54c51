import { posix } from 'node:path'
import type { AlembicFault, AlembicRevision } from '../history/alembic/alembic-revision.ts'
import { readAlembicHistory, type AlembicHistory } from '../history/alembic/read-alembic-history.ts'
import { AlembicReplay, type EnvironmentOutcome } from '../history/alembic/replay-revision.ts'
import { upgradeOrder } from '../history/alembic/revision-graph.ts'
import type {
  Assumption,
  RevisionFailure,
  RevisionGap,
  RevisionOutcome,
} from '../history/alembic/revision-outcome.ts'
import { excerpt } from '../kernel/excerpt.ts'
import { suggestion } from '../kernel/nearest-name.ts'
import { compareText } from '../kernel/ordering.ts'
import { formatPlace, type Place } from '../kernel/place.ts'
import { UserError } from '../kernel/user-error.ts'
import type { Session } from '../postgres/session.ts'
import type { Run } from '../run/opened.ts'
import { qualified, identifier } from '../sql/identifier.ts'
import { sql } from '../sql/sql.ts'
import { installedPythonParser } from '../history/alembic/installed-python-parser.ts'
import type { TestimonyGap } from './testimony-gap.ts'
import type { WitnessName } from './witness-name.ts'

/** What an Alembic history says, besides the schema that it makes. */
export interface AlembicTestimony {
  readonly notes: readonly string[]
  readonly gaps: readonly TestimonyGap[]
}

/**
 * Reads the Alembic history of a folder. No line of it is run.
 *
 * @throws UserError where there is no configuration, or no revision
 */
export async function readAlembic(
  { path }: Extract<WitnessName, { kind: 'alembic' }>,
  { environment: { files } }: Run,
): Promise<AlembicHistory> {
  const isFile = /\.(ini|toml)$/.test(path)
  const folder = isFile ? posix.dirname(path) : path
  const config = isFile ? { config: posix.basename(path) } : {}
  const parser = await installedPythonParser()
  const history = await readAlembicHistory(files, folder, { parser, ...config })
  if (history.graph.order.length > 0) return history
  throw new UserError(`There are no revisions in "${history.settings.scriptFolder}".`, {
    code: 'no-migrations',
    hint: 'Name the folder that Alembic is started in, or its ini file: alembic:backend/alembic.ini',
  })
}

/**
 * Replays the revisions on an empty database, up to one of them or to the heads. The table of versions
 * is Alembic's own and does not stay.
 */
export async function runAlembic(
  session: Session,
  history: AlembicHistory,
  target: string | null,
): Promise<AlembicTestimony> {
  const revisions = revisionsUpTo(history, target)
  const replay = new AlembicReplay(history, session)
  const start = await replay.start()
  const outcomes: RevisionOutcome[] = []
  for (const revision of revisions) outcomes.push(await replay.replay(revision, 'up'))
  const table = { schema: start.versionTableSchema ?? 'public', name: start.versionTable }
  await session.run(sql`drop table if exists ${qualified(table)}`)
  return testimonyOf(history, start, outcomes)
}

function revisionsUpTo(
  { graph }: AlembicHistory,
  target: string | null,
): readonly AlembicRevision[] {
  if (target === null) return graph.order
  const found = upgradeOrder(graph, target)
  if (found.length > 0) return found
  const ids = graph.revisions.map(({ id }) => id)
  throw new UserError(`There is no revision "${target}"${suggestion(target, ids) || '.'}`, {
    code: 'unknown-revision',
    hint: `The heads are ${graph.heads.map(identifier).join(', ')}.`,
  })
}

function testimonyOf(
  history: AlembicHistory,
  start: EnvironmentOutcome,
  outcomes: readonly RevisionOutcome[],
): AlembicTestimony {
  const texts = history.modules.files
  const shown = (reason: string, at: Place, subject: string | null): TestimonyGap => ({
    reason,
    at,
    subject,
    excerpt: excerpt(texts.get(at.file) ?? '', at),
  })
  const untold = (gaps: readonly RevisionGap[], subject: string | null): TestimonyGap[] =>
    gaps.filter(({ kind }) => kind !== 'rows').map(({ reason, at }) => shown(reason, at, subject))
  const gaps = [
    ...untold(start.gaps, null),
    ...outcomes.flatMap((one) => [
      ...untold(one.gaps, one.revision.id),
      ...one.presupposed
        .filter(({ isBorrowed }) => !isBorrowed)
        .map(({ name, at }) => shown(`no revision made "${name}"`, at, one.revision.id)),
    ]),
  ]
  const failures = [...start.failures, ...outcomes.flatMap((one) => one.failures)]
  return {
    notes: [
      ...history.faults.map(faultNote),
      countNote(outcomes, gaps.length),
      ...environmentNote(outcomes.flatMap((one) => one.assumptions)),
      ...failures.map(failureNote),
    ],
    gaps,
  }
}

function faultNote({ message, at, excerpt: shown }: AlembicFault): string {
  const lines = shown === null ? [] : shown.split('\n').map((line) => `  ${line}`)
  return [`${formatPlace(at)}: ${message}`, ...lines].join('\n')
}

/** `37 revisions: 36 read whole, 1 in part, 0 failed` */
function countNote(outcomes: readonly RevisionOutcome[], gaps: number): string {
  const count = (state: RevisionOutcome['state']): number =>
    outcomes.filter((one) => one.state === state).length
  const parts = [
    `${count('applied')} read whole`,
    ...(count('in part') === 0 ? [] : [`${count('in part')} in part`]),
    ...(count('failed') === 0 ? [] : [`${count('failed')} failed`]),
  ]
  const more = gaps === 0 ? '' : '; --gaps lists what was not read'
  const revisions = outcomes.length === 1 ? '1 revision' : `${outcomes.length} revisions`
  return `${revisions}: ${parts.join(', ')}${more}`
}

function environmentNote(assumptions: readonly Assumption[]): readonly string[] {
  const texts = assumptions.filter(({ kind }) => kind === 'environment').map(({ text }) => text)
  if (texts.length === 0) return []
  return [`the revisions ask the environment: ${[...new Set(texts)].sort(compareText).join(', ')}`]
}

function failureNote({ at, message }: RevisionFailure): string {
  return `${formatPlace(at)}: refused: ${message}`
}
