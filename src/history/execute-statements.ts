import { PostgresError } from '../postgres/postgres-error.ts'
import { makesMissing } from '../postgres/shadow-roles.ts'
import type { ReplayGround } from './replayed-revision.ts'
import type { RevisionStatement } from './statements-of.ts'
import { stretchesOf, type Stretch } from './stretches.ts'

/** What came of statements that were sent one after another, up to the first that failed. */
export interface ExecutedStatements {
  /** How many of them are done and stay done. */
  readonly kept: number
  /** Null where all are done. */
  readonly refused: RefusedStatement | null
}

/** The statement that PostgreSQL refused. */
export interface RefusedStatement {
  readonly statement: RevisionStatement
  readonly error: PostgresError
}

/** Runs statements on a shadow: each block as the transaction, or without one, that it asks for. */
export async function executeStatements(
  ground: ReplayGround,
  statements: readonly RevisionStatement[],
): Promise<ExecutedStatements> {
  for (const stretch of stretchesOf(statements, 0)) {
    const refused = await executeWithRoles(ground, stretch, statements)
    if (refused !== null) return { kept: stretch.from, refused }
  }
  return { kept: statements.length, refused: null }
}

/** A throw-away database of ours gets the roles that the statements name. */
async function executeWithRoles(
  ground: ReplayGround,
  stretch: Stretch,
  statements: readonly RevisionStatement[],
): Promise<RefusedStatement | null> {
  const made = new Set<string>()
  for (;;) {
    const refused = await executeStretch(ground, stretch, statements)
    if (refused === null || ground.transaction === 'held') return refused
    if (!(await makesMissing(ground.session, refused.error, made))) return refused
  }
}

async function executeStretch(
  ground: ReplayGround,
  stretch: Stretch,
  statements: readonly RevisionStatement[],
): Promise<RefusedStatement | null> {
  const { session, transaction } = ground
  const { from, to, together } = stretch
  const begins = together && transaction === 'own'
  if (begins && (await isDoneTogether(ground, statements.slice(from, to)))) return null
  if (begins) await session.run('begin')
  for (const statement of statements.slice(from, to)) {
    const refused = await refusalOf(() => session.run(statement.text), statement)
    if (refused === null) continue
    if (begins) await session.run('rollback')
    return refused
  }
  const last = statements[to - 1]
  if (!begins || last === undefined) {
    if (begins) await session.run('commit')
    return null
  }
  // What is deferred to the commit may fail there.
  return refusalOf(() => session.run('commit'), last)
}

/** Messages of so many characters or statements are long enough: a longer one saves no time. */
const MESSAGE = { characters: 50_000, statements: 100 }

/**
 * Sends a whole transaction in few messages. Where something of it is refused nothing is done, and who
 * wants to know what it was sends them one by one.
 */
async function isDoneTogether(
  { session, runTogether = (texts) => session.run(texts.join('\n;\n')) }: ReplayGround,
  statements: readonly RevisionStatement[],
): Promise<boolean> {
  if (statements.length < 2) return false
  await session.run('begin')
  try {
    for (const message of messagesOf(statements)) await runTogether(message)
    await session.run('commit')
    return true
  } catch (error) {
    if (!(error instanceof PostgresError)) throw error
    await session.run('rollback')
    return false
  }
}

function messagesOf(statements: readonly RevisionStatement[]): readonly (readonly string[])[] {
  const messages: string[][] = []
  let length = Infinity
  for (const { text } of statements) {
    const last = messages.at(-1)
    length += text.length
    if (last && length <= MESSAGE.characters && last.length < MESSAGE.statements) last.push(text)
    else {
      messages.push([text])
      length = text.length
    }
  }
  return messages
}

async function refusalOf(
  work: () => Promise<void>,
  statement: RevisionStatement,
): Promise<RefusedStatement | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (!(error instanceof PostgresError)) throw error
    return { statement, error }
  }
}
