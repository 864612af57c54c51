import { instance } from '../../python/value/make.ts'
import type { ClassValue, HostCall, Value } from '../../python/value/value.ts'
import type { MetadataDraft } from './drafts.ts'
import { liveDatabase } from './live-host.ts'
import { metadataObject } from './metadata-object.ts'
import { keyword } from './read-value.ts'
import type { Reading } from './reading.ts'
import {
  construct,
  inert,
  itemOfKind,
  saObject,
  type BaseItem,
  type RegistryItem,
  type SaObject,
} from './sa-object.ts'
import { mapClass } from './map-class.ts'
import { scanBases } from './scan-order.ts'

/** A registry with a metadata, its own or a given one. */
export function newRegistry(call: HostCall, reading: Reading): RegistryItem {
  const given = itemOfKind(keyword(call.keywords, 'metadata'), 'metadata')
  return {
    kind: 'registry',
    metadata: given ?? reading.newMetadata(call.at),
    annotationTypes: annotationTypes(keyword(call.keywords, 'type_annotation_map')),
  }
}

/** The pairs of a `type_annotation_map`. */
export function annotationTypes(value: Value | null | undefined): (readonly [Value, Value])[] {
  return value?.kind === 'dict' ? [...value.entries.values()] : []
}

/** What a base is made of. */
export type NewBase = Partial<Omit<BaseItem, 'kind'>> & Pick<BaseItem, 'name'>

/** A class that models inherit from. */
export function baseObject(given: NewBase, reading: Reading): SaObject {
  const item: BaseItem = {
    kind: 'base',
    registry: null,
    flavour: 'sqlalchemy',
    metadataOf: null,
    attributes: new Map(),
    like: null,
    ...given,
  }
  const self: SaObject = saObject(item.name, item, {
    getAttribute: (name) => baseAttribute(item, name, reading),
    subclassed: (type, call) => mapClass(type, { base: item, reading, call }),
    call: () => inert(item.name),
    getItem: () => self,
    instantiate: (type, call) =>
      liveDatabase(call.machine) ? rowInstance(type, call) : inert('a row'),
    setAttribute: (name, value) => {
      item.attributes.set(name, value)
    },
  })
  return self
}

/** An object that a revision may add to a session: with the attributes that it is given. */
function rowInstance(type: ClassValue, { keywords, at }: HostCall): Value {
  const made = instance(type, at)
  for (const [name, value] of keywords) made.attributes.set(name, value)
  return made
}

function baseAttribute(item: BaseItem, name: string, reading: Reading): Value | null {
  const own = item.attributes.get(name)
  if (own) return own
  if (name === 'metadata') {
    const metadata = baseMetadata(item)
    return metadata ? metadataObject(metadata, reading) : null
  }
  if (name === 'registry' && item.registry) return registryObject(item.registry, reading)
  if (name === '__name__') return { kind: 'str', value: item.name }
  if (name === '__init__' || name === '__init_subclass__') return inert(name)
  if (name.startsWith('__')) return null
  const like = item.like ? attributeOf(item.like, name) : null
  return like ?? inert(name)
}

function baseMetadata(item: BaseItem): MetadataDraft | null {
  return item.metadataOf?.(null) ?? item.registry?.metadata ?? null
}

function attributeOf(type: ClassValue, name: string): Value | null {
  for (const one of scanBases(type)) {
    const value = one.attributes.get(name)
    if (value) return value
  }
  return null
}

const registryObjects = new WeakMap<RegistryItem, SaObject>()

/** A registry as interpreted code holds it; always the same object. */
export function registryObject(registry: RegistryItem, reading: Reading): SaObject {
  const existing = registryObjects.get(registry)
  if (existing) return existing
  const base: NewBase = { name: 'Base', registry }
  const made = saObject('registry', registry, {
    getAttribute: (name) => {
      switch (name) {
        case 'metadata':
          return metadataObject(registry.metadata, reading)
        case 'generate_base':
          return construct(name, (call) =>
            baseObject({ ...base, like: classIn(call.keywords.get('cls')) }, reading),
          )
        case 'as_declarative_base':
          return asDeclarative(registry, reading)
        case 'mapped':
          return construct(name, (call) => mapGiven(call, { base, reading }))
        case 'mapped_as_dataclass':
          return construct(name, (call) => {
            if (call.positional.length > 0) return mapGiven(call, { base, reading })
            return construct(name, (inner) => mapGiven(inner, { base, reading }))
          })
        default:
          return name.startsWith('__') ? null : inert(name)
      }
    },
  })
  registryObjects.set(registry, made)
  return made
}

function* mapGiven(
  call: HostCall,
  { base, reading }: { base: NewBase; reading: Reading },
): Generator<never, Value, Value> | ReturnType<typeof mapClass> {
  const [type] = call.positional
  if (type?.kind !== 'class') return type ?? inert('mapped')
  const item = itemOfKind(baseObject(base, reading), 'base')
  if (item) yield* mapClass(type, { base: item, reading, call })
  return type
}

/** `as_declarative()`: the decorated class becomes a base. */
export function asDeclarative(registry: RegistryItem | null, reading: Reading): SaObject {
  return construct('as_declarative', (call) => {
    const own = registry ?? newRegistry(call, reading)
    const decorate = (inner: HostCall): Value =>
      baseObject(
        { name: nameIn(inner), registry: own, like: classIn(inner.positional[0]) },
        reading,
      )
    return call.positional[0]?.kind === 'class'
      ? decorate(call)
      : construct('as_declarative', decorate)
  })
}

function nameIn({ positional: [type] }: HostCall): string {
  return type?.kind === 'class' ? type.name : 'Base'
}

/** A class of the project; null for all else. */
export function classIn(value: Value | undefined | null): ClassValue | null {
  if (value?.kind === 'tuple') return classIn(value.items[0])
  return value?.kind === 'class' && value.at ? value : null
}

/** What makes bases and registries, by name. */
export function declarativeConstructs(reading: Reading): ReadonlyMap<string, SaObject> {
  const found = [
    construct('registry', (call) => registryObject(newRegistry(call, reading), reading)),
    construct('declarative_base', (call) =>
      baseObject(
        {
          name: 'Base',
          registry: newRegistry(call, reading),
          like: classIn(call.keywords.get('cls')),
        },
        reading,
      ),
    ),
    asDeclarative(null, reading),
    baseObject({ name: 'DeclarativeBase' }, reading),
    baseObject({ name: 'DeclarativeBaseNoMeta' }, reading),
  ]
  return new Map(found.map((one) => [one.typeName, one]))
}
