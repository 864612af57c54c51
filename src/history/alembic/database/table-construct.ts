import type { TableDraft } from '../../../models/sqlalchemy/drafts.ts'
import { newColumn } from '../../../models/sqlalchemy/column-construct.ts'
import { resolveType } from '../../../models/sqlalchemy/own-types.ts'
import { argument, flagIn, keyword, textIn } from '../../../models/sqlalchemy/read-value.ts'
import {
  construct,
  inert,
  itemOf,
  type SaObject,
  itemOfKind,
} from '../../../models/sqlalchemy/sa-object.ts'
import { columnObject } from '../../../models/sqlalchemy/expression-object.ts'
import { addColumn, makeTable, tableObject } from '../../../models/sqlalchemy/table-object.ts'
import type { HostCall, Steps, Value } from '../../../python/value/value.ts'
import { freshTable } from '../operations/declared.ts'
import { reflectTable } from './reflect-table.ts'
import type { ReplayContext } from '../replay/replay-context.ts'

/** `sa.table(name, *columns)` and `sa.column(name, type)`: names without a metadata. */
export function nameConstructs(context: ReplayContext): readonly SaObject[] {
  return [
    construct('table', (call) => {
      const name = textIn(call.positional[0])
      if (name === null) {
        return call.positional[0]?.kind === 'unknown'
          ? call.positional[0]
          : inert('an unknown table')
      }
      const schema = textIn(call.keywords.get('schema'))
      const table: TableDraft = freshTable(context, { name, schema, call })
      for (const one of call.positional.slice(1)) {
        const item = itemOf(one)
        if (item?.kind === 'column') addColumn(table, item)
      }
      return tableObject(table, context.reading)
    }),
    construct('column', function* (call) {
      const column = newColumn(call, false)
      column.name = textIn(call.positional[0] ?? call.keywords.get('text')) ?? '?'
      column.key = column.name
      const type = argument(call, 1, 'type_')
      if (type) column.type = yield* resolveType(type, call.machine)
      return columnObject(column)
    }),
    construct('Table', (call) => declaredTable(call, context)),
    construct('quoted_name', ({ positional: [name] }) => name ?? inert('quoted_name')),
  ]
}

/** `sa.Table(…)`; with `autoload_with` it has the columns that it has on the shadow. */
function* declaredTable(call: HostCall, context: ReplayContext): Steps<Value> {
  const made = makeTable(call, context.reading)
  const table = itemOfKind(made, 'table')
  const { keywords } = call
  const isReflected = keyword(keywords, 'autoload_with') ?? keyword(keywords, 'autoload')
  if (table && isReflected && flagIn(isReflected) !== false) {
    yield* reflectTable(table, call, context)
  }
  return made
}
