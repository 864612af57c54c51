import { str } from '../../python/value/plain-value.ts'
import type { HostCall, Value } from '../../python/value/value.ts'
import { baseObject, classIn } from './declarative-base.ts'
import type { MetadataDraft } from './drafts.ts'
import { registryOfRoot } from './map-class.ts'
import { metadataObject } from './metadata-object.ts'
import { keyword, textIn } from './read-value.ts'
import type { Reading } from './reading.ts'
import {
  construct,
  inert,
  itemOfKind,
  saObject,
  type RegistryItem,
  type SaObject,
} from './sa-object.ts'
import { makeTable } from './table-object.ts'

/** Flask-SQLAlchemy: `SQLAlchemy(…)`. */
export function flaskConstructs(
  reading: Reading,
  sqlalchemy: ReadonlyMap<string, Value>,
): ReadonlyMap<string, Value> {
  return new Map([
    [
      'SQLAlchemy',
      saObject(
        'SQLAlchemy',
        { kind: 'construct', name: 'SQLAlchemy' },
        {
          call: (call) => extension(call, { reading, sqlalchemy }),
          // A class of the project may inherit from it, to set options of connections.
          instantiate: (_type, call) => extension(call, { reading, sqlalchemy }),
          getAttribute: (name) => (name.startsWith('__') ? null : inert(name)),
        },
      ),
    ],
  ])
}

interface Library {
  readonly reading: Reading
  readonly sqlalchemy: ReadonlyMap<string, Value>
}

/** The metadata of each bind key, made when it is first asked for. */
function metadataOfKeys(call: HostCall, reading: Reading): (key: string | null) => MetadataDraft {
  const given = itemOfKind(keyword(call.keywords, 'metadata'), 'metadata')
  const model = classIn(call.keywords.get('model_class'))
  const own = model ? (registryOfRoot(model)?.metadata ?? null) : null
  const first = given ?? own ?? reading.newMetadata(call.at)
  const found = new Map<string | null, MetadataDraft>([[null, first]])
  return (key) => {
    const existing = found.get(key)
    if (existing) return existing
    const made = reading.newMetadata(call.at)
    made.naming = first.naming
    made.bindKey = key
    found.set(key, made)
    return made
  }
}

function extension(call: HostCall, { reading, sqlalchemy }: Library): SaObject {
  const metadataOf = metadataOfKeys(call, reading)
  const like = classIn(call.keywords.get('model_class'))
  const registry: RegistryItem = (like && registryOfRoot(like)) ?? {
    kind: 'registry',
    metadata: metadataOf(null),
    annotationTypes: [],
  }
  const isNamed = !(call.keywords.get('disable_autonaming')?.kind === 'bool' && isTrue(call))
  const model = baseObject(
    { name: 'Model', registry, like, metadataOf, flavour: isNamed ? 'flask' : 'sqlalchemy' },
    reading,
  )
  return saObject(
    'SQLAlchemy',
    { kind: 'extension', metadataOf },
    {
      getAttribute: (name) => {
        switch (name) {
          case 'Model':
            return model
          case 'Table':
            return construct('Table', (inner) => flaskTable(inner, { metadataOf, reading }))
          case 'metadata':
            return metadataObject(metadataOf(null), reading)
          case 'metadatas':
            return saObject(
              'metadatas',
              { kind: 'inert', name },
              {
                getItem: (key) => metadataObject(metadataOf(textIn(key)), reading),
                getAttribute: (method) =>
                  construct(method, ({ positional: [key] }) =>
                    metadataObject(metadataOf(textIn(key)), reading),
                  ),
              },
            )
          default:
            return sqlalchemy.get(name) ?? (name.startsWith('__') ? null : inert(name))
        }
      },
    },
  )
}

function isTrue(call: HostCall): boolean {
  const value = call.keywords.get('disable_autonaming')
  return value?.kind === 'bool' && value.value
}

/** `db.Table(name, …, bind_key=…)`: the metadata may be left out. */
function flaskTable(
  call: HostCall,
  { metadataOf, reading }: { metadataOf: (key: string | null) => MetadataDraft; reading: Reading },
): Value {
  const [name = str(''), ...items] = call.positional
  const given = itemOfKind(items[0], 'metadata')
    ? []
    : [metadataObject(metadataOf(textIn(keyword(call.keywords, 'bind_key'))), reading)]
  return makeTable({ ...call, positional: [name, ...given, ...items] }, reading)
}
