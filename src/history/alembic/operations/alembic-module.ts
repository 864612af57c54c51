import { construct, inert, saObject, type SaObject } from '../../../models/sqlalchemy/sa-object.ts'
import { textIn } from '../../../models/sqlalchemy/read-value.ts'
import { none } from '../../../python/value/plain-value.ts'
import type { HostCall, Steps, Value } from '../../../python/value/value.ts'
import { exceptions } from '../database/exceptions.ts'
import type { ReplayContext } from '../replay/replay-context.ts'

/** What the names of Alembic's modules are. */
export interface AlembicNames {
  readonly op: Value
  readonly context: Value
}

/** `alembic`, `alembic.operations`, `alembic.runtime.migration`…: one module for all. */
export function alembicModule(
  context: ReplayContext,
  { op, context: environment }: AlembicNames,
): SaObject {
  const operations = operationsClass(context, op)
  const names = new Map<string, Value>([
    ['op', op],
    ['context', environment],
    ['Operations', operations],
    ['BatchOperations', operations],
    ['MigrateOperation', plainBase('MigrateOperation')],
    ['CommandError', exceptions.get('CommandError') ?? none],
    ['ops', inert('ops')],
  ])
  const self: SaObject = saObject(
    'alembic',
    { kind: 'inert', name: 'alembic' },
    {
      getAttribute: (name) => {
        const found = names.get(name)
        if (found) return found
        if (INNER.has(name)) return self
        return name.startsWith('__') ? null : inert(`alembic.${name}`)
      },
    },
  )
  return self
}

const INNER: ReadonlySet<string> = new Set([
  'operations',
  'base',
  'runtime',
  'migration',
  'environment',
  'util',
  'exc',
])

/** A base whose subclasses are made as plain objects of Python. */
function plainBase(name: string): Value {
  return {
    kind: 'class',
    name,
    qualifiedName: name,
    module: 'alembic.operations',
    at: null,
    doc: null,
    bases: [],
    order: [],
    attributes: new Map(),
    places: new Map(),
    annotations: new Map(),
    keywords: new Map(),
    construct: null,
    members: null,
    droppedDecorators: [],
  }
}

/** `Operations.register_operation(name)`, `.implementation_for(class)`, and the instance itself. */
function operationsClass(context: ReplayContext, op: Value): SaObject {
  return saObject(
    'Operations',
    { kind: 'construct', name: 'Operations' },
    {
      call: () => op,
      isInstance: (value) => value === op,
      getAttribute: (name) => {
        if (name === 'register_operation') return construct(name, (call) => register(call, context))
        if (name === 'implementation_for') {
          return construct(name, ({ positional: [type = none] }) =>
            construct(name, ({ positional: [implementation = none] }) => {
              context.implementations.set(type, implementation)
              return implementation
            }),
          )
        }
        if (name === 'context') return construct(name, () => op)
        return name.startsWith('__') ? null : inert(`Operations.${name}`)
      },
    },
  )
}

/** The decorator keeps which class method a directive calls. */
function register({ positional: [name, method] }: HostCall, context: ReplayContext): Value {
  const directive = textIn(name) ?? ''
  return construct(
    'register_operation',
    function* ({ positional: [type = none], machine }): Steps<Value> {
      const found = yield* machine.findAttribute(type, textIn(method) ?? directive)
      if (found) context.directives.set(directive, found)
      return type
    },
  )
}
