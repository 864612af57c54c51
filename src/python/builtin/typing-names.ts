import type { ClassValue, Value } from '../value/value.ts'
import { builtinClass } from './define.ts'
import { objectClass } from './object-class.ts'

function typing(name: string): ClassValue {
  return builtinClass(name, { module: 'typing', bases: [objectClass] })
}

/** The origin of `Union[…]`, of `Optional[…]` and of `X | Y`. */
export const unionOrigin: ClassValue = typing('Union')

/** `Optional`: with an argument it is a union with `None`. */
export const optionalOrigin: ClassValue = typing('Optional')

const SPECIAL =
  `Any ClassVar Final Literal Annotated Callable Type Generic Protocol TypedDict NoReturn Never
  Self LiteralString TypeAlias Concatenate Required NotRequired ReadOnly Unpack TypeGuard AnyStr Sequence
  Mapping MutableMapping Iterable Iterator Collection Container Hashable Sized Awaitable Coroutine
  AsyncIterator AsyncIterable AsyncGenerator Generator MutableSequence AbstractSet MutableSet Text
  SupportsInt ByteString Counter Deque ContextManager AsyncContextManager IO TextIO BinaryIO Pattern Match
  KeysView ValuesView ItemsView Reversible Buffer Set`.split(/\s+/)

const LOWER: ReadonlyMap<string, string> = new Map([
  ['List', 'list'],
  ['Dict', 'dict'],
  ['Tuple', 'tuple'],
  ['FrozenSet', 'frozenset'],
])

/** Names of `typing` and `collections.abc` that stand for themselves. */
export function typingNames(
  builtin: (name: string) => Value | null,
): readonly (readonly [string, Value])[] {
  const lowered = [...LOWER].map(([name, other]): readonly [string, Value] => [
    name,
    builtin(other) ?? typing(name),
  ])
  return [
    ...SPECIAL.map((name): readonly [string, Value] => [name, typing(name)]),
    ...lowered,
    ['Union', unionOrigin],
    ['Optional', optionalOrigin],
  ]
}
