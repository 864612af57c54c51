import { bool } from '../../value/plain-value.ts'
import { none } from '../../value/plain-value.ts'
import type { ModuleValue, NativeFunction, Value } from '../../value/value.ts'
import { builtins } from '../builtins.ts'
import { builtinClass, define, defineTolerant } from '../define.ts'
import { namedTupleMaker } from '../named-tuple.ts'
import { objectClass } from '../object-class.ts'
import { optionalText } from '../read-argument.ts'
import { typingNames } from '../typing-names.ts'
import { libraryModule } from './library-module.ts'

const typeVariable = (name: string): NativeFunction =>
  defineTolerant(name, 'name *', ([given], machine) =>
    builtinClass(optionalText(given, machine) ?? name, { module: 'typing', bases: [objectClass] }),
  )

/** `NewType('Id', int)` is a type of its own; called, it gives what it is given. */
const newType = defineTolerant('NewType', 'name tp', ([name, type = none], machine) =>
  builtinClass(optionalText(name, machine) ?? '', {
    module: 'typing.NewType',
    attributes: [['__supertype__', type]],
    construct: defineTolerant('NewType', 'type value', ([, value = none]) => value),
  }),
)

const namedTuple = builtinClass('NamedTuple', {
  module: 'typing',
  bases: [objectClass],
  construct: define('NamedTuple', 'type name fields', function* ([, name, fields = none], machine) {
    const names: string[] = []
    for (const pair of yield* machine.collect(fields)) {
      const [first] = yield* machine.collect(pair)
      if (first?.kind === 'str') names.push(first.value)
    }
    return namedTupleMaker(optionalText(name, machine) ?? '', names, new Map())
  }),
})

const same = (name: string): NativeFunction => defineTolerant(name, 'f', ([value = none]) => value)

function names(): readonly (readonly [string, Value])[] {
  return [
    ...typingNames((name) => builtins.get(name) ?? null),
    ['TYPE_CHECKING', bool(false)],
    ['NamedTuple', namedTuple],
  ]
}

const functions: readonly NativeFunction[] = [
  typeVariable('TypeVar'),
  typeVariable('ParamSpec'),
  typeVariable('TypeVarTuple'),
  newType,
  defineTolerant('cast', 'typ val', ([, value = none]) => value),
  same('overload'),
  same('final'),
  same('override'),
  same('runtime_checkable'),
  same('no_type_check'),
  defineTolerant('deprecated', '*', () => same('deprecated')),
  defineTolerant('dataclass_transform', '*', () => same('dataclass_transform')),
  defineTolerant('get_type_hints', '*', (_, machine) => machine.unknown('type hints are not read')),
]

/** `typing`, `typing_extensions`, `collections.abc`, `abc`, `__future__`, `types`, `numbers`. */
export function typingModules(): readonly ModuleValue[] {
  const abstract = builtinClass('ABC', { module: 'abc', bases: [objectClass] })
  return [
    libraryModule('typing', names(), functions),
    libraryModule('typing_extensions', names(), functions),
    libraryModule('collections.abc', names()),
    libraryModule(
      'abc',
      [
        ['ABC', abstract],
        ['ABCMeta', builtinClass('ABCMeta', { module: 'abc', bases: [objectClass] })],
      ],
      [
        same('abstractmethod'),
        defineTolerant('abstractproperty', 'f', ([getter = none]) => ({
          kind: 'property',
          getter,
          setter: null,
          isCached: false,
        })),
      ],
    ),
    libraryModule(
      '__future__',
      [
        'annotations',
        'absolute_import',
        'division',
        'print_function',
        'unicode_literals',
        'with_statement',
        'generator_stop',
      ].map((name) => [name, none]),
    ),
    libraryModule(
      'types',
      ['FunctionType', 'ModuleType', 'TracebackType', 'MethodType', 'UnionType', 'NoneType'].map(
        (name) => [name, builtinClass(name, { module: 'types', bases: [objectClass] })],
      ),
      [defineTolerant('MappingProxyType', 'mapping', ([mapping = none]) => mapping)],
    ),
    libraryModule(
      'numbers',
      ['Number', 'Real', 'Integral'].map((name) => [
        name,
        builtinClass(name, { module: 'numbers', bases: [objectClass] }),
      ]),
    ),
  ]
}
