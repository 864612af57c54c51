import { none } from '../../python/value/plain-value.ts'
import { alias } from '../../python/value/make.ts'
import type { HostCall, Value } from '../../python/value/value.ts'
import type { registryObject } from './declarative-base.ts'
import { baseObject, classIn, declarativeConstructs } from './declarative-base.ts'
import { expressionConstructs } from './expression-constructs.ts'
import { flaskConstructs } from './flask-sqlalchemy.ts'
import { mappedTableOf } from './map-class.ts'
import { listen, listensFor } from './event-construct.ts'
import type { Reading } from './reading.ts'
import { construct, inert, itemOf, saObject, type SaObject } from './sa-object.ts'
import { mutableConstructs, mutableJson } from './mutable-types.ts'
import { reflectingConstructs } from './reflecting-constructs.ts'
import { schemaConstructs } from './schema-constructs.ts'
import { fieldObject } from './sqlmodel-fields.ts'
import { typeClasses } from './type-classes.ts'

/**
 * The libraries that models are written with, as hosts of interpreted code, by module name.
 *
 * @param live names of SQLAlchemy that need a database
 */
export function libraryModules(
  reading: Reading,
  live: ReadonlyMap<string, Value> = new Map(),
): (name: string) => Value | null {
  const sqlalchemy = new Map([...sqlalchemyNames(reading), ...live])
  const libraries = new Map<string, SaObject>([
    ['sqlalchemy', libraryModule('sqlalchemy', [sqlalchemy])],
    ['sqlmodel', libraryModule('sqlmodel', [sqlmodelNames(reading), sqlalchemy])],
    ['flask_sqlalchemy', libraryModule('flask_sqlalchemy', [flaskConstructs(reading, sqlalchemy)])],
    ['pgvector', libraryModule('pgvector', [typeClasses('pgvector')])],
    ['sqlalchemy_utils', libraryModule('sqlalchemy_utils', [utilityNames(sqlalchemy)])],
    ['sqlalchemy_json', libraryModule('sqlalchemy_json', [mutableJson(sqlalchemy)])],
    ['geoalchemy2', libraryModule('geoalchemy2', [typeClasses('geoalchemy2')])],
    ['sqlalchemy_continuum', libraryModule('sqlalchemy_continuum', [versionTables(reading)])],
    ...[
      'fastapi_users_db_sqlalchemy',
      'advanced_alchemy',
      'fastapi_storages',
      'fastapi_users',
      'citext',
    ].map((name): [string, SaObject] => [name, libraryModule(name, [typeClasses('others')])]),
    ['pydantic', libraryModule('pydantic', [])],
    ['alembic_utils', libraryModule('alembic_utils', [])],
  ])
  return (name) => {
    const [first = name] = name.split('.', 1)
    return libraries.get(first) ?? null
  }
}

/** Names under which the library has modules of its own. */
const INNER: ReadonlySet<string> = new Set(
  `orm dialects postgresql types sqltypes schema sql expression ext declarative hybrid mutable
  associationproxy ordering_list naming elements functions operators main sqlalchemy type_api base
  asyncio engine generics integrations types ts_vector arrow email ip_address locale password
  phone_number url choice country currency encrypted encrypted_type scalar_list timezone ltree color
  json ranges named_types selectable dml ddl compiler enumerated`.split(/\s+/),
)

/** All modules of a library are one: no two of its names differ by the module alone. */
function libraryModule(library: string, lists: readonly ReadonlyMap<string, Value>[]): SaObject {
  const others = new Map<string, SaObject>()
  const self: SaObject = saObject(
    library,
    { kind: 'inert', name: library },
    {
      names: lists.flatMap((list) => [...list.keys()]),
      getAttribute: (name) => {
        for (const list of lists) {
          const found = list.get(name)
          if (found) return found
        }
        if (INNER.has(name)) return self
        if (name.startsWith('__')) return null
        const kept = others.get(name) ?? inert(`${library}.${name}`)
        others.set(name, kept)
        return kept
      },
    },
  )
  return self
}

function sqlalchemyNames(reading: Reading): ReadonlyMap<string, Value> {
  const names = new Map<string, Value>([
    ...typeClasses('sqlalchemy'),
    ...expressionConstructs(),
    ...schemaConstructs(reading),
    ...declarativeConstructs(reading),
    ...reflectingConstructs(reading),
    ...mutableConstructs(),
  ])
  for (const name of ['Mapped', 'WriteOnlyMapped', 'DynamicMapped']) {
    names.set(name, container(name))
  }
  for (const name of ['declared_attr', 'declarative_mixin']) {
    names.set(name, declaredAttribute(name))
  }
  names.set('declarative_mixin', construct('declarative_mixin', first))
  for (const name of ['column_property', 'deferred', 'composite', 'query_expression']) {
    names.set(name, construct(name, columnsWithin))
  }
  names.set('has_inherited_table', construct('has_inherited_table', hasInheritedTable))
  names.set('AbstractConcreteBase', inert('AbstractConcreteBase'))
  names.set(
    'listen',
    construct('listen', (call) => listen(call, reading)),
  )
  names.set(
    'listens_for',
    construct('listens_for', (call) => listensFor(call, reading)),
  )
  names.set('event', eventModule(names))
  return names
}

function eventModule(names: ReadonlyMap<string, Value>): SaObject {
  return saObject(
    'event',
    { kind: 'inert', name: 'event' },
    {
      getAttribute: (name) => names.get(name) ?? (name.startsWith('__') ? null : inert(name)),
    },
  )
}

function first({ positional: [value = none] }: HostCall): Value {
  return value
}

function container(name: string): SaObject {
  const self: SaObject = saObject(
    name,
    { kind: 'construct', name },
    {
      getItem: (key) => alias(self, key.kind === 'tuple' ? key.items : [key]),
    },
  )
  return self
}

/** `declared_attr`, `declared_attr.directive`, `declared_attr.cascading`. */
function declaredAttribute(name: string): SaObject {
  const make =
    (isCascading: boolean) =>
    ({ positional: [given = none] }: HostCall): Value => {
      const callee = given.kind === 'classmethod' ? given.callee : given
      return saObject(name, { kind: 'declared-attribute', function: callee, isCascading })
    }
  return saObject(
    name,
    { kind: 'construct', name },
    {
      call: make(false),
      getAttribute: (attribute) => construct(attribute, make(attribute === 'cascading')),
      getItem: () => declaredAttribute(name),
    },
  )
}

/** `deferred(Column(…))`, `composite(mapped_column(…), …)`: the columns within. */
function columnsWithin({ positional }: HostCall): Value {
  const columns = positional.flatMap((one) => {
    const item = itemOf(one)
    return item?.kind === 'column' ? [item] : []
  })
  return saObject(
    'property',
    { kind: 'mapped-column-of', columns },
    {
      getAttribute: (name) => (name.startsWith('__') ? null : inert(name)),
      operate: () => inert('an expression'),
    },
  )
}

function hasInheritedTable({ positional: [type] }: HostCall): Value {
  return { kind: 'bool', value: type?.kind === 'class' && mappedTableOf(type) !== null }
}

function sqlmodelNames(reading: Reading): ReadonlyMap<string, Value> {
  const registry = registryFor(reading)
  return new Map<string, Value>([
    ['SQLModel', baseObject({ name: 'SQLModel', registry, flavour: 'sqlmodel' }, reading)],
    [
      'Field',
      construct('Field', ({ positional, keywords, at }) =>
        fieldObject({ kind: 'field', positional, keywords, at }),
      ),
    ],
    ['Relationship', construct('Relationship', () => inert('Relationship'))],
  ])
}

function registryFor(reading: Reading): Parameters<typeof registryObject>[0] {
  const metadata = reading.newMetadata({ file: 'sqlmodel', line: 1, column: 1 })
  return { kind: 'registry', metadata, annotationTypes: [] }
}

function versionTables(reading: Reading): ReadonlyMap<string, Value> {
  const make = construct('make_versioned', ({ at }) => {
    reading.gap('tables of versions are made by sqlalchemy-continuum, and by no model', at)
    return none
  })
  return new Map([[make.typeName, make]])
}

function utilityNames(sqlalchemy: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  const names = new Map<string, Value>(typeClasses('sqlalchemy_utils'))
  names.set('ChoiceType', wrapping('impl', sqlalchemy))
  names.set('PasswordType', sqlalchemy.get('LargeBinary') ?? none)
  for (const name of ['generic_repr', 'force_auto_coercion', 'observes', 'aggregated']) {
    names.set(
      name,
      construct(name, (call) =>
        classIn(call.positional[0]) ? first(call) : construct(name, first),
      ),
    )
  }
  return names
}

/** A type that wraps the one of a keyword, a text otherwise. */
function wrapping(keyword: string, sqlalchemy: ReadonlyMap<string, Value>): SaObject {
  return construct('ChoiceType', function* ({ keywords, machine }) {
    const given = keywords.get(keyword)
    if (given) return given
    const text = sqlalchemy.get('String') ?? none
    return yield* machine.call(text, {
      positional: [{ kind: 'int', value: 255 }],
      keywords: new Map(),
    })
  })
}
