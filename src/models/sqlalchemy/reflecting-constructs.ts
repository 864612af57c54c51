import { baseObject, newRegistry } from './declarative-base.ts'
import type { Reading } from './reading.ts'
import { construct, inert, saObject, type SaObject } from './sa-object.ts'
import { REFLECTED } from './tell-reflection.ts'

/** `automap_base` and `DeferredReflection`, whose classes come from a live database. */
export function reflectingConstructs(reading: Reading): ReadonlyMap<string, SaObject> {
  return new Map([
    [
      'automap_base',
      construct('automap_base', (call) => {
        reading.gap('automap declares classes from a live database, which no model tells', call.at)
        return baseObject({ name: 'AutomapBase', registry: newRegistry(call, reading) }, reading)
      }),
    ],
    [
      'DeferredReflection',
      saObject(
        'DeferredReflection',
        { kind: 'construct', name: 'DeferredReflection' },
        {
          subclassed: (type, call) => {
            reading.gap(REFLECTED, type.at ?? call.at, type.name)
            return { kind: 'none' }
          },
          getAttribute: (name) => (name.startsWith('__') ? null : inert(name)),
        },
      ),
    ],
  ])
}
