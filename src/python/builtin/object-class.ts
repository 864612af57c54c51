import { instance } from '../value/make.ts'
import { none } from '../value/plain-value.ts'
import type { ClassValue, Machine, Value } from '../value/value.ts'
import { builtinClass, defineTolerant } from './define.ts'

/** Makes an instance of whatever class it is given. */
function makeInstance(type: Value | undefined, machine: Machine): Value {
  if (type?.kind !== 'class') {
    return machine.raise('TypeError', 'object.__new__(X): X is not a type')
  }
  return instance(type, machine.here())
}

/** `object`, which every class inherits from. */
export const objectClass: ClassValue = builtinClass('object', {
  construct: defineTolerant('object', 'type *', ([type], machine) => makeInstance(type, machine)),
  methods: [
    defineTolerant('__init__', 'self *', () => none),
    defineTolerant('__new__', 'type *', ([type], machine) => makeInstance(type, machine)),
    defineTolerant('__init_subclass__', '*', () => none),
    defineTolerant('__setattr__', 'self name value', function* ([self, name, value], machine) {
      if (self && name?.kind === 'str' && value) {
        yield* machine.setAttribute(self, name.value, value)
      }
      return none
    }),
  ],
})

/** `type` */
export const typeClass: ClassValue = builtinClass('type', { bases: [objectClass] })
