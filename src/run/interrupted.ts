import { readFileSync } from 'node:fs'
import { UserError } from '../kernel/user-error.ts'
import type { QualifiedName } from '../catalogue/qualified-name.ts'
import type { Session } from '../postgres/session.ts'
import { named, qualified } from '../sql/identifier.ts'
import { sql } from '../sql/sql.ts'
import type { RelationName, StatementRun } from '../sql/statement-run.ts'
import type { RunContext } from './run-context.ts'
import type { SectionJob } from './section-job.ts'

type IndexBuild = Extract<StatementRun, { kind: 'create-index-concurrently' }>
type Rebuild = Extract<StatementRun, { kind: 'reindex-concurrently' }>
type Detach = Extract<StatementRun, { kind: 'detach-concurrently' }>

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
      return (await partitionState(session, running)) === 'detached'
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

/**
 * Before a statement is run: clears away what an interrupted attempt at the same left, or brings
 * that to its end.
 *
 * @returns whether the statement is thereby done
 */
export async function finishBegun(
  { session }: RunContext,
  running: StatementRun,
): Promise<boolean> {
  switch (running.kind) {
    case 'create-index-concurrently':
      await dropInvalidIndex(session, running)
      return false
    case 'reindex-concurrently':
      await dropReindexLeftovers(session, running)
      return false
    case 'detach-concurrently':
      return finishDetaching(session, running)
    case 'drop-index-concurrently':
    case 'may-commit':
    case 'outside-transaction':
    case 'transactional':
    case 'session-setting':
    case 'transaction-control':
      return false
  }
}

/**
 * After a statement failed: drops the invalid indexes that PostgreSQL keeps of it.
 *
 * @returns false where something half done is left, so that the statement stays in doubt and the
 *   next run finishes it
 */
export async function isTidyAfterFailure(
  { session }: RunContext,
  running: StatementRun,
): Promise<boolean> {
  try {
    switch (running.kind) {
      case 'create-index-concurrently':
        await dropInvalidIndex(session, running)
        return true
      case 'reindex-concurrently':
        await dropReindexLeftovers(session, running)
        return true
      case 'detach-concurrently':
        return (await partitionState(session, running)) !== 'pending'
      case 'drop-index-concurrently':
      case 'may-commit':
      case 'outside-transaction':
      case 'transactional':
      case 'session-setting':
      case 'transaction-control':
        return true
    }
  } catch {
    // The failure itself is what the user has to hear of.
    return false
  }
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
  const values = [build.name, named(build.table)]
  const [state] = await session.query<IndexState>(indexStateQuery, values)
  return state ?? null
}

async function anyExists(session: Session, relations: readonly RelationName[]): Promise<boolean> {
  for (const relation of relations) {
    const [row] = await session.query<{ there: boolean }>(existsQuery, [named(relation)])
    if (row?.there === true) return true
  }
  return false
}

async function dropReindexLeftovers(session: Session, rebuild: Rebuild): Promise<void> {
  const { target, name } = rebuild
  // A schema is looked up by its name, the rest as PostgreSQL looks up a name in a statement.
  const wanted = name === null ? null : target === 'schema' ? name.name : named(name)
  const leftovers = await session.query<QualifiedName>(leftoversQuery, [target, wanted])
  for (const leftover of leftovers) {
    await session.run(sql`drop index concurrently if exists ${qualified(leftover)}`)
  }
}

/** A detaching that was begun has to be finalised before anything else can be done to the table. */
async function finishDetaching(session: Session, detach: Detach): Promise<boolean> {
  if ((await partitionState(session, detach)) !== 'pending') return false
  const [table, partition] = [named(detach.table), named(detach.partition)]
  await session.run(sql`alter table ${table} detach partition ${partition} finalize`)
  return true
}

/** `missing` is one of which the table or the partition is not there at all. */
type PartitionState = 'attached' | 'pending' | 'detached' | 'missing'

async function partitionState(session: Session, detach: Detach): Promise<PartitionState> {
  const values = [named(detach.table), named(detach.partition)]
  const [row] = await session.query<{ state: PartitionState }>(partitionQuery, values)
  return row?.state ?? 'missing'
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
