import { instance } from '../../value/make.ts'
import { none } from '../../value/plain-value.ts'
import type { ClassValue, ModuleValue, NativeFunction } from '../../value/value.ts'
import { builtinClass, defineTolerant } from '../define.ts'
import { objectClass } from '../object-class.ts'
import { intClass, strClass } from '../value-classes.ts'
import { libraryModule } from './library-module.ts'

function enumeration(
  name: string,
  bases: readonly ClassValue[],
  construct?: NativeFunction | null,
): ClassValue {
  return builtinClass(name, {
    module: 'enum',
    bases,
    members: new Map(),
    ...(construct ? { construct } : {}),
  })
}

const enumClass = enumeration('Enum', [objectClass])
enumClass.attributes.set(
  '__str__',
  defineTolerant('__str__', 'self', ([self]) => {
    const name = self?.kind === 'instance' ? self.attributes.get('name') : null
    if (self?.kind !== 'instance' || name?.kind !== 'str') return none
    return { kind: 'str', value: `${self.type.name}.${name.value}` }
  }),
)

/** `IntEnum` and `StrEnum` are enums and values at once; their text is that of the value. */
function mixed(name: string, type: ClassValue): ClassValue {
  const made = builtinClass(name, {
    module: 'enum',
    bases: [enumClass],
    members: new Map(),
    ...(type.construct ? { construct: type.construct } : {}),
    methods: [
      defineTolerant('__str__', 'self', ([self], machine) => {
        const value = self?.kind === 'instance' ? self.payload : null
        return value
          ? (function* () {
              return { kind: 'str' as const, value: yield* machine.text(value) }
            })()
          : none
      }),
    ],
  })
  const order = made.order as ClassValue[]
  order.splice(1, order.length - 1, type, enumClass, objectClass)
  return made
}

const auto = builtinClass('auto', {
  module: 'enum',
  bases: [objectClass],
  construct: defineTolerant('auto', 'type', ([type], machine) =>
    instance(type?.kind === 'class' ? type : objectClass, machine.here()),
  ),
})

const same = (name: string): NativeFunction => defineTolerant(name, 'f', ([value = none]) => value)

/** `enum` */
export function enumModule(): ModuleValue {
  return libraryModule(
    'enum',
    [
      ['Enum', enumClass],
      ['ReprEnum', enumClass],
      ['IntEnum', mixed('IntEnum', intClass)],
      ['StrEnum', mixed('StrEnum', strClass)],
      ['Flag', enumeration('Flag', [enumClass])],
      ['IntFlag', mixed('IntFlag', intClass)],
      ['EnumMeta', builtinClass('EnumMeta', { bases: [objectClass] })],
      ['EnumType', builtinClass('EnumType', { bases: [objectClass] })],
      ['auto', auto],
    ],
    [
      same('unique'),
      same('member'),
      same('nonmember'),
      defineTolerant('property', 'f', ([getter = none]) => ({
        kind: 'property',
        getter,
        setter: null,
        isCached: false,
      })),
      defineTolerant('verify', '*', () => same('verify')),
    ],
  )
}
