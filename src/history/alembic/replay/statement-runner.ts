import type { Place } from '../../../kernel/place.ts'
import { UserError } from '../../../kernel/user-error.ts'
import { PostgresError, sqlState } from '../../../postgres/postgres-error.ts'
import type { Session } from '../../../postgres/session.ts'
import { leadingWords } from '../../../sql/leading-words.ts'
import { splitScript } from '../../../sql/split-script.ts'
import type { Sql } from '../../../sql/sql.ts'
import type {
  PresupposedRelation,
  RevisionFailure,
  RevisionStatement,
} from '../revision-outcome.ts'
import type { ReplayAssumption, ReplayGround } from '../../replayed-revision.ts'
import { KnownRelations, mayTakeAway } from './known-relations.ts'
import { lackingObject, type LackingObject } from './lacking-object.ts'
import type { Ran, RelationName, Row, Runner, SavepointAction } from './runner.ts'
import { failureOf, givesRows, kindOf, TRANSACTION } from './sent-statement.ts'

/** Lends a relation that no revision made: the statements that make it, or null. */
export type Borrow = (relation: RelationName) => Promise<readonly Sql[] | null>

const SAVEPOINT = 'elenchus_step'

/** Runs the statements of revisions on one session, each behind a savepoint. */
export class StatementRunner implements Runner {
  readonly isStrict = false
  readonly #session: Session
  readonly #borrow: Borrow | null
  readonly #relations: KnownRelations
  #isOpen = false
  #isHeld = false
  #autocommit = 0
  /** Whether the revision ended its transaction itself. */
  #hasCommitted = false
  /** Names of all relations that were lent so far. */
  borrowed: string[] = []
  #lacking = 0
  statements: RevisionStatement[] = []
  /** How many of the statements were done. */
  done = 0
  /** What would have ended the transaction of the caller. */
  heldRefusal: RevisionFailure | null = null
  failures: RevisionFailure[] = []
  presupposed: PresupposedRelation[] = []
  assumptions: ReplayAssumption[] = []

  constructor(session: Session, borrow: Borrow | null) {
    this.#session = session
    this.#borrow = borrow
    this.#relations = new KnownRelations(session)
  }

  get session(): Session {
    return this.#session
  }

  /** Starts the notes of another revision, in a transaction of its own or in the caller's. */
  async start(transaction: ReplayGround['transaction'] = 'own'): Promise<void> {
    this.statements = []
    this.done = 0
    this.failures = []
    this.presupposed = []
    this.assumptions = []
    this.heldRefusal = null
    this.#hasCommitted = false
    this.#isHeld = transaction === 'held'
    if (this.#isHeld) {
      await this.#session.run(`savepoint ${SAVEPOINT}`)
      this.#isOpen = true
    } else await this.#open()
  }

  /** Ends the transaction; what was done stays. One that is the caller's is left as it is. */
  async finish(): Promise<void> {
    this.#autocommit = 0
    if (this.#isHeld) this.#isOpen = false
    else await this.#close()
  }

  /** What to call after the caller has rolled back, so that nothing is remembered of it. */
  remember(): () => void {
    const borrowed = [...this.borrowed]
    const lacking = this.#lacking
    const relations = this.#relations.remember()
    return () => {
      this.borrowed = borrowed
      this.#lacking = lacking
      relations()
    }
  }

  /** From here on statements are outside of a transaction, until {@link leaveAutocommit}. */
  async enterAutocommit(at: Place): Promise<void> {
    if (this.#isHeld) this.#refuseToEnd('an autocommit block', at)
    else if (this.#autocommit === 0) await this.#close()
    this.#autocommit += 1
  }

  async leaveAutocommit(): Promise<void> {
    this.#autocommit -= 1
    if (this.#autocommit === 0 && !this.#isHeld) await this.#open()
  }

  /** In PostgreSQL's words about functions that end a transaction. */
  #refuseToEnd(what: string, at: Place): void {
    const message = `${what} cannot run inside a transaction block`
    const code = sqlState.activeSqlTransaction
    this.heldRefusal ??= { message, code, details: [], at, excerpt: null, sql: null }
  }

  async #open(): Promise<void> {
    if (this.#isOpen) return
    await this.#session.run(`begin;savepoint ${SAVEPOINT}`)
    this.#isOpen = true
  }

  /** A constraint that was deferred speaks here at the latest. */
  async #close(): Promise<void> {
    if (!this.#isOpen) return
    this.#isOpen = false
    try {
      await this.#session.run('commit')
    } catch (error) {
      if (!(error instanceof PostgresError)) throw error
      this.failures.push(failureOf(error, { at: { file: '', line: 1, column: 1 }, sql: 'commit' }))
    }
  }

  /** A savepoint of the revision's own. */
  async savepoint(action: SavepointAction, name: string): Promise<void> {
    if (!this.#isOpen) return
    try {
      // Ours is always the innermost.
      const before = action === 'savepoint' ? `release savepoint ${SAVEPOINT};` : ''
      await this.#session.run(`${before}${action} ${name};savepoint ${SAVEPOINT}`)
    } catch (error) {
      if (!(error instanceof PostgresError)) throw error
    }
  }

  /** Runs a text of one or several statements. */
  async run(text: string, at: Place): Promise<Ran> {
    let last: Ran = { kind: 'done', rows: [], count: -1 }
    const statements = splitText(text, at)
    if ('failure' in statements) return this.#told(statements.failure)
    for (const sql of statements) {
      last = await this.#one(sql, at)
      if (last.kind === 'refused') return last
    }
    return last
  }

  /** Asks without noting it as a statement of the revision. */
  async ask(sql: string, at: Place): Promise<Ran> {
    return this.#attempt(sql, at)
  }

  /** Notes a refusal that the revision does not answer itself. */
  note(failure: RevisionFailure): void {
    if (!this.failures.includes(failure)) this.failures.push(failure)
  }

  async #one(sql: string, at: Place): Promise<Ran> {
    const [word = ''] = leadingWords(sql, 1)
    if (TRANSACTION.has(word)) return this.#transaction(word, at)
    const kind = kindOf(word)
    if (kind === 'question') return this.#attempt(sql, at)
    this.statements.push({ sql, at, kind, transaction: this.#isOpen })
    if (kind === 'schema' && mayTakeAway(sql)) await this.#relations.look()
    const ran = await this.#attempt(sql, at)
    if (ran.kind === 'done') this.done += 1
    return ran
  }

  #told(failure: RevisionFailure): Ran {
    return { kind: 'refused', failure }
  }

  async #attempt(sql: string, at: Place): Promise<Ran> {
    const ran = await this.#inOrOut(sql, at)
    if (ran.kind === 'done') return ran
    if (ran.failure.code === sqlState.undefinedTable) return this.#presuppose(sql, { at, ran })
    const lacking = lackingObject(ran.failure) ?? (await this.#lackingSchema(ran.failure))
    return lacking ? this.#provide(sql, { at, ran, lacking }) : ran
  }

  /** The schema that the search path names first, where it names none that is there. */
  async #lackingSchema({ message }: RevisionFailure): Promise<LackingObject | null> {
    if (message !== 'no schema has been selected to create in') return null
    const [row] = await this.#session.query<{ path: string }>(
      `select current_setting('search_path') as path`,
    )
    const [, name] = /^\s*"?([^",]+)"?/.exec(row?.path ?? '') ?? []
    return name === undefined ? null : lackingObject({ message: `schema "${name}" does not exist` })
  }

  async #inOrOut(sql: string, at: Place): Promise<Ran> {
    const ran = await this.#try(sql, at)
    const isRefused = ran.kind === 'refused' && ran.failure.code === sqlState.activeSqlTransaction
    if (!isRefused || !this.#isOpen) return ran
    if (!this.#isHeld) return this.#outside(sql, at)
    this.heldRefusal ??= ran.failure
    return ran
  }

  /** Extensions and schemas that a database had before its first revision. */
  async #provide(
    sql: string,
    {
      at,
      ran,
      lacking,
    }: { readonly at: Place; readonly ran: Ran; readonly lacking: LackingObject },
  ): Promise<Ran> {
    const made = await this.#try(lacking.create, at)
    if (made.kind === 'refused') return ran
    this.presupposed.push({ schema: null, name: lacking.name, at, isBorrowed: true })
    const again = await this.#inOrOut(sql, at)
    if (again.kind === 'done' || !('failure' in ran)) return again
    return again.failure.message === ran.failure.message ? again : this.#attempt(sql, at)
  }

  async #try(sql: string, at: Place): Promise<Ran> {
    const asks = givesRows(sql)
    try {
      if (!this.#isOpen) {
        if (!asks) await this.#session.run(sql)
        const rows = asks ? await this.#session.query<Row>(sql) : []
        return { kind: 'done', rows, count: rows.length }
      }
      if (asks) {
        const rows = await this.#session.query<Row>(sql)
        await this.#session.run(NEXT_SAVEPOINT)
        return { kind: 'done', rows, count: rows.length }
      }
      await this.#session.run(`${sql}\n;${NEXT_SAVEPOINT}`)
      return { kind: 'done', rows: [], count: -1 }
    } catch (error) {
      if (!(error instanceof PostgresError)) throw error
      if (this.#isOpen) await this.#session.run(`rollback to savepoint ${SAVEPOINT}`)
      return { kind: 'refused', failure: failureOf(error, { at, sql }) }
    }
  }

  /**
   * `commit` in the middle of a revision is one; what follows has a transaction again. In an autocommit
   * block `begin` makes one, which it ends itself.
   */
  async #transaction(word: string, at: Place): Promise<Ran> {
    if (this.#isHeld && !/^(begin|start)$/.test(word)) this.#refuseToEnd(word.toUpperCase(), at)
    else if (word === 'commit' || word === 'end') {
      await this.#close()
      if (this.#autocommit === 0) await this.#open()
      this.#hasCommitted = true
      this.assumptions.push({ kind: 'transaction', text: 'commits in the middle', at })
    } else if ((word === 'rollback' || word === 'abort') && this.#isOpen) {
      await this.#session.run('rollback')
      this.#isOpen = false
      if (this.#autocommit === 0) await this.#open()
    } else if (/^(begin|start)$/.test(word)) await this.#open()
    return { kind: 'done', rows: [], count: -1 }
  }

  /**
   * What PostgreSQL refuses in a transaction runs outside of it, and that is said. After a `commit` of
   * the revision's own it would not be in one: drivers (psycopg2, asyncpg) begin no other by themselves.
   */
  async #outside(sql: string, at: Place): Promise<Ran> {
    await this.#close()
    const ran = await this.#try(sql, at)
    if (this.#autocommit === 0) await this.#open()
    if (!this.#hasCommitted) {
      this.assumptions.push({
        kind: 'transaction',
        text: 'a statement that cannot run in a transaction ran outside of it',
        at,
      })
    }
    return ran
  }

  async #presuppose(
    sql: string,
    { at, ran }: { readonly at: Place; readonly ran: Extract<Ran, { kind: 'refused' }> },
  ): Promise<Ran> {
    const relation = relationIn(ran.failure.message)
    return relation && (await this.lend(relation, at)) ? this.#attempt(sql, at) : ran
  }

  /** Borrows a relation that no revision made; false where nobody has it, or where one was there. */
  async lend(relation: RelationName, at: Place): Promise<boolean> {
    if (await this.#relations.wasThere(relation)) return false
    const statements = (await this.#borrow?.(relation)) ?? null
    if (statements === null) {
      this.#lacking += 1
      this.presupposed.push({ ...relation, at, isBorrowed: false })
      return false
    }
    for (const statement of statements) await this.#try(statement, at)
    if (!(await this.#relations.isThere(relation))) return false
    this.presupposed.push({ ...relation, at, isBorrowed: true })
    this.borrowed.push(relation.name, ...statements.flatMap(typeNameIn))
    return true
  }

  /** Whether a relation was presupposed so far that nobody lent. */
  get lacksRelations(): boolean {
    return this.#lacking > 0
  }

  /** The revision answers a refusal itself: it presupposed nothing. */
  forgive(failure: RevisionFailure): void {
    if (!this.isPresupposed(failure)) return
    this.presupposed.pop()
    this.#lacking -= 1
  }

  /** Whether a refusal is of a relation that nobody made. */
  isPresupposed({ message, code }: RevisionFailure): boolean {
    const relation = code === sqlState.undefinedTable ? relationIn(message) : null
    return (
      relation !== null &&
      this.presupposed.some(
        (one) => !one.isBorrowed && one.name === relation.name && one.schema === relation.schema,
      )
    )
  }
}

/** The type that a statement makes, which comes with a table that is lent. */
function typeNameIn(statement: string): readonly string[] {
  const [, name] = /^create (?:type|domain) (?:\w+\.)?"?(\w+)"?/.exec(statement) ?? []
  return name === undefined ? [] : [name]
}

/**
 * Said after each statement, not before the next: a text that does not parse is refused as a whole, and
 * nothing that stands in it is done.
 */
const NEXT_SAVEPOINT = `release savepoint ${SAVEPOINT};savepoint ${SAVEPOINT}`

function splitText(
  text: string,
  at: Place,
): readonly string[] | { readonly failure: RevisionFailure } {
  try {
    return splitScript(text, at.file).statements.map((statement) => statement.text)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const { message } = error
    return { failure: { message, code: '42601', details: [], at, excerpt: null, sql: text } }
  }
}

function relationIn(message: string): RelationName | null {
  const [, name] = /^(?:relation|table) "(.+)" does not exist$/.exec(message) ?? []
  if (name === undefined) return null
  const dot = name.indexOf('.')
  return dot < 0
    ? { schema: null, name }
    : { schema: name.slice(0, dot), name: name.slice(dot + 1) }
}
