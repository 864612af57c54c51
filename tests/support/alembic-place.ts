import {
  readAlembicHistory,
  type AlembicHistory,
} from '../../src/history/alembic/read-alembic-history.ts'
import {
  AlembicReplay,
  replayRevisions,
  type ReplayOptions,
} from '../../src/history/alembic/replay-revision.ts'
import type { RevisionOutcome } from '../../src/history/alembic/revision-outcome.ts'
import type { Session } from '../../src/postgres/session.ts'
import { nativeSession } from './catalogue-session.ts'
import { memoryFiles } from './memory-files.ts'
import { pythonParser } from './python-program.ts'

/** An ini file with the least that Alembic asks for. */
export const alembicIni = '[alembic]\nscript_location = migrations\n'

/** An env.py with the least that Alembic asks for. */
export const plainEnvironment = `
from alembic import context
from sqlalchemy import create_engine

engine = create_engine("postgresql://localhost/app")
with engine.connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
`

/** A history of files below `app/`; those of revisions are named by their ids. */
export async function alembicHistory(
  files: Readonly<Record<string, string>>,
  section?: string,
): Promise<AlembicHistory> {
  const all = { 'alembic.ini': alembicIni, 'migrations/env.py': plainEnvironment, ...files }
  const named = Object.entries(all).map(([name, text]): [string, string] => [`app/${name}`, text])
  return readAlembicHistory(memoryFiles(Object.fromEntries(named)), 'app', {
    parser: await pythonParser(),
    ...(section === undefined ? {} : { section }),
  })
}

/** A file of a revision with what stands in its functions. */
export function revisionFile(
  id: string,
  { after = null, up = 'pass', down = 'pass', head = '' }: RevisionText = {},
): string {
  const body = (text: string): string =>
    text
      .split('\n')
      .map((line) => `    ${line}`)
      .join('\n')
  return `"""${id}"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
${head}
revision = "${id}"
down_revision = ${after === null ? 'None' : JSON.stringify(after)}


def upgrade():
${body(up)}


def downgrade():
${body(down)}
`
}

/** What stands in a file of a revision. */
export interface RevisionText {
  /** Several for one that merges them. */
  readonly after?: string | readonly string[] | null
  readonly up?: string
  readonly down?: string
  readonly head?: string
}

/** What came of replaying a history from its first revision to its last. */
export interface Replayed {
  readonly outcomes: readonly RevisionOutcome[]
  readonly replay: AlembicReplay
  readonly history: AlembicHistory
  readonly session: Session
}

/** Replays files on an empty database of PostgreSQL 18. */
export async function replayed(
  files: Readonly<Record<string, string>>,
  options: ReplayOptions = {},
): Promise<Replayed> {
  const history = await alembicHistory(files)
  const session = await nativeSession(18)
  const replay = new AlembicReplay(history, session, options)
  await replay.start()
  const outcomes: RevisionOutcome[] = []
  for await (const outcome of replayRevisions(replay, history.graph.order)) outcomes.push(outcome)
  return { outcomes, replay, history, session }
}

/** The same for one revision whose `upgrade` is given. */
export async function replayedUp(
  up: string,
  more: RevisionText & { readonly options?: ReplayOptions } = {},
): Promise<RevisionOutcome> {
  const text = revisionFile('one', { ...more, up })
  const { outcomes } = await replayed({ 'migrations/versions/one.py': text }, more.options)
  const [outcome] = outcomes
  if (!outcome) throw new Error('there is no revision')
  return outcome
}

/** The statements of an outcome. */
export function sqlOf({ statements }: RevisionOutcome): readonly string[] {
  return statements.map(({ sql }) => sql)
}
