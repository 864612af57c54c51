import type { Place } from '../../../kernel/place.ts'
import type { MetadataDraft } from '../../../models/sqlalchemy/drafts.ts'
import type { Reading } from '../../../models/sqlalchemy/reading.ts'
import { none } from '../../../python/value/plain-value.ts'
import { UnknownReached } from '../../../python/value/unknown-reached.ts'
import type { HostCall, Steps, UnknownValue, Value } from '../../../python/value/value.ts'
import type { ReplayGap } from '../../replayed-revision.ts'
import type { RevisionFailure } from '../revision-outcome.ts'
import { raiseRefusal } from '../database/exceptions.ts'
import { TypeMemo } from './type-memo.ts'
import { RunStopped } from './run-stopped.ts'
import type { Ran, Runner } from './runner.ts'
import { waitFor } from './wait-for.ts'

/** What env.py said when it configured Alembic. */
export interface Configured {
  /** The naming convention of `target_metadata`; null where it has none. */
  naming: Value | null
  target: MetadataDraft | null
  /** Everything that was given as `target_metadata`, over all calls. */
  readonly given: Value[]
  /** All that `target_metadata` names. */
  targets: readonly MetadataDraft[]
  versionTable: string
  versionTableSchema: string | null
  versionTableHasKey: boolean
  /** All that it was given. */
  options: ReadonlyMap<string, Value>
}

/** What all objects that a revision meets have in common while it is replayed. */
export class ReplayContext {
  readonly runner: Runner
  readonly reading: Reading
  readonly configured: Configured = {
    naming: null,
    target: null,
    given: [],
    targets: [],
    versionTable: 'alembic_version',
    versionTableSchema: null,
    versionTableHasKey: true,
    options: new Map(),
  }
  /** Types that `create_table` made: in one run it makes each only once, however many tables have it. */
  readonly madeTypes: TypeMemo = new TypeMemo()
  /** Directives of the project's own, by name. */
  readonly directives: Map<string, Value> = new Map<string, Value>()
  /** What implements an operation of the project's own, by its class. */
  readonly implementations: Map<Value, Value> = new Map<Value, Value>()
  /** Whether env.py stamped the database instead of running revisions. */
  isStamped = false
  /** The address of the database, as the revisions may read it. */
  readonly url: string | null
  /** `context.config`, and `context.script`. */
  config: Value = none
  script: Value = none
  gaps: ReplayGap[] = []

  constructor(runner: Runner, reading: Reading, url: string | null) {
    this.runner = runner
    this.reading = reading
    // Revisions look at it to tell dialects apart, also where there is none.
    this.url = url ?? 'postgresql://localhost/database'
  }

  /** Evaluates all models of the project: `create_all` makes those that nobody named, too. */
  completeModels: () => Promise<void> = () => Promise.resolve()

  /** Names of which something was not read or passed over: what is refused of them follows from that. */
  tainted: Set<string> = new Set<string>()

  gap(text: string, at: Place, more: Partial<Pick<ReplayGap, 'kind' | 'touches'>> = {}): void {
    const { kind = 'schema', touches = [] } = more
    const isTold = this.gaps.some(
      (gap) =>
        gap.text === text &&
        gap.at.file === at.file &&
        gap.at.line === at.line &&
        gap.at.column === at.column,
    )
    if (kind === 'schema') for (const name of touches) this.tainted.add(name)
    if (!isTold) this.gaps.push({ text, at, kind, touches })
    if (this.runner.isStrict) throw new RunStopped()
  }

  /** Ends the call that stands here, and says why. */
  refuse(reason: string, call: HostCall, touches: readonly string[] = []): never {
    this.gap(reason, call.at, { touches })
    throw new UnknownReached({ kind: 'unknown', reason, at: call.at })
  }

  /** The same for a value that is not known. */
  refuseUnknown({ reason, at }: UnknownValue, touches: readonly string[] = []): never {
    this.gap(reason, at, { touches })
    throw new UnknownReached({ kind: 'unknown', reason, at })
  }

  /** Runs a text; a refusal is raised where the revision may catch it, and noted where not. */
  *execute(sql: string, call: HostCall, isMade = false): Steps<Ran> {
    const ran = yield* waitFor(this.runner.run(sql, call.at))
    if (ran.kind === 'refused') {
      // A text that we put together of constructs may be ours to blame.
      if (
        isMade &&
        movesRows(ran.failure) &&
        (ran.failure.code ?? '').startsWith('42') &&
        !this.runner.isPresupposed(ran.failure)
      ) {
        this.gap(`this statement is not understood: ${ran.failure.message}`, call.at, {
          kind: 'rows',
        })
      } else this.refused(ran.failure, call)
    }
    return ran
  }

  /** What PostgreSQL refuses ends the code that stands in a `try`; else it is noted. */
  refused(failure: RevisionFailure, call: HostCall): void {
    if (call.machine.isTried || this.runner.isStrict) {
      this.runner.forgive(failure)
      raiseRefusal(failure, call)
    }
    if (this.runner.isPresupposed(failure)) {
      for (const name of namesIn(failure.sql ?? '')) this.tainted.add(name)
      return
    }
    // Who lent a relation has it as it is today: what this would have made of it is there.
    if (this.#wasLentSo(failure)) return
    if (this.#follows(failure)) {
      const touches = mentionedIn(failure)
      for (const name of namesIn(failure.sql ?? '')) this.tainted.add(name)
      this.gap(`this follows from what was not read or not there: ${failure.message}`, call.at, {
        kind: 'consequence',
        touches,
      })
      return
    }
    if (movesRows(failure) && isOfRows(failure)) {
      this.gap(`rows are not as this needs them: ${failure.message}`, call.at, { kind: 'rows' })
    } else this.runner.note(failure)
  }

  /** Whether a refusal comes of a gap, or of a relation that was lent as it is today. */
  #follows(failure: RevisionFailure): boolean {
    const { code } = failure
    if (code === null) return false
    const names = mentionedIn(failure)
    // An index or a constraint of a table that nobody made bears any name.
    if (code === '42704' && this.runner.lacksRelations) return true
    const borrowed = new Set(this.runner.borrowed)
    if (ABSENT.test(code)) {
      return names.some((name) => this.tainted.has(name) || borrowed.has(name))
    }
    return PRESENT.test(code) && names.some((name) => borrowed.has(name))
  }

  /** Whether something is refused because it is there already, in a relation that was lent. */
  #wasLentSo(failure: RevisionFailure): boolean {
    const borrowed = new Set(this.runner.borrowed)
    return (
      MADE_ALREADY.test(failure.code ?? '') &&
      mentionedIn(failure).some((name) => borrowed.has(name))
    )
  }
}

function mentionedIn({ sql, message }: RevisionFailure): readonly string[] {
  return [...new Set([...namesIn(sql ?? ''), ...quotedNames(message)])]
}

function quotedNames(message: string): readonly string[] {
  return [...message.matchAll(/"([^"]+)"/g)].flatMap(([, name]) => name ?? [])
}

/** SQLSTATEs of what is not there, and of what is there already. */
const ABSENT = /^(42703|42704|42P01|42830|42883|42P10)$/
const PRESENT = /^(42701|42P07|42710|42P16)$/
const MADE_ALREADY = /^(42701|42P07|42710)$/

/** The names of what a statement makes, changes or names. */
function namesIn(sql: string): readonly string[] {
  const names = sql.matchAll(
    /\b(?:table|index|constraint|column|sequence|type|view|on|update|into|from|references|to)\s+(?:concurrently\s+)?(?:if\s+(?:not\s+)?exists\s+)?(?:only\s+)?(?:"?\w+"?\.)?"?(\w+)"?/gi,
  )
  return [...names].flatMap(([, name]) =>
    name === undefined || /^(if|not|only|exists)$/i.test(name) ? [] : [name],
  )
}

function movesRows({ sql }: RevisionFailure): boolean {
  return /^\s*(insert|update|delete|merge|with|select|copy)\b/i.test(sql ?? '')
}

/** Classes 22 and 23 speak of values and of constraints: rows that a shadow does not have. */
function isOfRows({ code }: RevisionFailure): boolean {
  return code !== null && (/^2[23]/.test(code) || code === 'P0001')
}
