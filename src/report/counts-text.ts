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
  const total = (count: Row[1]): number => all.reduce((sum, { counts }) => sum + count(counts), 0)
  const rows = [...always, ...whereThereAreSome.filter(([, count]) => total(count) > 0)]
  // Of one database the sum says nothing new.
  const several = all.length > 1
  const names = [...all.map(({ database }) => database), ...(several ? ['all'] : [])]
  const head = ['', ...names.map((name) => paint.bold(name))]
  const cells = rows.map(([label, count]) => [
    label,
    ...all.map(({ counts }) => String(count(counts))),
    ...(several ? [String(total(count))] : []),
  ])
  const right = all.map(() => 'right' as const)
  return `\n${columns([head, ...cells], ['left', ...right, 'right']).join('\n')}\n`
}
