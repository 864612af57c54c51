import { entriesIn, numberIn, textIn } from '../../../models/sqlalchemy/read-value.ts'
import { construct, saObject, type SaObject } from '../../../models/sqlalchemy/sa-object.ts'
import { dict, list, tuple } from '../../../python/value/make.ts'
import { bool, float, integer, none, str } from '../../../python/value/plain-value.ts'
import type { HostCall, Value } from '../../../python/value/value.ts'
import type { Row } from '../replay/statement-runner.ts'
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

/** One row: a tuple with names. */
export function rowObject(row: ReadonlyMap<string, Value>): SaObject {
  const items = [...row.values()]
  const whole = tuple(items)
  const asDict = (): Value => dictOf(row)
  const self: SaObject = saObject(
    'Row',
    { kind: 'inert', name: 'Row' },
    {
      getAttribute: (name) => {
        if (name === '_mapping') return asDict()
        if (name === '_asdict') return construct(name, asDict)
        if (name === 'keys' || name === '_fields') {
          const keys = list([...row.keys()].map(str))
          return name === 'keys' ? construct(name, () => keys) : keys
        }
        if (name === 'values') return construct(name, () => list(items))
        if (name === 'items') {
          return construct(name, () =>
            list([...row].map(([key, value]) => tuple([str(key), value]))),
          )
        }
        if (name === 'get') {
          return construct(
            name,
            ({ positional: [key, other = none] }) => row.get(textIn(key) ?? '') ?? other,
          )
        }
        if (name === '_tuple' || name === 'tuple' || name === '_t' || name === 't') {
          return construct(name, () => whole)
        }
        return row.get(name) ?? null
      },
      *getItem(key, call) {
        const name = textIn(key)
        if (name === null) return yield* call.machine.getItem(whole, key)
        return row.get(name) ?? call.machine.raise('KeyError', name)
      },
      // A changed object of a session would become an update; that is not followed.
      setAttribute: () => undefined,
      iterate: () => items,
      truth: () => items.length > 0,
      *operate({ operator, other, reflected }, { machine }) {
        const two =
          other.kind === 'host' && other.iterate ? tuple(yield* machine.collect(other)) : other
        const [left, right] = reflected ? [two, whole] : [whole, two]
        switch (operator) {
          case '==':
          case '!=':
          case '<':
          case '>':
          case '<=':
          case '>=':
          case 'in':
          case 'not in':
            return yield* machine.compare(operator, left, right)
          default:
            return machine.unknown('an operator of a row is not understood')
        }
      },
      *text({ machine }) {
        return str(yield* machine.text(whole))
      },
    },
  )
  return self
}

/** Rows as `execute` gives them. */
export interface Rows {
  readonly rows: readonly Value[]
  readonly rowcount: number | null
}

/** A row of the session's as one of interpreted code. */
export function rowOf(row: Row): SaObject {
  return rowObject(new Map(Object.entries(row).map(([key, value]) => [key, valueOf(value)])))
}

/** What `execute` gives. */
export function resultObject({ rows, rowcount }: Rows): SaObject {
  let next = 0
  const rest = (): readonly Value[] => {
    const left = rows.slice(next)
    next = rows.length
    return left
  }
  const again = (map: (row: Value) => Value): SaObject =>
    resultObject({ rows: rest().map(map), rowcount })
  const one = (): Value => {
    next += 1
    return rows[next - 1] ?? none
  }
  const exactly = (call: HostCall, isOptional: boolean): Value => {
    const left = rest()
    if (left.length > 1) throw raised('MultipleResultsFound', 'Multiple rows were found', call)
    const [only] = left
    if (!only && !isOptional) throw raised('NoResultFound', 'No row was found', call)
    return only ?? none
  }
  const methods: Readonly<Record<string, (call: HostCall) => Value>> = {
    fetchone: one,
    fetchall: () => list([...rest()]),
    all: () => list([...rest()]),
    fetchmany: (call) => {
      const count = numberIn(call.positional[0]) ?? 1
      const taken = rows.slice(next, next + count)
      next += taken.length
      return list([...taken])
    },
    first: () => rest()[0] ?? none,
    one: (call) => exactly(call, false),
    one_or_none: (call) => exactly(call, true),
    scalar: () => firstOf(rest()[0]),
    scalar_one: (call) => firstOf(exactly(call, false)),
    scalar_one_or_none: (call) => firstOf(exactly(call, true)),
    scalars: (call) => again((row) => itemAt(row, numberIn(call.positional[0]) ?? 0)),
    mappings: () => again((row) => row),
    tuples: () => again((row) => row),
    unique: () => again((row) => row),
    partitions: () => list([list([...rest()])]),
    yield_per: () => again((row) => row),
    close: () => none,
    keys: () => {
      const [row] = rows
      return list(row?.kind === 'host' && row.typeName === 'Row' ? keysOf(row) : [])
    },
  }
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
        if (name === 'inserted_primary_key')
          return call.machine.unknown('the key of an inserted row is not known')
        const method = methods[name]
        return method ? construct(name, method) : null
      },
      iterate: () => rest(),
      truth: () => true,
    },
  )
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

function keysOf(row: Value): Value[] {
  void entriesIn(row)
  return []
}
