import { readFileSync } from 'node:fs'
import { referenceKey } from '../catalogue/object-reference.ts'
import { PostgresError } from '../postgres/postgres-error.ts'
import type { Session } from '../postgres/session.ts'
import { qualified } from '../sql/identifier.ts'
import { printedSettings } from '../sql/print/printed-settings.ts'
import { STATEMENTS_TOGETHER } from './blocks.ts'
import { learnedFrom } from './learn.ts'
import { giveRightsInPlay } from './planned-rights.ts'
import { planSteps } from './plan-steps.ts'
import type { PlanStep } from './plan-step.ts'
import { refusal } from './refused-statement.ts'
import { renameObjects } from './rename-objects.ts'
import type { Learned } from './steps/planning.ts'
import type { TrialInput } from './trial-input.ts'

const fileQuery = readFileSync(new URL('./queries/relation-file.sql', import.meta.url), 'utf8')

/**
 * What came of trying on one shadow: all there is to learn, or something for which another shadow is
 * needed, because this one has gone too far on a way that is not the way any more.
 */
export type Lesson =
  | { readonly kind: 'learned'; readonly learned: Learned; readonly isSpent: boolean }
  | { readonly kind: 'again'; readonly learned: Learned }

/**
 * Tries the plain way on a shadow that is as the old schema, before the renames. What fits into one
 * transaction is rolled back, and the shadow is as it was.
 *
 * @param input its `from` with the new names, as the shadow describes it; `largest` is how many
 *   statements go into one transaction
 */
export async function tryPlainly(
  shadow: Session,
  input: TrialInput & { readonly largest?: number },
  known: Learned,
): Promise<Lesson> {
  const { largest = STATEMENTS_TOGETHER } = input
  const done: Portion[] = []
  const rewriting = new Set<string>()
  for (let learned = known; ;) {
    const steps = plainSteps(input, learned)
    const portions = portionsOf(steps, largest)
    if (!done.every((portion, at) => isSame(portion, portions[at]))) {
      return { kind: 'again', learned }
    }
    const lesson = await tryRest(shadow, portions, { input, learned, done, rewriting })
    if (lesson === null) {
      return { kind: 'learned', learned: { ...learned, rewriting }, isSpent: done.length > 0 }
    }
    learned = lesson
  }
}

function plainSteps({ from, to, major, rights }: TrialInput, learned: Learned): Portion {
  return planSteps(from, to, { online: false, major, learned, rights: rights?.renamed ?? null })
}

/** Steps that are tried in one transaction. */
type Portion = readonly PlanStep[]

function portionsOf(steps: readonly PlanStep[], largest: number): readonly Portion[] {
  const portions: PlanStep[][] = []
  let room = 0
  for (const step of steps) {
    const size = step.statements.length
    const current = portions.at(-1)
    if (current !== undefined && size <= room) current.push(step)
    else {
      portions.push([step])
      room = largest
    }
    room -= size
  }
  return portions
}

function isSame(left: Portion, right: Portion | undefined): boolean {
  return right !== undefined && textOf(left) === textOf(right)
}

function textOf(portion: Portion): string {
  return portion.flatMap(({ statements }) => statements.map(({ sql }) => sql)).join(';\n')
}

interface Trying {
  readonly input: TrialInput
  readonly learned: Learned
  /** What was tried and committed. */
  readonly done: Portion[]
  /** Columns whose tables were seen to be written anew. */
  readonly rewriting: Set<string>
}

/** Commits all portions but the last one. Null where all went well. */
async function tryRest(
  shadow: Session,
  portions: readonly Portion[],
  trying: Trying,
): Promise<Learned | null> {
  const { input, done } = trying
  for (const portion of portions.slice(done.length)) {
    await shadow.run('begin')
    let isKept = false
    try {
      if (done.length === 0) await prepare(shadow, portions.flat(), input)
      const lesson = await tryPortion(shadow, portion, trying)
      if (lesson !== null) return lesson
      isKept = done.length < portions.length - 1
    } finally {
      await shadow.run(isKept ? 'commit' : 'rollback')
    }
    if (isKept) done.push(portion)
  }
  return null
}

/** Gives the shadow the new names, and what the steps will have to keep. */
async function prepare(
  shadow: Session,
  steps: readonly PlanStep[],
  { from, to, renames, rights }: TrialInput,
): Promise<void> {
  await renameObjects(shadow, renames)
  if (rights === null) return
  const catalogues = [from.catalogue, to.catalogue] as const
  await giveRightsInPlay(shadow, rights, { steps, catalogues, names: 'new' })
}

async function tryPortion(
  shadow: Session,
  portion: Portion,
  { input, learned, rewriting }: Trying,
): Promise<Learned | null> {
  const old = new Set(input.from.catalogue.tables.map(qualified))
  const seen = new Set<string>()
  for (const setting of printedSettings('transaction')) await shadow.run(setting)
  for (const step of portion) {
    const table = tableOfColumn(step, old)
    const file = table === null ? null : await fileOf(shadow, table)
    for (const { sql } of step.statements) {
      try {
        await shadow.run(sql)
      } catch (error) {
        if (!(error instanceof PostgresError)) throw error
        const lesson = learnedFrom(step, error.code, learned)
        if (lesson !== null) return lesson
        throw refusal(sql, error)
      }
    }
    if (table !== null && file !== (await fileOf(shadow, table))) {
      seen.add(referenceKey(step.object))
    }
  }
  for (const key of seen) rewriting.add(key)
  return null
}

/** The old table of which a step changes a column; null for other steps and new tables. */
function tableOfColumn({ object, rank }: PlanStep, old: ReadonlySet<string>): string | null {
  if (object.kind !== 'column' || rank !== 'alter') return null
  const table = qualified({ schema: object.schema, name: object.relation })
  return old.has(table) ? table : null
}

async function fileOf(shadow: Session, table: string): Promise<string> {
  const [row] = await shadow.query<{ file: string | number | null }>(fileQuery, [table])
  return String(row?.file ?? '')
}
