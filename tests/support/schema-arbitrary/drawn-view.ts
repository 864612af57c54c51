import type { Table } from '../../../src/catalogue/table.ts'
import type { ExtendedStatistics } from '../../../src/catalogue/statistics.ts'
import type { View, ViewColumn } from '../../../src/catalogue/view.ts'
import { withSortedColumns } from '../../../src/sql/statistics-definition.ts'
import { identifier } from '../../../src/sql/identifier.ts'
import { printedName, printedText, type Draft } from './draft.ts'
import { plainColumn } from './drawn-column.ts'
import { drawTree } from './drawn-index.ts'
import { sorted, type World } from './drawn-table.ts'
import { drawInsteadTrigger } from './drawn-trigger.ts'

type Facts = Omit<Extract<View, { kind: 'view' }>, 'kind' | 'triggers' | 'options'>

/** A view of the columns of a table, as PostgreSQL 18 prints it. */
export function drawPlainView(draft: Draft, table: Table, world: World): View {
  const facts = drawQuery(draft, table)
  return {
    kind: 'view',
    ...facts,
    columns: facts.columns.map((column) => ({
      ...column,
      default: column.type === 'integer' && draft.chance(4) ? '5' : null,
    })),
    options: draft.one([
      [],
      ['security_barrier=true'],
      ['check_option=local', 'security_invoker=true'],
    ]),
    triggers: sorted(draft.upTo(1, () => drawInsteadTrigger(draft, facts, world.triggerFunctions))),
  }
}

/** A materialised view of the columns of a table. */
export function drawMaterializedView(draft: Draft, table: Table): View {
  const facts = drawQuery(draft, table)
  const key = plainColumn(facts.columns[0]?.name ?? '', 'integer')
  return {
    kind: 'materialized-view',
    ...facts,
    options: draft.one([[], ['fillfactor=50']]),
    indexes: sorted(draft.upTo(1, () => drawTree(draft, { key, all: [key] }))),
    populated: draft.chance(2),
  }
}

function drawQuery(draft: Draft, table: Table): Facts {
  const name = draft.qualifiedName('view')
  const key = table.columns.find(({ type }) => type === 'integer')
  if (key === undefined) throw new Error('every table has an integer column')
  const shown = [key, ...draft.some(table.columns.filter((column) => column !== key))]
  const columns: readonly ViewColumn[] = shown.map((column) => ({
    name: draft.chance(2) ? draft.name('column') : column.name,
    type: column.type,
    default: null,
    comment: draft.comment(),
  }))
  const selected = shown.map((column, at) => {
    const [from, to] = [identifier(column.name), identifier(columns[at]?.name ?? '')]
    return from === to ? from : `${from} AS ${to}`
  })
  const { schema, name: relation } = table
  for (const column of shown) {
    draft.needs({ kind: 'view', ...name }, { kind: 'column', schema, relation, name: column.name })
  }
  const text = shown.find(({ type }) => type === 'text')
  const condition = text
    ? `(${identifier(text.name)} <> ${printedText(draft.text())}::text)`
    : `(${identifier(key.name)} > 0)`
  const query = ` SELECT ${selected.join(',\n    ')}\n   FROM ${printedName(table)}\n  WHERE ${condition};`
  return { ...name, columns, definition: query, comment: draft.comment() }
}

/** Extended statistics on two columns of a table; none where no table has two integers. */
export function drawStatistics(
  draft: Draft,
  tables: readonly Table[],
): readonly ExtendedStatistics[] {
  const usable = tables.filter((table) => integersOf(table).length > 1)
  return usable.length === 0 ? [] : draft.upTo(1, () => statisticsOn(draft, draft.one(usable)))
}

function statisticsOn(draft: Draft, table: Table): ExtendedStatistics {
  const [name, columns] = [draft.qualifiedName('statistics'), integersOf(table).slice(0, 2)]
  const kinds = draft.one([
    '(ndistinct)',
    '(ndistinct, dependencies)',
    '(mcv)',
    '(dependencies, mcv)',
  ])
  const on = `ON ${columns.map(identifier).join(', ')} FROM ${printedName(table)}`
  return {
    kind: 'statistics',
    ...name,
    table: { schema: table.schema, name: table.name },
    definition: withSortedColumns(`CREATE STATISTICS ${printedName(name)} ${kinds} ${on}`),
    target: draft.one([null, 50]),
    comment: draft.comment(),
  }
}

function integersOf({ columns }: Table): readonly string[] {
  const usable = columns.filter(
    ({ type, generated }) => type === 'integer' && generated?.kind !== 'virtual',
  )
  return usable.map(({ name }) => name)
}
