import type { Counts } from '../catalogue/counts.ts'
import { columns } from './columns.ts'
import type { Paint } from './paint.ts'

/** One database by its name, and how many there are of each kind in it. */
export interface CountedDatabase {
  readonly database: string
  readonly counts: Counts
}

type Row = readonly [label: string, count: (counts: Counts) => number]

/** The kinds that every application is asked about are shown also where there is none. */
const always: readonly Row[] = [
  ['tables', ({ tables }) => tables],
  ['columns', ({ columns: all }) => all],
  ['primary keys', ({ primaryKeys }) => primaryKeys],
  ['foreign keys', ({ foreignKeys }) => foreignKeys],
  ['references across databases', ({ documentedReferences }) => documentedReferences],
  ['unique constraints', ({ uniqueConstraints }) => uniqueConstraints],
  ['checks', ({ checks }) => checks],
  ['indexes', ({ indexes }) => indexes.total],
  ['redundant indexes', ({ indexes }) => indexes.redundant],
  ['functions', ({ functions }) => functions],
  ['triggers', ({ triggers }) => triggers],
]

const whereThereAreSome: readonly Row[] = [
  ['partitions', ({ partitions }) => partitions],
  ['exclusions', ({ exclusions }) => exclusions],
  ['enums', ({ enums }) => enums],
  ['other types', ({ otherTypes }) => otherTypes],
  ['views', ({ views }) => views],
  ['materialised views', ({ materializedViews }) => materializedViews],
  ['procedures', ({ procedures }) => procedures],
  ['aggregates', ({ aggregates }) => aggregates],
  ['policies', ({ policies }) => policies],
  ['sequences', ({ sequences }) => sequences],
]

/** A table of counts: a row for each kind, a column for each database and one for all. */
export function countsText(all: readonly CountedDatabase[] | null, paint: Paint): string {
  if (all === null) return ''
  const [head = [], ...rows] = countRows(all)
  const lines = columns(
    [head.map((name) => (name === '' ? '' : paint.bold(name))), ...rows],
    ['left', ...all.map(() => 'right' as const), 'right'],
  )
  return `\n${lines.join('\n')}\n`
}

/** The same as cells, the names of the databases first. Of one database the sum says nothing new. */
export function countRows(all: readonly CountedDatabase[]): readonly (readonly string[])[] {
  const total = (count: Row[1]): number => all.reduce((sum, { counts }) => sum + count(counts), 0)
  const several = all.length > 1
  const kinds = [...always, ...whereThereAreSome.filter(([, count]) => total(count) > 0)]
  const rows = kinds.map(([label, count]) => [
    label,
    ...all.map(({ counts }) => String(count(counts))),
    ...(several ? [String(total(count))] : []),
  ])
  return [['', ...all.map(({ database }) => database), ...(several ? ['all'] : [])], ...rows]
}
