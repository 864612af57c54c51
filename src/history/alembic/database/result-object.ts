import { numberIn, textIn } from '../../../models/sqlalchemy/read-value.ts'
import { construct, saObject, type SaObject } from '../../../models/sqlalchemy/sa-object.ts'
import { dict, list, tuple } from '../../../python/value/make.ts'
import { bool, float, integer, none, str } from '../../../python/value/plain-value.ts'
import type { Place } from '../../../kernel/place.ts'
import type { CompareOperator } from '../../../python/syntax/syntax-tree.ts'
import type { HostCall, Value } from '../../../python/value/value.ts'
import type { Row } from '../replay/runner.ts'
import { exceptionOf } from './exceptions.ts'
import { Raised } from '../../../python/value/raised.ts'

/** A value of a row as interpreted code holds it. */
export function valueOf(given: unknown): Value {
  if (given === null || given === undefined) return none
  if (typeof given === 'string') return str(given)
  if (typeof given === 'boolean') return bool(given)
  if (typeof given === 'number') return Number.isInteger(given) ? integer(given) : float(given)
  if (typeof given === 'bigint') return integer(given)
  if (Array.isArray(given)) return list(given.map(valueOf))
  if (given instanceof Uint8Array) {
    return { kind: 'bytes', value: String.fromCharCode(...given) }
  }
  if (typeof given === 'object') return dictOf(Object.entries(given))
  return none
}

/** A dict with texts as keys. */
export function dictOf(entries: Iterable<readonly [string, unknown]>): Value {
  return dict(
    [...entries].map(([key, value]) => [
      `s${key}`,
      [str(key), isValue(value) ? value : valueOf(value)],
    ]),
  )
}

function isValue(value: unknown): value is Value {
  return (
    typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string'
  )
}

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '>', '<=', '>=', 'in', 'not in'])

/** Called where code sets an attribute of a row. */
export type OnWrite = (name: string, at: Place) => void

/** One row: a tuple with names. */
function rowObject(row: ReadonlyMap<string, Value>, onWrite: OnWrite): SaObject {
  const items = [...row.values()]
  const whole = tuple(items)
  return saObject(
    'Row',
    { kind: 'inert', name: 'Row' },
    {
      getAttribute: (name) => rowAttribute(row, name),
      *getItem(key, call) {
        const name = textIn(key)
        if (name === null) return yield* call.machine.getItem(whole, key)
        return row.get(name) ?? call.machine.raise('KeyError', name)
      },
      setAttribute: (name, _, { at }) => onWrite(name, at),
      iterate: () => items,
      truth: () => items.length > 0,
      *operate({ operator, other, reflected }, { machine }) {
        const isRow = other.kind === 'host' && other.iterate
        const two = isRow ? tuple(yield* machine.collect(other)) : other
        const [left, right] = reflected ? [two, whole] : [whole, two]
        if (COMPARISONS.has(operator)) {
          return yield* machine.compare(operator as CompareOperator, left, right)
        }
        return machine.unknown('an operator of a row is not understood')
      },
      *text({ machine }) {
        return str(yield* machine.text(whole))
      },
    },
  )
}

function rowAttribute(row: ReadonlyMap<string, Value>, name: string): Value | null {
  const items = [...row.values()]
  if (name === '_mapping') return dictOf(row)
  if (name === '_fields') return list([...row.keys()].map(str))
  const methods: Readonly<Record<string, (call: HostCall) => Value>> = {
    _asdict: () => dictOf(row),
    keys: () => list([...row.keys()].map(str)),
    values: () => list(items),
    items: () => list([...row].map(([key, value]) => tuple([str(key), value]))),
    get: ({ positional: [key, other = none] }) => row.get(textIn(key) ?? '') ?? other,
    _tuple: () => tuple(items),
  }
  const own = row.get(name)
  const method = methods[name]
  return own ?? (method ? construct(name, method) : null)
}

/** Rows as `execute` gives them. */
export interface Rows {
  readonly rows: readonly Value[]
  readonly rowcount: number | null
}

/** A row of the session's as one of interpreted code. */
export function rowOf(row: Row, onWrite: OnWrite): SaObject {
  const values = Object.entries(row).map(([key, value]) => [key, valueOf(value)] as const)
  return rowObject(new Map(values), onWrite)
}

/** Rows that are fetched one after another. */
class Cursor {
  readonly #rows: readonly Value[]
  #next = 0

  constructor(rows: readonly Value[]) {
    this.#rows = rows
  }

  get first(): Value | undefined {
    return this.#rows[0]
  }

  take(count: number): readonly Value[] {
    const taken = this.#rows.slice(this.#next, this.#next + count)
    this.#next += taken.length
    return taken
  }

  rest(): readonly Value[] {
    return this.take(Infinity)
  }

  /** The only row that is left. */
  only(call: HostCall, isOptional: boolean): Value {
    const left = this.rest()
    if (left.length > 1) throw raised('MultipleResultsFound', 'Multiple rows were found', call)
    const [only] = left
    if (!only && !isOptional) throw raised('NoResultFound', 'No row was found', call)
    return only ?? none
  }
}

/** What `execute` gives. */
export function resultObject({ rows, rowcount }: Rows): SaObject {
  const cursor = new Cursor(rows)
  const methods = resultMethods(cursor, rowcount)
  return saObject(
    'Result',
    { kind: 'inert', name: 'Result' },
    {
      getAttribute: (name, call) => {
        if (name === 'rowcount') {
          return rowcount === null
            ? call.machine.unknown('how many rows there were is not known')
            : integer(rowcount)
        }
        if (name === 'returns_rows') return bool(rows.length > 0)
        if (name === 'inserted_primary_key') {
          return call.machine.unknown('the key of an inserted row is not known')
        }
        const method = methods[name]
        return method ? construct(name, method) : null
      },
      iterate: () => cursor.rest(),
      truth: () => true,
    },
  )
}

type Method = (call: HostCall) => Value

function resultMethods(cursor: Cursor, rowcount: number | null): Readonly<Record<string, Method>> {
  const again = (map: (row: Value) => Value): SaObject =>
    resultObject({ rows: cursor.rest().map(map), rowcount })
  const same = (): SaObject => again((row) => row)
  const all = (): Value => list([...cursor.rest()])
  return {
    fetchone: () => cursor.take(1)[0] ?? none,
    fetchall: all,
    all,
    fetchmany: (call) => list([...cursor.take(numberIn(call.positional[0]) ?? 1)]),
    first: () => cursor.rest()[0] ?? none,
    one: (call) => cursor.only(call, false),
    one_or_none: (call) => cursor.only(call, true),
    scalar: () => firstOf(cursor.rest()[0]),
    scalar_one: (call) => firstOf(cursor.only(call, false)),
    scalar_one_or_none: (call) => firstOf(cursor.only(call, true)),
    scalars: (call) => again((row) => itemAt(row, numberIn(call.positional[0]) ?? 0)),
    mappings: same,
    tuples: same,
    unique: same,
    yield_per: same,
    partitions: () => list([all()]),
    close: () => none,
    keys: (call) => {
      const names =
        cursor.first?.kind === 'host' ? cursor.first.getAttribute?.('_fields', call) : null
      return names && 'kind' in names ? names : list([])
    },
  }
}

function raised(name: string, message: string, { at }: HostCall): Raised {
  return new Raised(exceptionOf(name, { message, code: null, at }), at)
}

function firstOf(row: Value | undefined): Value {
  return row ? itemAt(row, 0) : none
}

const itemsOfRow = (row: Value): readonly Value[] => {
  if (row.kind === 'tuple' || row.kind === 'list') return row.items
  if (row.kind !== 'host' || row.typeName !== 'Row' || !row.iterate) return [row]
  const items = row.iterate({} as HostCall)
  return 'then' in items ? [row] : items
}

function itemAt(row: Value, index: number): Value {
  return itemsOfRow(row)[index] ?? none
}
