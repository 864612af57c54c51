import type { IndexKey, TableIndex } from '../../../src/catalogue/table-index.ts'
import { identifier } from '../../../src/sql/identifier.ts'
import { printedText, type Draft } from './draft.ts'
import { comparableColumns, type DrawnColumns } from './drawn-constraint.ts'

/** Makes up an index. */
export type IndexMaker = (draft: Draft, columns: DrawnColumns) => TableIndex

/** One for each method; most indexes are trees. */
export const indexMakers: readonly IndexMaker[] = [drawTree, drawTree, drawHash, drawInverted]

/** An index that a materialised view of the key column can have. */
export function drawTree(draft: Draft, columns: DrawnColumns): TableIndex {
  const keys = [drawKey(draft, columns), ...draft.upTo(2, () => drawKey(draft, columns))]
  const text = columns.all.find(({ type }) => type === 'text')
  return {
    ...plainIndex(draft, keys),
    unique: draft.chance(3),
    nullsNotDistinct: draft.chance(4),
    include: draft.chance(3) ? [columns.key.name] : [],
    where:
      text !== undefined && draft.chance(3)
        ? `(${identifier(text.name)} = ${printedText(draft.text())}::text)`
        : null,
    storageParameters: draft.one([[], ['deduplicate_items=off', 'fillfactor=70']]),
  }
}

function drawHash(draft: Draft, { key }: DrawnColumns): TableIndex {
  return { ...plainIndex(draft, [onColumn(key.name)]), method: 'hash' }
}

function drawInverted(draft: Draft, columns: DrawnColumns): TableIndex {
  const document = columns.all.find(({ type }) => type === 'jsonb')
  if (document === undefined) return drawTree(draft, columns)
  const operatorClass = draft.one([null, 'jsonb_path_ops'])
  return {
    ...plainIndex(draft, [{ ...onColumn(document.name), operatorClass }]),
    method: 'gin',
    storageParameters: draft.one([[], ['fastupdate=off']]),
  }
}

function plainIndex(draft: Draft, keys: readonly IndexKey[]): TableIndex {
  return {
    kind: 'index',
    name: draft.name('index'),
    method: 'btree',
    unique: false,
    nullsNotDistinct: false,
    keys,
    include: [],
    where: null,
    storageParameters: [],
    valid: true,
    partitionOf: null,
    clustered: false,
    comment: draft.comment(),
  }
}

function drawKey(draft: Draft, columns: DrawnColumns): IndexKey {
  const column = draft.one(comparableColumns(columns))
  const order = {
    order: draft.one(['ascending', 'descending'] as const),
    nulls: draft.one(['first', 'last'] as const),
  }
  const name = identifier(column.name)
  if (column.type === 'text') {
    const on = draft.chance(2)
      ? ({ kind: 'expression', text: `lower(${name})` } as const)
      : onColumn(column.name).on
    const odd = draft.chance(3)
    return {
      on,
      collation: odd && column.collation !== '"POSIX"' ? '"POSIX"' : null,
      operatorClass: draft.one([null, 'text_pattern_ops']),
      ...order,
    }
  }
  if (column.type !== 'integer' || draft.chance(2)) return { ...onColumn(column.name), ...order }
  const text = `((${name} + ${draft.integer(0, 9)}))`
  return { on: { kind: 'expression', text }, collation: null, operatorClass: null, ...order }
}

function onColumn(name: string): IndexKey {
  return {
    on: { kind: 'column', name },
    collation: null,
    operatorClass: null,
    order: 'ascending',
    nulls: 'last',
  }
}
