import type { Place } from '../../kernel/place.ts'
import type {
  BinaryOperator,
  CompareOperator,
  Expression,
  FunctionCode,
} from '../syntax/syntax-tree.ts'
import type { PlainValue } from './plain-value.ts'
import type { FolderEntry } from '../module/source-provider.ts'

/** Every value that interpreted code can hold. */
export type Value =
  | PlainValue
  | ListValue
  | TupleValue
  | DictValue
  | SetValue
  | SliceValue
  | RangeValue
  | FunctionValue
  | NativeFunction
  | MethodValue
  | ClassValue
  | InstanceValue
  | ModuleValue
  | PropertyValue
  | StaticMethodValue
  | ClassMethodValue
  | SuperValue
  | IteratorValue
  | AliasValue
  | HostObject
  | UnknownValue

/** The names of all kinds of values. */
export type ValueKind = Value['kind']

/** What equal keys of a dict have in common: a text for values, the object itself for identities. */
export type HashKey = string | object

/** A container whose content is no longer certain says why. */
interface Container {
  uncertain: UnknownValue | null
}

/** `[…]` */
export interface ListValue extends Container {
  readonly kind: 'list'
  items: Value[]
}

/** `(…)` */
export interface TupleValue {
  readonly kind: 'tuple'
  readonly items: readonly Value[]
  /** The fields of a named tuple. */
  readonly names: readonly string[] | null
}

/** `{key: value}`, in the order of insertion. */
export interface DictValue extends Container {
  readonly kind: 'dict'
  readonly entries: Map<HashKey, readonly [Value, Value]>
  /** What makes the value of an absent key: `defaultdict`. */
  readonly factory: Value | null
}

/** `{…}`, in the order of insertion; CPython's own order of texts is random. */
export interface SetValue extends Container {
  readonly kind: 'set'
  readonly items: Map<HashKey, Value>
  readonly isFrozen: boolean
}

/** `lower:upper:step`; null parts are `None`. */
export interface SliceValue {
  readonly kind: 'slice'
  readonly lower: Value
  readonly upper: Value
  readonly step: Value
}

/** `range(…)` */
export interface RangeValue {
  readonly kind: 'range'
  readonly start: number
  readonly stop: number
  readonly step: number
}

/** A function of the project. */
export interface FunctionValue {
  readonly kind: 'function'
  readonly code: FunctionCode
  readonly scope: Scope
  readonly defaults: ReadonlyMap<string, Value>
  readonly qualifiedName: string
  readonly at: Place
  /** The class whose body it stands in, for `super()`. */
  owner: ClassValue | null
  readonly attributes: Map<string, Value>
  /** Decorators that were unknown and left out. */
  readonly droppedDecorators: readonly UnknownValue[]
}

/** A function with its first argument. */
export interface MethodValue {
  readonly kind: 'method'
  readonly callee: Value
  readonly self: Value
}

/** An annotation as written, evaluated when asked for. */
export interface Annotation {
  readonly expression: Expression
  readonly scope: Scope
  readonly at: Place
}

/** A class, of the project or built in. */
export interface ClassValue {
  readonly kind: 'class'
  readonly name: string
  readonly qualifiedName: string
  /** The module it stands in: `builtins` for those of Python. */
  readonly module: string
  /** Where the name of the class statement stands; null for built-in ones. */
  readonly at: Place | null
  readonly doc: string | null
  /** As written: classes, host objects, aliases, unknown values. */
  readonly bases: readonly Value[]
  /** Method resolution order, the class itself first. Host objects and unknown bases stand in it. */
  readonly order: readonly Value[]
  /** What the body bound, in its order. */
  readonly attributes: Map<string, Value>
  /** Where each attribute was bound last. */
  readonly places: Map<string, Place>
  /** In the order of the body. */
  readonly annotations: Map<string, Annotation>
  /** Keywords of the class statement, `metaclass` among them. */
  readonly keywords: ReadonlyMap<string, Value>
  /** Makes instances of built-in classes and of those that inherit from them. */
  readonly construct: NativeFunction | null
  /** Members of an enum by name, aliases included. */
  readonly members: Map<string, InstanceValue> | null
  /** Decorators that were unknown and left out. */
  readonly droppedDecorators: UnknownValue[]
}

/** An object of a class of the project, or of a built-in class without a form of its own. */
export interface InstanceValue extends Container {
  readonly kind: 'instance'
  readonly type: ClassValue
  readonly attributes: Map<string, Value>
  /** The value it is besides, where its class inherits from `str`, `int`, `dict`… */
  payload: Value | null
  readonly at: Place
}

/** A module of the project or one that stands for a library. */
export interface ModuleValue {
  readonly kind: 'module'
  readonly name: string
  /** Empty for libraries. */
  readonly file: string
  readonly attributes: Map<string, Value>
  /** Where each name was bound last. */
  readonly places: Map<string, Place>
  /** Whether its own code finds names that were not evaluated yet, too: one name at a time. */
  readonly isLazy: boolean
  /** Finds a name that is not evaluated yet; null where there is none. */
  readonly lookup: ((name: string) => Steps<Value | null>) | null
  /** The place of an offset in its source. */
  readonly placeOf: (offset: number) => Place
  /** The source between two offsets. */
  readonly textOf: (start: number, end: number) => string
  /** Names that only `if TYPE_CHECKING` imports: found for annotations alone. */
  readonly deferred: Map<string, () => Steps<Value>>
}

/** Where names live: one for a module, one for each call, class body and comprehension. */
export interface Scope {
  readonly kind: 'module' | 'function' | 'class' | 'comprehension'
  readonly names: Map<string, Value>
  /** Names that are this scope's own though they may not be bound yet. */
  readonly code: FunctionCode | null
  /** The next scope outwards that functions within can see; null for a module. */
  readonly enclosing: Scope | null
  readonly module: ModuleValue
  /** Of a call: what `super()` without arguments needs. */
  readonly function: FunctionValue | null
  /** Of a class body: where names were bound. */
  readonly places: Map<string, Place> | null
  readonly annotations: Map<string, Annotation> | null
  readonly qualifiedName: string
}

/** `property`, also one that only a library gives. */
export interface PropertyValue {
  readonly kind: 'property'
  readonly getter: Value
  readonly setter: Value | null
  /** Whether the first result is kept: `functools.cached_property`. */
  readonly isCached: boolean
}

/** `staticmethod` */
export interface StaticMethodValue {
  readonly kind: 'staticmethod'
  readonly callee: Value
}

/** `classmethod` */
export interface ClassMethodValue {
  readonly kind: 'classmethod'
  readonly callee: Value
}

/** `super()` */
export interface SuperValue {
  readonly kind: 'super'
  readonly owner: ClassValue
  readonly self: Value
}

/** A type with parameters: `list[int]`, `Optional[X]`, `X | None` (its origin is `typing.Union`). */
export interface AliasValue {
  readonly kind: 'alias'
  readonly origin: Value
  readonly arguments: readonly Value[]
}

/** A value that could not be known, with the first reason and where it arose. */
export interface UnknownValue {
  readonly kind: 'unknown'
  /** A clause without a full stop: `module "requests" is not part of the project`. */
  readonly reason: string
  readonly at: Place
}

/** An iterator; generators of Python are some. */
export interface IteratorValue {
  readonly kind: 'iterator'
  readonly typeName: string
  /** The next value, or null at the end. */
  readonly next: () => Steps<Value | null>
  /** What a generator is sent before it goes on. */
  sent: Value | null
  /** What a generator returned. */
  result: Value | null
}

/** What a call gives. */
export interface Arguments {
  readonly positional: readonly Value[]
  readonly keywords: ReadonlyMap<string, Value>
}

/** A function written in TypeScript that stands for one of Python's own. */
export interface NativeFunction {
  readonly kind: 'native'
  readonly name: string
  /** Whether access through an instance gives it that instance. */
  readonly isMethod: boolean
  /** Whether it can do with unknown arguments; others are not called with them. */
  readonly takesUnknown: boolean
  readonly run: (given: Arguments, machine: Machine) => Answer
}

/** An answer at once, one that a loop of {@link Steps} finds, or one that takes time. */
export type Answer = Value | Steps<Value> | Promise<Value>

/** A call that reaches a host object. */
export interface HostCall extends Arguments {
  /** Where the call stands. */
  readonly at: Place
  readonly machine: Machine
}

/**
 * An object that another room supplies. What a host leaves out gives an unknown value that says so.
 * Whatever it is given may hold unknown values.
 */
export interface HostObject {
  readonly kind: 'host'
  /** As messages name it: `Column`, `op`. */
  readonly typeName: string
  readonly getAttribute?: (name: string, call: HostCall) => Answer | null
  /** As a module: the names that `from … import *` brings. */
  readonly names?: readonly string[]
  readonly setAttribute?: (name: string, value: Value, call: HostCall) => void
  readonly call?: (call: HostCall) => Answer
  /** Told when it is given to something unknown, which may do anything with it. */
  readonly escaped?: (why: UnknownValue, at: Place) => void
  readonly getItem?: (key: Value, call: HostCall) => Answer
  readonly iterate?: (call: HostCall) => readonly Value[] | Promise<Value>
  readonly truth?: (call: HostCall) => boolean | UnknownValue
  /** Operators and comparisons; `reflected` where it stands to the right. */
  readonly operate?: (operation: HostOperation, call: HostCall) => Answer | null
  /** `str()`; `repr()` gives the same. */
  readonly text?: (call: HostCall) => Answer
  /** `with`: what it binds. */
  readonly enter?: (call: HostCall) => Answer
  readonly exit?: (call: HostCall) => Answer
  /** As a base: told of each class that inherits from it, after its body ran. */
  readonly subclassed?: (subclass: ClassValue, call: HostCall) => Answer
  /** As a base: makes instances of classes that inherit from it. */
  readonly instantiate?: (type: ClassValue, call: HostCall) => Answer
  /** `isinstance(value, host)`, `issubclass`. */
  readonly isInstance?: (value: Value, call: HostCall) => boolean | UnknownValue
}

/** An operator with a host object on one side. */
export interface HostOperation {
  readonly operator: BinaryOperator | CompareOperator | 'negative' | 'positive' | 'invert'
  readonly other: Value
  readonly reflected: boolean
}

/** A generator of Python hands such a signal to whoever asked it for the next value. */
export interface Yielded {
  readonly kind: 'yielded'
  readonly value: Value
}

/**
 * An evaluation in progress. It yields the promises of host objects, for which one loop waits, and
 * the values of Python's own generators. Code that asks no host runs through without a pause.
 */
export type Steps<T> = Generator<Promise<Value> | Yielded, T, Value>

/**
 * What native functions and hosts can ask of the interpreter. Whatever gives plain data (a text, a
 * truth, items) throws `UnknownReached` when it meets an unknown value.
 */
export interface Machine {
  /** Where the code that is evaluated stands. */
  here(): Place
  unknown(reason: string): UnknownValue
  /** Raises a built-in exception of Python. */
  raise(type: string, message: string): never
  call(callee: Value, given: Arguments): Steps<Value>
  getAttribute(object: Value, name: string): Steps<Value>
  /** Null where there is no such attribute. */
  findAttribute(object: Value, name: string): Steps<Value | null>
  setAttribute(object: Value, name: string, value: Value): Steps<void>
  getItem(object: Value, key: Value): Steps<Value>
  operate(operator: BinaryOperator, left: Value, right: Value): Steps<Value>
  compare(operator: CompareOperator, left: Value, right: Value): Steps<Value>
  equals(left: Value, right: Value): Steps<boolean>
  truth(value: Value): Steps<boolean>
  /** All items, up to the limit of sizes. */
  collect(value: Value): Steps<readonly Value[]>
  iterate(value: Value): Steps<IteratorValue>
  text(value: Value): Steps<string>
  repr(value: Value): Steps<string>
  format(value: Value, specification: string): Steps<string>
  typeOf(value: Value): ClassValue
  /** Whether a value is of a class, or of one of a tuple of classes. */
  isInstance(value: Value, type: Value): Steps<boolean>
  hash(value: Value): HashKey
  /** Counts steps of work done in one go. */
  spend(steps: number): void
  /** Ends the operation where a text or container would grow over the limit. */
  checkSize(size: number): void
  /** Imports a module by its full name; an unknown value where there is none. */
  importModule(name: string): Steps<Value>
  /** The modules of the project in a folder, sorted by name; null where it has no such folder. */
  modulesIn(folder: string): readonly FolderEntry[] | null
  /** Whether the code that is evaluated stands in a `try` with handlers, in its callers' too. */
  readonly isTried: boolean
  readonly host: HostFunctions
}

/** What interpreted code may ask of the world; each question is answered by the caller. */
export interface HostFunctions {
  /** `os.getenv`: a text, `None` where it is not set, or unknown. */
  environment(name: string, machine: Machine): Value
  /** The text of a file, or null where it may not be read; nothing is read by default. */
  fileText?(path: string): string | null
  /** Told of each call of an unknown value. */
  unknownCall?(callee: UnknownValue, given: Arguments, machine: Machine): void
  /** The time that the clock shows; it shows none by default. */
  now?(): Date
  /** A UUID, for those that are drawn by lot; none is by default. */
  uuid?(): string
  /** Whether calls of asynchronous functions are evaluated at once, as if awaited; they are not by default. */
  readonly awaits?: boolean
  /** Whether `globals()` gives a module's own code a copy of its names; it does not by default. */
  readonly givesGlobals?: boolean
}
