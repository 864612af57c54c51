import type {
  Answer,
  ClassValue,
  HostCall,
  HostObject,
  UnknownValue,
  Value,
} from '../../python/value/value.ts'
import { liveDatabase } from './live-host.ts'
import type {
  ColumnDraft,
  ComputedDraft,
  ConstraintDraft,
  DdlDraft,
  ExpressionDraft,
  FetchedDraft,
  ForeignKeyDraft,
  IdentityDraft,
  IndexDraft,
  MetadataDraft,
  SequenceDraft,
  TableDraft,
  TypeDraft,
} from './drafts.ts'

/** What a host object of this reader stands for. */
export type Item =
  | MetadataDraft
  | TableDraft
  | ColumnDraft
  | ForeignKeyDraft
  | ConstraintDraft
  | IndexDraft
  | ComputedDraft
  | IdentityDraft
  | SequenceDraft
  | TypeDraft
  | ExpressionDraft
  | FetchedDraft
  | DdlDraft
  | TypeClassItem
  | DeclaredAttributeItem
  | BaseItem
  | RegistryItem
  | FieldItem
  | ExtensionItem
  | { readonly kind: 'inert'; readonly name: string }
  | { readonly kind: 'construct'; readonly name: string }
  | { readonly kind: 'mapped-column-of'; readonly columns: readonly ColumnDraft[] }

/** A class of types, as in `String`. */
export interface TypeClassItem {
  readonly kind: 'type-class'
  readonly name: string
  readonly make: (call: HostCall) => Answer
}

/** `declared_attr` around a function. */
export interface DeclaredAttributeItem {
  readonly kind: 'declared-attribute'
  readonly function: Value
  readonly isCascading: boolean
}

/** `registry()` */
export interface RegistryItem {
  readonly kind: 'registry'
  metadata: MetadataDraft
  /** `type_annotation_map`: pairs of a Python type and a type of SQLAlchemy's. */
  readonly annotationTypes: (readonly [Value, Value])[]
}

/** `DeclarativeBase`, what `declarative_base()` gives, `db.Model`, `SQLModel`. */
export interface BaseItem {
  readonly kind: 'base'
  readonly name: string
  /** Null where a class that inherits from it makes a registry of its own. */
  readonly registry: RegistryItem | null
  readonly flavour: 'sqlalchemy' | 'flask' | 'sqlmodel'
  /** Flask-SQLAlchemy's metadata of a bind key. */
  readonly metadataOf: ((bindKey: string | null) => MetadataDraft) | null
  /** Values that its classes have. */
  readonly attributes: Map<string, Value>
  /** The class that was given as `cls` or `model_class`. */
  readonly like: ClassValue | null
}

/** Flask-SQLAlchemy's `SQLAlchemy(…)`. */
export interface ExtensionItem {
  readonly kind: 'extension'
  readonly metadataOf: (bindKey: string | null) => MetadataDraft
}

/** SQLModel's `Field(…)`. */
export interface FieldItem {
  readonly kind: 'field'
  readonly positional: readonly Value[]
  readonly keywords: ReadonlyMap<string, Value>
  readonly at: HostCall['at']
}

/** A host object with what it stands for. */
export interface SaObject extends HostObject {
  readonly item: Item
}

type Behaviour = Partial<Omit<HostObject, 'kind' | 'typeName'>>

/** Makes a host object. */
export function saObject(typeName: string, item: Item, behaviour: Behaviour = {}): SaObject {
  return { kind: 'host', typeName, item, ...behaviour }
}

/** What a value stands for; null for values of Python's own. */
export function itemOf(value: Value | undefined | null): Item | null {
  return value?.kind === 'host' && 'item' in value ? (value as SaObject).item : null
}

/** The same where it is of one kind; else null. */
export function itemOfKind<Kind extends Item['kind']>(
  value: Value | undefined | null,
  kind: Kind,
): Extract<Item, { readonly kind: Kind }> | null {
  const item = itemOf(value)
  return item?.kind === kind ? (item as Extract<Item, { readonly kind: Kind }>) : null
}

/** A construct that is called: `Column(…)`. Other modules of the library use it as a base, too. */
export function construct(name: string, call: (call: HostCall) => Answer): SaObject {
  return saObject(name, { kind: 'construct', name }, { call })
}

/** What a library has that makes no schema: whatever is done with it gives the like. */
export function inert(name: string): SaObject {
  const self: SaObject = saObject(
    name,
    { kind: 'inert', name },
    {
      getAttribute: (attribute) =>
        /^__(?!init__|init_subclass__)/.test(attribute) ? null : inert(`${name}.${attribute}`),
      call: (call) => liveDatabase(call.machine)?.inertCall(name, call) ?? inert(name),
      getItem: () => self,
      iterate: () => [],
      setAttribute: () => undefined,
      operate: () => self,
      enter: () => self,
      exit: () => ({ kind: 'none' }),
      instantiate: () => inert(name),
    },
  )
  return self
}

/** Whether a value is not known for certain. */
export function isUnknown(value: Value | undefined | null): value is UnknownValue {
  return value?.kind === 'unknown'
}
