import { goneKey } from './removals.ts'
import { rightsKey } from './steps/step-keys.ts'
import { sql } from '../sql/sql.ts'
import { statement, type PlanStatement, type PlanStep } from './plan-step.ts'

/** Statements that go together, before they were tried. */
export interface Block {
  readonly transaction: boolean
  readonly statements: readonly PlacedStatement[]
}

/** A statement and the step that it is of. */
export interface PlacedStatement {
  readonly step: PlanStep
  readonly statement: PlanStatement
}

/**
 * So many statements go into one transaction, which holds some locks for each of them: the server has
 * room for some thousands (`max_locks_per_transaction` times connections, 6,400 by default).
 */
export const STATEMENTS_TOGETHER = 500

/** Cuts steps, in their order, into transactions and what cannot be in one. */
export function blocksOf(
  steps: readonly PlanStep[],
  largest: number = STATEMENTS_TOGETHER,
): readonly Block[] {
  const blocks: { transaction: boolean; statements: PlacedStatement[]; open: boolean }[] = []
  const away = new Away(steps)
  for (const step of steps) {
    for (const statement of step.statements) {
      const { mode } = statement
      const current = blocks.at(-1)
      const joins =
        current?.open === true &&
        current.transaction === (mode !== 'alone') &&
        mode !== 'apart' &&
        !(current.statements.length >= largest && away.isEmpty)
      if (joins) current.statements.push({ step, statement })
      else {
        const open = mode !== 'apart'
        blocks.push({ transaction: mode !== 'alone', statements: [{ step, statement }], open })
      }
    }
    away.pass(step)
  }
  return blocks.map(({ transaction, statements }) => ({
    transaction,
    statements: transaction ? withUncheckedBodies(statements) : statements,
  }))
}

/**
 * What the body of a function uses may come later in the plan, as in a dump of pg_dump: it is not
 * looked into when the function is made.
 */
function withUncheckedBodies(statements: readonly PlacedStatement[]): readonly PlacedStatement[] {
  const first = statements.find(({ statement: { sql } }) => makesRoutine.test(sql))
  if (first === undefined) return statements
  const unchecked = statement(sql`set local check_function_bodies = off`)
  return [{ step: first.step, statement: unchecked }, ...statements]
}

const makesRoutine = /^create (?:or replace )?(?:function|procedure)\b/i

/** What was dropped and is not made anew yet: no transaction ends meanwhile, if it can be helped. */
class Away {
  readonly #returning: ReadonlySet<string>
  readonly #away = new Set<string>()

  constructor(steps: readonly PlanStep[]) {
    this.#returning = new Set(steps.flatMap(({ makes }) => makes))
  }

  get isEmpty(): boolean {
    return this.#away.size === 0
  }

  pass({ makes }: PlanStep): void {
    for (const key of makes) {
      this.#away.delete(key)
      // Nor without its owner and its privileges.
      if (this.#returning.has(rightsKey(key))) this.#away.add(rightsKey(key))
      const gone = key.startsWith(GONE) ? key.slice(GONE.length) : null
      if (gone !== null && this.#returning.has(gone)) this.#away.add(gone)
    }
  }
}

const GONE = goneKey('')
