import { identifier } from '../identifier.ts'
import { literal } from '../literal.ts'
import { joinSql, sql, type Sql } from '../sql.ts'
import { list } from './name-list.ts'
import { nothing } from './optional.ts'
import { printedText } from './printed-text.ts'

/** ` with (fillfactor = 70, toast.autovacuum_enabled = false)`, or nothing where there are none. */
export function withStorageParameters(parameters: readonly string[]): Sql {
  return parameters.length === 0 ? nothing : sql` with ${storageParameterList(parameters)}`
}

/** `(fillfactor = 70)`, from texts such as `fillfactor=70`, as the catalogue has them. */
export function storageParameterList(parameters: readonly string[]): Sql {
  return list(parameters.map(parameterOf))
}

/** `(fillfactor)`, for `reset`. */
export function storageParameterNames(parameters: readonly string[]): Sql {
  return list(parameters.map((parameter) => nameOf(split(parameter).name)))
}

function parameterOf(parameter: string): Sql {
  const { name, value } = split(parameter)
  return sql`${nameOf(name)} = ${valueOf(value)}`
}

function split(parameter: string): { readonly name: string; readonly value: string } {
  const [name = ''] = parameter.split('=', 1)
  return { name, value: parameter.slice(name.length + 1) }
}

/** `toast.fillfactor` is a name in a name space. */
function nameOf(name: string): Sql {
  return joinSql(name.split('.').map(identifier), sql`.`)
}

/** Quoted values are taken for numbers and booleans too; these are only nicer to read. */
function valueOf(value: string): Sql {
  return /^(?:\d+(?:\.\d+)?|true|false)$/.test(value) ? printedText(value) : literal(value)
}
