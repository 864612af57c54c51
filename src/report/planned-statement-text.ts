import { blocks, formatLockMode, lockModes, type LockMode } from '../catalogue/lock-mode.ts'
import { formatName, type QualifiedName } from '../catalogue/qualified-name.ts'
import type { PlannedLock, PlannedPreflight, PlannedStatement } from '../plan/plan.ts'
import type { AnsweredPreflight, RelationSize, SurveyedStatement } from '../plan/surveyed-plan.ts'
import { hazardText } from './hazard-text.ts'
import type { Paint } from './paint.ts'
import { byteSize, counted } from './quantities.ts'

/** A statement whole, as psql takes it, and below it what it does: only what says something. */
export function plannedStatementText(
  statement: PlannedStatement | SurveyedStatement,
  paint: Paint,
): string {
  const facts = [
    ...lockLines(statement),
    ...relationLines('rewrites', statement.rewrites),
    ...relationLines('reads every row of', statement.scans),
    ...timeLines(statement),
  ].map((line) => paint.dim(line))
  const hazards = statement.hazards.map(
    ({ kind, sentence }) => `${hazardText(kind, paint)}: ${paint.dim(sentence)}`,
  )
  const preflight = statement.preflight.flatMap((query) => preflightLines(query, paint))
  const lines = [...facts, ...hazards, ...preflight].map((line) => `    ${line}`)
  return [statement.sql.replace(/;?\s*$/, ';'), ...lines].join('\n')
}

/** The strongest first. What only reads or writes of others wait for is not worth a line. */
function lockLines({ locks, observed }: PlannedStatement): readonly string[] {
  if (observed === 'not-observed') return ['commits on its own: what it locks was not observed']
  const source = observed === 'from-table' ? ' (by the documentation, for it cannot be tried)' : ''
  const told = locks.filter(({ mode }) => blocks(mode) !== 'nothing').filter(isNews)
  return [...lockModes].reverse().flatMap((mode) => {
    const names = told.filter((lock) => lock.mode === mode).map(lockedName)
    return names.length === 0 ? [] : [`locks ${formatLockMode(mode)} ${listed(names)}${source}`]
  })
}

/** An index says nothing where its table is locked in the same mode. */
function isNews({ indexOf, mode }: PlannedLock, _: number, all: readonly PlannedLock[]): boolean {
  return indexOf === null || !all.some((other) => isLock(other, indexOf, mode))
}

function isLock(lock: PlannedLock, { schema, name }: QualifiedName, mode: LockMode): boolean {
  const { relation } = lock
  return relation.schema === schema && relation.name === name && lock.mode === mode
}

function lockedName({ relation, indexOf }: PlannedLock): string {
  return indexOf === null ? formatName(relation) : `index ${formatName(relation)}`
}

function relationLines(what: string, relations: readonly QualifiedName[]): readonly string[] {
  return relations.length === 0 ? [] : [`${what} ${listed(relations.map(formatName))}`]
}

/** A table may have hundreds of partitions. */
const LISTED = 8

function listed(names: readonly string[]): string {
  const shown = names.slice(0, LISTED).join(', ')
  return names.length <= LISTED ? shown : `${shown} and ${names.length - LISTED} more`
}

/** How long it works is only worth a line where there is work to do. */
function timeLines(statement: PlannedStatement | SurveyedStatement): readonly string[] {
  if (!('time' in statement) || statement.time === null) return []
  if (statement.rewrites.length + statement.scans.length === 0) return []
  const sizes = statement.sizes.filter(({ relation }) => isWorkedOn(relation, statement))
  return [...sizes.map(sizeLine), `takes, as an order of magnitude: ${statement.time}`]
}

function isWorkedOn(
  { schema, name }: QualifiedName,
  { rewrites, scans }: PlannedStatement,
): boolean {
  return [...rewrites, ...scans].some((other) => other.schema === schema && other.name === name)
}

function sizeLine({ relation, rows, totalBytes }: RelationSize): string {
  const known = rows === null ? 'rows not counted yet' : `about ${counted(rows, 'row')}`
  return `${formatName(relation)}: ${known}, ${byteSize(totalBytes)} with indexes`
}

function preflightLines(
  query: PlannedPreflight | AnsweredPreflight,
  paint: Paint,
): readonly string[] {
  if (!('count' in query)) return notAsked(query, 'not asked yet', paint)
  const { count, counts, failure } = query
  if (count === null) return notAsked(query, failure ?? 'not known', paint)
  const verdict = count === 0 ? paint.good('fine') : paint.bad('will fail')
  return [`${count} ${counts}: ${verdict}`]
}

function notAsked({ counts, sql }: PlannedPreflight, why: string, paint: Paint): readonly string[] {
  const query = sql.replace(/;?\s*$/, ';')
  return [
    `${counts}: ${paint.warn(why)}`,
    ...query.split('\n').map((line) => paint.dim(`  ${line}`)),
  ]
}
