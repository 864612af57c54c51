import { shellWord } from '../kernel/shell-word.ts'
import type { HazardKind } from '../plan/hazard.ts'
import type { Plan, PlanBlock } from '../plan/plan.ts'
import type { SurveyedPlan } from '../plan/surveyed-plan.ts'
import { hazardOrder, hazardText } from './hazard-text.ts'
import type { Paint } from './paint.ts'
import { plannedStatementText } from './planned-statement-text.ts'
import { counted, serverVersion } from './quantities.ts'

/** How a plan is run: what its commands begin with, and the file that it was written to. */
export interface PlanWay {
  readonly program?: string
  readonly file?: string | undefined
}

/** A plan for people: what it is in one line, every statement with what it does, and how to go on. */
export function planText(plan: Plan | SurveyedPlan, paint: Paint, way: PlanWay = {}): string {
  const isEmpty = plan.blocks.length === 0
  const parts = [
    isEmpty ? equalLine(plan, paint) : summaryLine(plan, paint),
    ...blockTexts(plan, paint),
    noteLines(plan, paint),
    isEmpty ? '' : wayOn(plan, way),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function equalLine({ from, to }: Plan, paint: Paint): string {
  return paint.good(`nothing to do: ${from.witness} and ${to.witness} are equal`)
}

function summaryLine(plan: Plan, paint: Paint): string {
  const { blocks, from, to, triedOn } = plan
  const transactions = blocks.filter(({ transaction }) => transaction).length
  const outside = numberOf(blocks) - numberOf(blocks.filter(({ transaction }) => transaction))
  const facts = [
    [
      counted(numberOf(blocks), 'statement'),
      ...(transactions === 0 ? [] : [`in ${counted(transactions, 'transaction')}`]),
    ].join(' '),
    ...(outside === 0 ? [] : [`${outside} outside a transaction`]),
    `${from.witness} -> ${to.witness}`,
    `tried on PostgreSQL ${serverVersion(triedOn)}`,
    hazardCounts(plan, paint),
  ]
  return facts.join(', ')
}

function numberOf(blocks: readonly PlanBlock[]): number {
  return blocks.reduce((sum, { statements }) => sum + statements.length, 0)
}

function hazardCounts(plan: Plan, paint: Paint): string {
  const counts = kindsOf(plan).map(([kind, count]) => `${hazardText(kind, paint)} ${count}`)
  return counts.length === 0 ? paint.good('no hazards') : `hazards: ${counts.join(', ')}`
}

/** The kinds of hazards of a plan, the gravest first, and how many statements have each. */
function kindsOf({ blocks }: Plan): readonly (readonly [HazardKind, number])[] {
  const all = blocks.flatMap(({ statements }) =>
    statements.flatMap(({ hazards }) => [...new Set(hazards.map(({ kind }) => kind))]),
  )
  return hazardOrder.flatMap((kind) => {
    const count = all.filter((other) => other === kind).length
    return count === 0 ? [] : [[kind, count] as const]
  })
}

function blockTexts({ blocks }: Plan | SurveyedPlan, paint: Paint): readonly string[] {
  const transactions = blocks.filter(({ transaction }) => transaction).length
  let at = 0
  return blocks.map(({ transaction, statements }) => {
    if (transaction) at += 1
    const title = transaction ? `transaction ${at} of ${transactions}` : 'outside a transaction'
    const texts = statements.map((statement) => plannedStatementText(statement, paint))
    return [paint.bold(title), ...texts].join('\n\n')
  })
}

function noteLines({ renames, notes }: Plan, paint: Paint): string {
  const told = renames.map((rename) => `taken for one object: ${rename}`)
  return [...told, ...notes].map((note) => `${paint.warn('note')}: ${note}`).join('\n')
}

function wayOn(plan: Plan, { program = 'elenchus', file }: PlanWay): string {
  const flags = kindsOf(plan).map(([kind]) => ` --allow ${kind}`)
  const run = `${program} run ${shellWord(file ?? 'plan.json')}${flags.join('')}`
  return file === undefined
    ? `To run it, write it to a file with "--out plan.json", look at it, then: ${run}`
    : `To run it: ${run}`
}
