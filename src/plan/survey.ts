import { readFileSync } from 'node:fs'
import { blocks as blockedBy } from '../catalogue/lock-mode.ts'
import { formatName, type QualifiedName } from '../catalogue/qualified-name.ts'
import { sortedBy } from '../kernel/ordering.ts'
import { PostgresError } from '../postgres/postgres-error.ts'
import type { Session } from '../postgres/session.ts'
import { answerPreflight } from './answer-preflight.ts'
import type { Plan, PlannedStatement } from './plan.ts'
import { inReadOnly } from './read-only.ts'
import type { RelationSize, SurveyedPlan, SurveyedStatement } from './surveyed-plan.ts'
import { tableWork } from './table-work.ts'
import { timeMagnitude, type TimeMagnitude } from './time-magnitude.ts'

const sizesQuery = readFileSync(new URL('./queries/relation-sizes.sql', import.meta.url), 'utf8')

/**
 * Asks a live database how large the tables of a plan are and whether its statements would fail.
 * Changes nothing: every query has a read-only transaction of its own, which is rolled back.
 *
 * @throws UserError where the connection is lost
 */
export async function surveyPlan(session: Session, plan: Plan): Promise<SurveyedPlan> {
  const sizes = await readSizes(session, plan)
  const blocks = []
  for (const { transaction, statements } of plan.blocks) {
    const surveyed: SurveyedStatement[] = []
    for (const statement of statements) {
      const preflight = []
      for (const query of statement.preflight) preflight.push(await answerPreflight(session, query))
      surveyed.push({ ...statement, preflight, ...sized(statement, sizes) })
    }
    blocks.push({ transaction, statements: surveyed })
  }
  return { ...plan, blocks }
}

type Sizes = ReadonlyMap<string, RelationSize>

/** All at once; none where PostgreSQL does not say them, for a survey is only an extra. */
async function readSizes(session: Session, { blocks }: Plan): Promise<Sizes> {
  const relations = blocks.flatMap(({ statements }) => statements.flatMap(weighty))
  if (relations.length === 0) return new Map()
  const columns = [relations.map(({ schema }) => schema), relations.map(({ name }) => name)]
  try {
    const rows = await inReadOnly(session, () => session.query<SizeRow>(sizesQuery, columns))
    return new Map(rows.map((row) => [keyOf(row), sizeOf(row)]))
  } catch (error) {
    if (error instanceof PostgresError) return new Map()
    throw error
  }
}

interface SizeRow extends QualifiedName, Omit<RelationSize, 'relation'> {}

function sizeOf({ schema, name, rows, tableBytes, totalBytes }: SizeRow): RelationSize {
  return { relation: { schema, name }, rows, tableBytes, totalBytes }
}

/** What a statement blocks, writes anew or reads whole. */
function weighty({ locks, rewrites, scans }: PlannedStatement): readonly QualifiedName[] {
  const blocked = locks.filter(({ mode, indexOf }) => {
    const what = blockedBy(mode)
    return indexOf === null && (what === 'reads-and-writes' || what === 'writes')
  })
  const all = [...blocked.map(({ relation }) => relation), ...rewrites, ...scans]
  return [...new Map(sortedBy(all, formatName).map((one) => [keyOf(one), one])).values()]
}

function sized(
  statement: PlannedStatement,
  sizes: Sizes,
): Pick<SurveyedStatement, 'sizes' | 'time'> {
  const known = weighty(statement).flatMap((relation) => sizes.get(keyOf(relation)) ?? [])
  return { sizes: known, time: timeOf(statement, sizes) }
}

function timeOf(statement: PlannedStatement, sizes: Sizes): TimeMagnitude | null {
  if (statement.observed === 'not-observed') return null
  const work = tableWork(statement).map(({ relation, work: kind }) => {
    const size = sizes.get(keyOf(relation))
    return size === undefined ? null : { ...size, work: kind }
  })
  const known = work.filter((one) => one !== null)
  return known.length < work.length ? null : timeMagnitude(known)
}

/** No name has a zero byte. */
function keyOf({ schema, name }: QualifiedName): string {
  return `${schema}\0${name}`
}
