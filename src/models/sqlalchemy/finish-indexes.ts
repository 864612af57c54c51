import type { Value } from '../../python/value/value.ts'
import { identifier } from '../../sql/identifier.ts'
import { joinSql, sql, verbatim, type Sql } from '../../sql/sql.ts'
import type { DeclaredIndex } from '../declaration.ts'
import type { ColumnDraft, IndexDraft, TableDraft } from './drafts.ts'
import { asExpression } from './expression-object.ts'
import { listOf } from './column-list.ts'
import { distinctness, includeText, operatorClass, whereText } from './constraint-clauses.ts'
import { columnBy, type Finishing } from './finishing.ts'
import { nameOf } from './naming.ts'
import { flagIn, keyword, textIn } from './read-value.ts'
import { isUnknown } from './sa-object.ts'
import { columnsIn, elementText } from './sql-expression.ts'

/** All indexes of a table: those of columns first. */
export async function indexesOf(finishing: Finishing): Promise<readonly DeclaredIndex[]> {
  const { table, reading } = finishing
  const found: DeclaredIndex[] = []
  for (const column of table.columns) {
    if (column.index !== true) continue
    const name = await nameOf('ix', { name: null, columns: [column] }, finishing)
    if (name === null) {
      // SQLAlchemy refuses it: a convention without indexes leaves them nameless.
      reading.gap('the naming convention gives this index no name', column.at, table.name)
      continue
    }
    found.push({
      name,
      isUnique: column.unique === true,
      definition: sql`(${listOf([column])})`,
      at: column.at,
    })
  }
  for (const index of reading.indexes) {
    if (tableOfIndex(index) !== table) continue
    const made = await indexOf(index, finishing)
    if (made) found.push(made)
  }
  return found
}

/** The table of an index: the one that it stands in, else that of its columns. */
function tableOfIndex(index: IndexDraft): TableDraft | null {
  if (index.table) return index.table
  for (const element of index.elements) {
    const made = asExpression(element)
    const column = made && columnsIn(made).find((one) => one.table !== null)
    if (column) return column.table
  }
  return null
}

async function indexOf(index: IndexDraft, finishing: Finishing): Promise<DeclaredIndex | null> {
  const { table, reading } = finishing
  const parts: IndexPart[] = []
  for (const element of index.elements) {
    const part = partOf(element, index, table)
    if ('reason' in part) {
      reading.gap(part.reason, index.at, table.name)
      return null
    }
    parts.push(part)
  }
  const columns = parts.flatMap((part) => part.columns)
  const name = await nameOf('ix', { name: index.name, columns }, finishing)
  if (name === null || parts.length === 0) {
    reading.gap('this index has no name or no columns', index.at, table.name)
    return null
  }
  const texts = parts.map(({ text }) => text)
  return {
    name,
    isUnique: flagIn(keyword(index.options, 'unique')) === true,
    definition: indexDefinition(index, texts, finishing),
    at: index.at,
  }
}

interface IndexPart {
  readonly text: Sql
  readonly columns: readonly ColumnDraft[]
}

/** One element of an index, or why it is not understood. */
function partOf(
  element: Value,
  { options }: IndexDraft,
  table: TableDraft,
): IndexPart | { readonly reason: string } {
  const ops = keyword(options, 'postgresql_ops')
  const text = textIn(element)
  if (text !== null) {
    const column = columnBy(table, element)
    if (!column) return { reason: `there is no column "${text}" here` }
    const opclass = operatorClass(ops, column.key)
    return { text: sql`${identifier(column.name ?? '')}${opclass}`, columns: [column] }
  }
  if (isUnknown(element)) return { reason: element.reason }
  const made = asExpression(element)
  if (!made) return { reason: 'an element of this index is not understood' }
  return {
    text: sql`${elementText(made)}${operatorClass(ops, made.key)}`,
    columns: columnsIn(made),
  }
}

function indexDefinition(
  { options }: IndexDraft,
  elements: readonly Sql[],
  finishing: Finishing,
): Sql {
  const using = textIn(keyword(options, 'postgresql_using'))
  const method = using === null ? sql`` : sql`using ${verbatim(using)} `
  const parameters = keyword(options, 'postgresql_with')
  const where = keyword(options, 'postgresql_where')
  const include = includeText(keyword(options, 'postgresql_include'), finishing)
  return sql`${method}(${joinSql(elements, sql`, `)})${include}${distinctness(options)}${withText(parameters)}${whereText(where)}`
}

/** `with (m = 16)` */
export function withText(parameters: Value | null): Sql {
  if (parameters?.kind !== 'dict' || parameters.entries.size === 0) return sql``
  const parts = [...parameters.entries.values()].map(([key, value]) => {
    const made =
      value.kind === 'str'
        ? value.value
        : value.kind === 'int' || value.kind === 'float'
          ? String(value.value)
          : String(flagIn(value))
    return sql`${verbatim(textIn(key) ?? '')} = ${verbatim(made)}`
  })
  return sql` with (${joinSql(parts, sql`, `)})`
}
