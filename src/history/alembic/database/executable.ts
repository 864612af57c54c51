import { expressionText } from '../../../models/sqlalchemy/sql-expression.ts'
import { itemOf } from '../../../models/sqlalchemy/sa-object.ts'
import { entriesIn, textIn } from '../../../models/sqlalchemy/read-value.ts'
import type { HostCall, Steps, Value } from '../../../python/value/value.ts'
import type { ReplayContext } from '../replay/replay-context.ts'
import { executableOf, type Parameters } from './executable-object.ts'
import { bindText } from './text-construct.ts'

/** The text that a value stands for when it is executed; null where that is not known, which was told. */
export function* statementText(
  value: Value,
  { parameters, call }: { readonly parameters: Parameters; readonly call: HostCall },
  context: ReplayContext,
): Steps<string | null> {
  const text = textIn(value)
  if (text !== null) return yield* bindText(text, { parameters, call }, context)
  const executable = executableOf(value)
  if (executable) return yield* executable.statement(parameters, call, context)
  const item = itemOf(value)
  if (item?.kind === 'ddl') return ddlText(item)
  if (item?.kind === 'expression') return `select ${expressionText(item.expression)}`
  const reason = value.kind === 'unknown' ? value.reason : 'what is executed here is not understood'
  context.gap(reason, value.kind === 'unknown' ? value.at : call.at)
  return null
}

function ddlText(item: { readonly text: Value; readonly context: Value | null }): string | null {
  const text = textIn(item.text)
  const names = entriesIn(item.context)
  return (
    text
      ?.replace(/%\((\w+)\)s/g, (whole, name: string) => textIn(names.get(name)) ?? whole)
      .replaceAll('%%', '%') ?? null
  )
}
