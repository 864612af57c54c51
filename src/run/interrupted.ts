import { readFileSync } from 'node:fs'
import { UserError } from '../kernel/user-error.ts'
import type { QualifiedName } from '../catalogue/qualified-name.ts'
import type { Session } from '../postgres/session.ts'
import { identifier } from '../sql/identifier.ts'
import { qualified } from '../sql/identifier.ts'
import { sql } from '../sql/sql.ts'
import type { RelationName, StatementRun } from '../sql/statement-run.ts'
import type { RunContext } from './run-context.ts'
import type { SectionJob } from './section-job.ts'

type IndexBuild = Extract<StatementRun, { kind: 'create-index-concurrently' }>

const queryFile = (name: string): string =>
  readFileSync(new URL(`./queries/${name}.sql`, import.meta.url), 'utf8')
const indexStateQuery = queryFile('index-state')
const existsQuery = queryFile('relation-exists')
const leftoversQuery = queryFile('reindex-leftovers')
const partitionQuery = queryFile('partition-state')

interface IndexState {
  readonly valid: boolean
  readonly schema: string
  /** The process that is building it at this moment. */
  readonly builder: number | null
}

/**
 * Finds out whether a statement that was interrupted is done. The database itself is asked; where
 * it cannot know (a block of code that commits as it goes) the user has to say.
 */
export async function isAlreadyDone(
  context: RunContext,
  job: SectionJob,
  running: StatementRun,
): Promise<boolean> {
  const { session } = context
  switch (running.kind) {
    case 'create-index-concurrently':
      return (await indexState(session, running))?.valid === true
    case 'drop-index-concurrently':
      return !(await anyExists(session, running.names))
    case 'detach-concurrently':
      return finishDetaching(session, running)
    case 'may-commit':
      return decided(context, job)
    // These may be run twice: a second time changes nothing, or fails and says why.
    case 'reindex-concurrently':
    case 'outside-transaction':
    case 'transactional':
    case 'session-setting':
    case 'transaction-control':
      return false
  }
}

/** Clears away what an interrupted attempt at the same statement left. */
export async function beforeRunning(
  context: RunContext,
  job: SectionJob,
  running: StatementRun,
): Promise<void> {
  switch (running.kind) {
    case 'create-index-concurrently':
      return dropInvalidIndex(context.session, running)
    case 'reindex-concurrently':
      return job.inDoubt ? dropReindexLeftovers(context.session) : undefined
    case 'drop-index-concurrently':
    case 'detach-concurrently':
    case 'may-commit':
    case 'outside-transaction':
    case 'transactional':
    case 'session-setting':
    case 'transaction-control':
      return undefined
  }
}

/** After a statement failed: PostgreSQL keeps the invalid index of a failed concurrent build. */
export async function tidyAfterFailure(context: RunContext, running: StatementRun): Promise<void> {
  if (running.kind !== 'create-index-concurrently') return
  // The failure itself is what the user has to hear of. What this leaves, the next run clears.
  await dropInvalidIndex(context.session, running).catch(() => undefined)
}

/** A concurrent build of that name would fail on an invalid index, or with `if not exists` keep it. */
async function dropInvalidIndex(session: Session, build: IndexBuild): Promise<void> {
  const state = await indexState(session, build)
  if (state === null || state.valid || build.name === null) return
  if (state.builder !== null) throw builtByAnother(build.name, state.builder)
  const index = qualified({ schema: state.schema, name: build.name })
  await session.run(sql`drop index concurrently ${index}`)
}

async function indexState(session: Session, build: IndexBuild): Promise<IndexState | null> {
  if (build.name === null) return null
  const values = [build.name, quoted(build.table)]
  const [state] = await session.query<IndexState>(indexStateQuery, values)
  return state ?? null
}

async function anyExists(session: Session, relations: readonly RelationName[]): Promise<boolean> {
  for (const relation of relations) {
    const [row] = await session.query<{ there: boolean }>(existsQuery, [quoted(relation)])
    if (row?.there === true) return true
  }
  return false
}

async function dropReindexLeftovers(session: Session): Promise<void> {
  const leftovers = await session.query<QualifiedName>(leftoversQuery)
  for (const leftover of leftovers) {
    await session.run(sql`drop index concurrently ${qualified(leftover)}`)
  }
}

/** A detaching that was begun has to be finalised before anything else can be done to the table. */
async function finishDetaching(
  session: Session,
  detach: Extract<StatementRun, { kind: 'detach-concurrently' }>,
): Promise<boolean> {
  const values = [quoted(detach.table), quoted(detach.partition)]
  const [state] = await session.query<{ pending: boolean }>(partitionQuery, values)
  if (state === undefined) return true
  if (!state.pending) return false
  const [table, partition] = [sqlName(detach.table), sqlName(detach.partition)]
  await session.run(sql`alter table ${table} detach partition ${partition} finalize`)
  return true
}

function decided({ inDoubt }: RunContext, job: SectionJob): boolean {
  if (inDoubt !== null) return inDoubt === 'done'
  const name = `${job.database}/${job.revision.id}`
  throw new UserError(
    `Migration "${name}" was interrupted in statement ${job.done + 1}, which commits as it goes.`,
    {
      code: 'statement-in-doubt',
      at: { file: job.revision.file, line: 1, column: 1 },
      hint: 'Look what it has done, then say `elenchus up --in-doubt again` to run it once more, or `elenchus up --in-doubt done` to go on after it.',
    },
  )
}

function builtByAnother(index: string, process: number): UserError {
  return new UserError(`The index "${index}" is being built by another session.`, {
    code: 'index-being-built',
    details: [`It is the process ${process} of the server.`],
    hint: 'Wait for it to end and run the same command again.',
  })
}

/** A name as the statement gave it: without a schema it is found by the search path. */
function sqlName({ schema, name }: RelationName): ReturnType<typeof identifier> {
  return schema === null ? identifier(name) : qualified({ schema, name })
}

function quoted(relation: RelationName): string {
  return sqlName(relation)
}
