import { sha1 } from '@noble/hashes/legacy.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { instance } from '../../value/make.ts'
import { bool, str } from '../../value/plain-value.ts'
import type { ClassValue, Machine, ModuleValue, NativeFunction, Value } from '../../value/value.ts'
import { builtinClass, define, defineTolerant } from '../define.ts'
import { objectClass } from '../object-class.ts'
import { textOf } from '../read-argument.ts'
import { libraryModule } from './library-module.ts'

const written = (self: Value | undefined): string => {
  const text = self?.kind === 'instance' ? self.attributes.get('_text') : undefined
  return text?.kind === 'str' ? text.value : ''
}

const uuidClass: ClassValue = builtinClass('UUID', {
  module: 'uuid',
  bases: [objectClass],
  construct: define('UUID', 'type hex? version?', ([, hex], machine) => {
    const digits = textOf(hex, machine)
      .replace(/[-{}]|urn:uuid:/g, '')
      .toLowerCase()
    if (!/^[0-9a-f]{32}$/.test(digits)) {
      return machine.raise('ValueError', 'badly formed hexadecimal UUID string')
    }
    return made(digits, machine)
  }),
  methods: [
    define('__str__', 'self', ([self]) => str(written(self))),
    define('__eq__', 'self other', ([self, other]) => bool(written(self) === written(other))),
  ],
})

function made(digits: string, machine: Machine): Value {
  const parts = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/.exec(digits)?.slice(1) ?? []
  const self = instance(uuidClass, machine.here())
  self.attributes.set('_text', str(parts.join('-'))).set('hex', str(digits))
  return self
}

/** RFC 9562, version 5: SHA-1 of a namespace and a name. */
const uuid5 = define('uuid5', 'namespace name', ([namespace, name], machine) => {
  const space = hexToBytes(written(namespace).replaceAll('-', ''))
  const digest = sha1(Uint8Array.from([...space, ...utf8ToBytes(textOf(name, machine))]))
  const bytes = digest.slice(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return made(bytesToHex(bytes), machine)
})

/** Those that draw lots are known where the host draws for them. */
function drawn(name: string): NativeFunction {
  return defineTolerant(name, '*', (_, machine) => {
    const digits = machine.host.uuid?.()
    return digits === undefined
      ? machine.unknown(`"uuid.${name}" differs from run to run`)
      : made(digits.replaceAll('-', ''), machine)
  })
}

/** `uuid` */
export function uuidModule(): ModuleValue {
  return libraryModule('uuid', [['UUID', uuidClass]], [uuid5, drawn('uuid1'), drawn('uuid4')])
}
