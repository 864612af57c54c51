import { md5, sha1 } from '@noble/hashes/legacy.js'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { instance } from '../../value/make.ts'
import { bytes, str } from '../../value/plain-value.ts'
import type { ModuleValue, NativeFunction, Value } from '../../value/value.ts'
import { builtinClass, define } from '../define.ts'
import { objectClass } from '../object-class.ts'
import { libraryModule } from './library-module.ts'

const hashClass = builtinClass('hash', {
  module: 'hashlib',
  bases: [objectClass],
  methods: [
    define('hexdigest', 'self', ([self], machine) => {
      const digest = digestOf(self)
      return digest === null ? machine.unknown('this hash is not known') : str(hexOf(digest))
    }),
    define('digest', 'self', ([self], machine) => {
      const digest = digestOf(self)
      return digest === null ? machine.unknown('this hash is not known') : bytes(digest)
    }),
  ],
})

function digestOf(self: Value | undefined): string | null {
  const kept = self?.kind === 'instance' ? self.attributes.get('_digest') : undefined
  return kept?.kind === 'bytes' ? kept.value : null
}

function hexOf(text: string): string {
  return bytesToHex(Uint8Array.from(text, (one) => one.charCodeAt(0)))
}

function hash(name: string, digest: (given: Uint8Array) => Uint8Array): NativeFunction {
  return define(name, 'string? usedforsecurity?', ([given], machine) => {
    const text = given?.kind === 'bytes' ? given.value : ''
    if (given && given.kind !== 'bytes') machine.raise('TypeError', 'bytes are required')
    const made = instance(hashClass, machine.here())
    const found = digest(Uint8Array.from(text, (one) => one.charCodeAt(0)))
    made.attributes.set('_digest', bytes(String.fromCharCode(...found)))
    return made
  })
}

/** `hashlib`: names in migrations and conventions are often made with it. */
export function hashModule(): ModuleValue {
  return libraryModule(
    'hashlib',
    [],
    [hash('md5', md5), hash('sha1', sha1), hash('sha256', sha256), hash('sha512', sha512)],
  )
}
