import { posix } from 'node:path'
import type { AlembicFault } from '../history/alembic/alembic-revision.ts'
import { readAlembicHistory, type AlembicHistory } from '../history/alembic/read-alembic-history.ts'
import { AlembicReplay, type EnvironmentOutcome } from '../history/alembic/replay-revision.ts'
import type { RevisionFailure, RevisionOutcome } from '../history/alembic/revision-outcome.ts'
import type { ReplayGap } from '../history/replayed-revision.ts'
import type { ReplayWorld } from '../history/alembic/replay/replay-program.ts'
import { revisionsUpTo } from '../history/alembic/revisions-up-to.ts'
import { excerpt } from '../kernel/excerpt.ts'
import { formatPlace } from '../kernel/place.ts'
import { UserError } from '../kernel/user-error.ts'
import type { Session } from '../postgres/session.ts'
import type { Run } from '../run/opened.ts'
import { installedPythonParser } from '../history/alembic/installed-python-parser.ts'
import { askedNote, readingNote } from './reading-notes.ts'
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

/** How far revisions are replayed, and what they may know. */
export interface RunAlembicOptions {
  /** As for `alembic upgrade`; null for all heads. */
  readonly target: string | null
  readonly world?: Partial<ReplayWorld>
}

/**
 * Replays the revisions on an empty database, up to one of them or to the heads.
 *
 * @throws UserError `unknown-revision`
 */
export async function runAlembic(
  session: Session,
  history: AlembicHistory,
  { target, world = {} }: RunAlembicOptions,
): Promise<AlembicTestimony> {
  const revisions = revisionsUpTo(history, target)
  const replay = new AlembicReplay(history, session, { ...world, versionTable: 'meanwhile' })
  const start = await replay.start()
  const outcomes: RevisionOutcome[] = []
  for (const revision of revisions) outcomes.push(await replay.replay(revision, 'up'))
  return testimonyOf(history, start, outcomes)
}

function testimonyOf(
  history: AlembicHistory,
  start: EnvironmentOutcome,
  outcomes: readonly RevisionOutcome[],
): AlembicTestimony {
  const gaps = [
    ...schemaGaps(history, start.gaps, null),
    ...outcomes.flatMap((one) => schemaGaps(history, one.gaps, one.revision.id)),
  ]
  const failures = [...start.failures, ...outcomes.flatMap((one) => one.failures)]
  const asked = outcomes.flatMap(({ assumptions }) =>
    assumptions.filter(({ kind }) => kind === 'environment').map(({ text }) => text),
  )
  return {
    notes: [
      ...history.faults.map(faultNote),
      countNote(outcomes, gaps.length),
      ...askedNote('the revisions ask the environment', asked),
      ...askedNote('made by no revision, and provided', borrowedNames(outcomes)),
      ...failures.map(failureNote),
    ],
    gaps,
  }
}

/** Where no more than rows can differ, the schema is as it would be. */
function schemaGaps(
  { modules }: AlembicHistory,
  gaps: readonly ReplayGap[],
  subject: string | null,
): readonly TestimonyGap[] {
  return gaps
    .filter(({ kind }) => kind !== 'rows')
    .map(({ text: reason, at }) => {
      const shown = excerpt(modules.files.get(at.file) ?? '', at)
      return { reason, at, subject, excerpt: shown }
    })
}

function borrowedNames(outcomes: readonly RevisionOutcome[]): readonly string[] {
  return outcomes.flatMap(({ presupposed }) =>
    presupposed.filter(({ isBorrowed }) => isBorrowed).map(({ name }) => name),
  )
}

function faultNote({ message, at, excerpt: shown }: AlembicFault): string {
  const lines = shown === null ? [] : shown.split('\n').map((line) => `  ${line}`)
  return [`${formatPlace(at)}: ${message}`, ...lines].join('\n')
}

/** `37 revisions: 36 read whole, 1 in part` */
function countNote(outcomes: readonly RevisionOutcome[], gaps: number): string {
  const count = (state: RevisionOutcome['state']): number =>
    outcomes.filter((one) => one.state === state).length
  return readingNote(
    outcomes.length === 1 ? '1 revision' : `${outcomes.length} revisions`,
    [
      [count('applied'), 'read whole'],
      [count('in part'), 'in part'],
      [count('failed'), 'failed'],
    ],
    gaps,
  )
}

function failureNote({ at, message }: RevisionFailure): string {
  return `${formatPlace(at)}: refused: ${message}`
}
