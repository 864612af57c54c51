import type { QualifiedName } from '../catalogue/qualified-name.ts'
import { tokenAt } from '../sql/token.ts'
import type { PlannedStatement } from './plan.ts'
import type { TableWork } from './time-magnitude.ts'

/** One table, and what a statement has to do with all its rows. */
export interface RelationWork {
  readonly relation: QualifiedName
  readonly work: TableWork
}

/** The tables that a statement writes anew or reads whole. One that it writes anew it reads as well. */
export function tableWork({
  sql,
  rewrites,
  scans,
}: Pick<PlannedStatement, 'sql' | 'rewrites' | 'scans'>): readonly RelationWork[] {
  const isRewritten = ({ schema, name }: QualifiedName): boolean =>
    rewrites.some((other) => other.schema === schema && other.name === name)
  const work: TableWork = buildsIndex(sql) ? 'index-build' : 'scan'
  return [
    ...rewrites.map((relation) => ({ relation, work: 'rewrite' as const })),
    ...scans.filter((relation) => !isRewritten(relation)).map((relation) => ({ relation, work })),
  ]
}

/** Whether a statement sorts rows for an index: as one, or as the index of a constraint. */
function buildsIndex(statement: string): boolean {
  const words = bareWords(statement)
  const [first, second] = words
  if (first === 'create') return second === 'index' || second === 'unique'
  return first === 'alter' && words.some((word) => indexed.has(word))
}

/** All but the last are reserved: no name is one of them without quotes. */
const indexed: ReadonlySet<string> = new Set(['unique', 'primary', 'exclude'])

function bareWords(statement: string): readonly string[] {
  const words: string[] = []
  for (let at = 0; at < statement.length;) {
    const { kind, start, end } = tokenAt(statement, at)
    if (kind === 'word') words.push(statement.slice(start, end).toLowerCase())
    at = end
  }
  return words
}
