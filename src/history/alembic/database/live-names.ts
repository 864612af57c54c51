import { construct, inert, saObject, type SaObject } from '../../../models/sqlalchemy/sa-object.ts'
import type { Value } from '../../../python/value/value.ts'
import type { ReplayContext } from '../replay/replay-context.ts'
import { bindObject } from './bind-object.ts'
import { ddlElements } from './ddl-elements.ts'
import { engineConstructs } from './engine-constructs.ts'
import { exceptions } from './exceptions.ts'
import { caseConstruct, existsConstruct, selectConstruct } from './select-object.ts'
import { sessionConstructs } from './session-object.ts'
import { nameConstructs } from './table-construct.ts'
import { rowConstructs } from './table-statements.ts'
import { bindParameterConstruct, textConstruct } from './text-construct.ts'

/** Names of SQLAlchemy that need a database, or that only revisions use. */
export function liveNames(context: ReplayContext): ReadonlyMap<string, Value> {
  const objects: readonly SaObject[] = [
    textConstruct(),
    bindParameterConstruct(),
    ...nameConstructs(context),
    ...rowConstructs(context),
    selectConstruct(context),
    existsConstruct(),
    caseConstruct(),
    ...ddlElements(context),
    ...engineConstructs(context),
    ...sessionConstructs(context),
  ]
  const names = new Map<string, Value>(objects.map((one) => [one.typeName, one]))
  for (const [name, type] of exceptions) names.set(name, type)
  names.set('exc', module('exc', exceptions))
  names.set('Connection', bindClass('Connection', context))
  names.set('Engine', bindClass('Engine', context))
  names.set('__version__', {
    kind: 'str',
    value: context.reading.version.sqlalchemy.join('.') + '.0',
  })
  names.set('reflection', module('reflection', names))
  names.set('event', eventModule())
  return names
}

function module(name: string, names: ReadonlyMap<string, Value>): SaObject {
  return saObject(
    name,
    { kind: 'inert', name },
    {
      getAttribute: (attribute) =>
        names.get(attribute) ?? (attribute.startsWith('__') ? null : inert(`${name}.${attribute}`)),
    },
  )
}

/** Classes that only annotations and `isinstance` name. */
function bindClass(name: string, context: ReplayContext): SaObject {
  return {
    ...construct(name, () => bindObject(context, { url: null })),
    isInstance: (value) => value.kind === 'host' && value.typeName === name,
  }
}

/** What listens to connections listens to none of ours. */
function eventModule(): SaObject {
  return saObject(
    'event',
    { kind: 'inert', name: 'event' },
    {
      getAttribute: (name) => {
        if (name === 'listens_for') {
          return construct(name, () =>
            construct('listener', ({ positional: [given] }) => given ?? { kind: 'none' }),
          )
        }
        return name.startsWith('__') ? null : construct(name, () => ({ kind: 'none' }))
      },
    },
  )
}
