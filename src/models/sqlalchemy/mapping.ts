import type { HostCall } from '../../python/value/value.ts'
import type { Reading } from './reading.ts'
import type { BaseItem, RegistryItem } from './sa-object.ts'

/** What mapping a class needs. */
export interface Mapping {
  readonly base: BaseItem
  readonly reading: Reading
  readonly call: HostCall
}

/** The same once the registry of the class is known. */
export interface RegisteredMapping extends Mapping {
  readonly registry: RegistryItem
}
