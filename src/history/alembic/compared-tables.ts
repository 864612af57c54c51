import { flagIn, textIn } from '../../models/sqlalchemy/read-value.ts'
import { saObject } from '../../models/sqlalchemy/sa-object.ts'
import { dict } from '../../python/value/make.ts'
import { bool, none, str } from '../../python/value/plain-value.ts'
import type { Value } from '../../python/value/value.ts'
import { ENVIRONMENT_MODULE, type ReplayProgram } from './replay/replay-program.ts'

/** A table of models, as env.py is asked about it. */
export interface ComparedTable {
  readonly schema: string | null
  readonly name: string
  /** What `info` of the table holds, as far as it is text or truth. */
  readonly info: ReadonlyMap<string, string | boolean>
}

/** Whether env.py has a table compared with its database; null where that cannot be told. */
export type Compares = (table: ComparedTable) => Promise<boolean | null>

/** An env.py that was evaluated, with what it configured. */
export interface EvaluatedFilters {
  readonly program: ReplayProgram['program']
  readonly options: ReadonlyMap<string, Value>
  readonly text: string
}

type Ask = (...values: readonly Value[]) => Promise<boolean | null>

/** Asks `include_object` and `include_name` of an env.py that was evaluated as far as it could be. */
export function comparesOf(environment: EvaluatedFilters): Compares {
  const filters = {
    object: filterOf('include_object', environment),
    name: filterOf('include_name', environment),
  }
  const hasSchemas =
    flagIn(environment.options.get('include_schemas')) ??
    /\binclude_schemas\s*=\s*True\b/.test(environment.text)
  return async (table) => {
    const schema = table.schema === null ? none : str(table.schema)
    const [object, name] = [await filters.object, await filters.name]
    const answers = [
      await object(tableObject(table), str(table.name), str('table'), bool(false), none),
      hasSchemas ? await name(schema, str('schema'), dict([])) : true,
      await name(str(table.name), str('table'), parents(table, schema)),
    ]
    if (answers.includes(false)) return false
    return answers.includes(null) ? null : true
  }
}

/** What env.py gave, or else what stands there for it. Without a filter all is compared. */
async function filterOf(
  option: 'include_object' | 'include_name',
  { program, options, text }: EvaluatedFilters,
): Promise<Ask> {
  const [, written] = new RegExp(`\\b${option}\\s*=\\s*([A-Za-z_]\\w*)`).exec(text) ?? []
  const given =
    options.size > 0 || written === undefined
      ? (options.get(option) ?? none)
      : await program.lookUp(ENVIRONMENT_MODULE, written)
  if (given.kind === 'none') return () => Promise.resolve(true)
  if (given.kind === 'unknown') return () => Promise.resolve(null)
  return async (...positional) => {
    const outcome = await program.call(given, { positional, keywords: new Map() })
    return outcome.kind === 'returned' ? truthOf(outcome.value) : null
  }
}

function truthOf(value: Value): boolean | null {
  if (value.kind === 'none') return false
  return flagIn(value) ?? (textIn(value) === null ? null : textIn(value) !== '')
}

/** What of a `Table` is known here; all else of it is not. */
function tableObject({ schema, name, info }: ComparedTable): Value {
  const full = schema === null ? name : `${schema}.${name}`
  const entries = Array.from(info, ([key, value]) => {
    const known = typeof value === 'string' ? str(value) : bool(value)
    return [`s${key}`, [str(key), known]] as const
  })
  const known = new Map<string, Value>([
    ['name', str(name)],
    ['schema', schema === null ? none : str(schema)],
    ['fullname', str(full)],
    ['key', str(full)],
    ['info', dict(entries)],
  ])
  return saObject(
    'Table',
    { kind: 'inert', name: 'Table' },
    {
      getAttribute: (attribute, call) =>
        known.get(attribute) ??
        (attribute.startsWith('__')
          ? null
          : call.machine.unknown(`"${attribute}" of the table "${full}" is not known here`)),
    },
  )
}

function parents({ schema: own, name }: ComparedTable, schema: Value): Value {
  const qualified = own === null ? name : `${own}.${name}`
  return dict([
    ['sschema_name', [str('schema_name'), schema]],
    ['stable_name', [str('table_name'), str(name)]],
    ['sschema_qualified_table_name', [str('schema_qualified_table_name'), str(qualified)]],
  ])
}
