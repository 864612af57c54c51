import { dict, list } from '../../value/make.ts'
import { none } from '../../value/plain-value.ts'
import type { ModuleValue, Value } from '../../value/value.ts'
import { builtinClass, define, defineTolerant } from '../define.ts'
import { update } from '../dict-methods.ts'
import { namedTupleMaker } from '../named-tuple.ts'
import { textOf } from '../read-argument.ts'
import { dictClass } from '../value-classes.ts'
import { splitText } from '../split-text.ts'
import { libraryModule } from './library-module.ts'

const defaultdict = builtinClass('defaultdict', {
  module: 'collections',
  bases: [dictClass],
  construct: defineTolerant(
    'defaultdict',
    'type default_factory? *',
    function* ([, factory], machine, given) {
      const made = { ...dict([]), factory: factory && factory.kind !== 'none' ? factory : null }
      yield* update(made, { ...given, positional: given.positional.slice(2) }, machine)
      return made
    },
  ),
})

const namedtuple = define(
  'namedtuple',
  'typename field_names *',
  function* ([name, fields = none], machine) {
    const items: readonly Value[] =
      fields.kind === 'str'
        ? splitText(fields.value.replaceAll(',', ' '), null, -1).map((value) => ({
            kind: 'str',
            value,
          }))
        : yield* machine.collect(fields)
    const maker = namedTupleMaker(
      textOf(name, machine),
      items.map((item) => textOf(item, machine)),
      new Map(),
    )
    return builtinClass(textOf(name, machine), { construct: maker })
  },
)

/** `collections`: ordered, default and named ones. */
export function collectionModules(): readonly ModuleValue[] {
  return [
    libraryModule(
      'collections',
      [
        ['OrderedDict', dictClass],
        ['defaultdict', defaultdict],
      ],
      [
        namedtuple,
        define('deque', 'items? maxlen?', function* ([items], machine) {
          return list(items ? [...(yield* machine.collect(items))] : [])
        }),
      ],
    ),
  ]
}
