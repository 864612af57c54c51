import { list, positional, tuple } from '../../value/make.ts'
import { integer, none } from '../../value/plain-value.ts'
import type {
  IteratorValue,
  Machine,
  ModuleValue,
  NativeFunction,
  Steps,
  Value,
} from '../../value/value.ts'
import { builtinClass, define, defineTolerant } from '../define.ts'
import { iterator, iteratorOver } from '../iterator-methods.ts'
import { objectClass } from '../object-class.ts'
import { instance } from '../../value/make.ts'
import { numberOf, optionalNumber } from '../read-argument.ts'
import { libraryModule } from './library-module.ts'

const same = (name: string): NativeFunction => defineTolerant(name, 'f', ([value = none]) => value)

/** `partial(f, *args, **kwargs)` */
const partial = defineTolerant('partial', 'func *', ([callee = none], _, bound) =>
  defineTolerant('partial', '*', (_values, machine, given) =>
    machine.call(callee, {
      positional: [...bound.positional.slice(1), ...given.positional],
      keywords: new Map([...bound.keywords, ...given.keywords]),
    }),
  ),
)

const reduce = define(
  'reduce',
  'function items initial?',
  function* ([callee = none, items = none, initial], machine) {
    let total = initial
    for (const item of yield* machine.collect(items)) {
      total = total === undefined ? item : yield* machine.call(callee, positional(total, item))
    }
    return total ?? machine.raise('TypeError', 'reduce() of empty iterable with no initial value')
  },
)

/** A cache with or without brackets: the function itself. */
const cache = defineTolerant('lru_cache', 'maxsize? typed?', ([callee]) =>
  callee?.kind === 'function' || callee?.kind === 'native' ? callee : same('lru_cache'),
)

const cachedProperty = defineTolerant('cached_property', 'func', ([getter = none]) => ({
  kind: 'property',
  getter,
  setter: null,
  isCached: true,
}))

const wraps = defineTolerant('wraps', 'wrapped *', () => same('wraps'))

const functools = (): ModuleValue =>
  libraryModule(
    'functools',
    [],
    [
      partial,
      reduce,
      cache,
      { ...cache, name: 'cache' },
      cachedProperty,
      wraps,
      same('total_ordering'),
      defineTolerant('update_wrapper', 'wrapper *', ([value = none]) => value),
    ],
  )

function* product(pools: readonly (readonly Value[])[], machine: Machine): Steps<Value> {
  let rows: readonly (readonly Value[])[] = [[]]
  for (const pool of pools) {
    machine.checkSize(rows.length * pool.length)
    machine.spend(rows.length * pool.length)
    rows = rows.flatMap((row) => pool.map((item) => [...row, item]))
  }
  yield* []
  return iteratorOver(rows.map(tuple), 'product')
}

function* chained(sources: readonly Value[], machine: Machine): Steps<Value> {
  yield* []
  let next = 0
  let current: IteratorValue | null = null
  return iterator('chain', function* () {
    for (;;) {
      if (!current) {
        const source = sources[next]
        next += 1
        if (!source) return null
        current = yield* machine.iterate(source)
      }
      const item = yield* current.next()
      if (item) return item
      current = null
    }
  })
}

const chain = builtinClass('chain', {
  module: 'itertools',
  bases: [objectClass],
  construct: define('chain', 'type *', (_, machine, given) =>
    chained(given.positional.slice(1), machine),
  ),
  methods: [
    define('from_iterable', 'items', function* ([items = none], machine) {
      return yield* chained(yield* machine.collect(items), machine)
    }),
  ],
})

function combinations(
  items: readonly Value[],
  size: number,
  from = 0,
): readonly (readonly Value[])[] {
  if (size === 0) return [[]]
  return items
    .slice(from)
    .flatMap((item, index) =>
      combinations(items, size - 1, from + index + 1).map((rest) => [item, ...rest]),
    )
}

/** Those that make all their items at once. */
const finite: readonly NativeFunction[] = [
  define('repeat', 'object times', ([value = none, times], machine) => {
    machine.checkSize(numberOf(times, machine))
    return list(Array.from({ length: Math.max(0, numberOf(times, machine)) }, () => value))
  }),
  define('combinations', 'items r', function* ([items = none, size], machine) {
    const pool = yield* machine.collect(items)
    const count = numberOf(size, machine)
    machine.checkSize(
      pool.length > 20 && count > 2
        ? Number.MAX_SAFE_INTEGER
        : 2 ** Math.min(pool.length, 40) > 2 ** 20 && count > 2
          ? Number.MAX_SAFE_INTEGER
          : 0,
    )
    return iteratorOver(combinations(pool, count).map(tuple), 'combinations')
  }),
]

const itertools = (): ModuleValue =>
  libraryModule(
    'itertools',
    [['chain', chain]],
    [
      define('product', '*', function* (_, machine, given) {
        const pools: (readonly Value[])[] = []
        for (const one of given.positional) pools.push(yield* machine.collect(one))
        const times = optionalNumber(given.keywords.get('repeat'), machine) ?? 1
        machine.checkSize(times * pools.length)
        return yield* product(Array.from({ length: times }, () => pools).flat(), machine)
      }),
      define('count', 'start? step?', ([start, step], machine) => {
        let next = (optionalNumber(start, machine) ?? 0) - (optionalNumber(step, machine) ?? 1)
        return iterator('count', function* () {
          yield* []
          machine.spend(1)
          next += optionalNumber(step, machine) ?? 1
          return integer(next)
        })
      }),
      define(
        'islice',
        'items start stop? step?',
        function* ([items = none, first, second, third], machine) {
          const [start, stop] = second
            ? [optionalNumber(first, machine) ?? 0, optionalNumber(second, machine)]
            : [0, optionalNumber(first, machine)]
          const source = yield* machine.iterate(items)
          const found: Value[] = []
          for (let at = 0; stop === null || at < stop; at += 1) {
            machine.spend(1)
            const item = yield* source.next()
            if (!item) break
            if (at >= start && (at - start) % (optionalNumber(third, machine) ?? 1) === 0) {
              found.push(item)
            }
          }
          return iteratorOver(found, 'islice')
        },
      ),
      ...finite,
      define('groupby', 'items key?', (_, machine) =>
        machine.unknown('"itertools.groupby" is not understood'),
      ),
    ],
  )

/** What `with` runs: the generator up to its `yield`, and the rest at the end. */
const manager = builtinClass('_GeneratorContextManager', {
  bases: [objectClass],
  methods: [
    defineTolerant('__enter__', 'self', function* ([self]) {
      const source = self?.kind === 'instance' ? self.payload : null
      return source?.kind === 'iterator' ? ((yield* source.next()) ?? none) : none
    }),
    defineTolerant('__exit__', 'self type? *', function* ([self, type]) {
      // An exception would be raised at the `yield`: what follows it does not run.
      if (type && type.kind !== 'none') return none
      const source = self?.kind === 'instance' ? self.payload : self
      if (source?.kind === 'iterator') yield* source.next()
      return none
    }),
  ],
})

const contextmanager = defineTolerant('contextmanager', 'func', ([callee = none]) =>
  defineTolerant('contextmanager', '*', function* (_, machine, given) {
    const source = yield* machine.call(callee, given)
    if (source.kind !== 'iterator') return source
    const made = instance(manager, machine.here())
    made.payload = source
    return made
  }),
)

const silence = builtinClass('suppress', {
  module: 'contextlib',
  bases: [objectClass],
  methods: [
    defineTolerant('__enter__', 'self', () => none),
    defineTolerant('__exit__', 'self type *', ([self, type]) => suppresses(self, type)),
  ],
})

function suppresses(self: Value | undefined, type: Value | undefined): Value {
  const types = self?.kind === 'instance' ? self.attributes.get('types') : undefined
  const listed = types?.kind === 'tuple' ? types.items : []
  const isListed = type?.kind === 'class' && listed.some((one) => type.order.includes(one))
  return { kind: 'bool', value: isListed }
}

const contextlib = (): ModuleValue =>
  libraryModule(
    'contextlib',
    [['AbstractContextManager', builtinClass('AbstractContextManager', { bases: [objectClass] })]],
    [
      contextmanager,
      defineTolerant('asynccontextmanager', 'func', (_, machine) =>
        machine.unknown('asynchronous code is not read'),
      ),
      defineTolerant('suppress', '*', (_, machine, given) => {
        const made = instance(silence, machine.here())
        made.attributes.set('types', tuple(given.positional))
        return made
      }),
      defineTolerant('nullcontext', 'value?', ([value = none], machine) => {
        const made = instance(manager, machine.here())
        made.payload = iteratorOver([value])
        return made
      }),
    ],
  )

/** `functools`, `itertools`, `contextlib`, `operator`. */
export function functionModules(): readonly ModuleValue[] {
  return [functools(), itertools(), contextlib(), operatorModule()]
}

function operatorModule(): ModuleValue {
  return libraryModule(
    'operator',
    [],
    [
      define('itemgetter', 'item', ([item = none]) =>
        define('itemgetter', 'obj', ([object = none], machine) => machine.getItem(object, item)),
      ),
      define('attrgetter', 'attr', ([name]) =>
        define('attrgetter', 'obj', ([object = none], machine) =>
          machine.getAttribute(object, name?.kind === 'str' ? name.value : ''),
        ),
      ),
    ],
  )
}
