import { str } from '../../python/value/plain-value.ts'
import type { Value } from '../../python/value/value.ts'
import type { MetadataDraft } from './drafts.ts'
import { liveDatabase } from './live-host.ts'
import type { Reading } from './reading.ts'
import { construct, inert, saObject, type SaObject } from './sa-object.ts'
import { tableObject } from './table-object.ts'

const objects = new WeakMap<MetadataDraft, SaObject>()

/** A `MetaData` as interpreted code holds it; always the same object. */
export function metadataObject(metadata: MetadataDraft, reading: Reading): SaObject {
  const existing = objects.get(metadata)
  if (existing) return existing
  const made = saObject('MetaData', metadata, {
    getAttribute: (name, call) =>
      liveDatabase(call.machine)?.metadataAttribute(metadata, name, call) ??
      attribute(metadata, name, reading),
    escaped: ({ reason }, at) => {
      metadata.isGivenAway = true
      reading.gap(`what is given this metadata may add to it: ${reason}`, at)
    },
    setAttribute: (name, value) => {
      if (name === 'naming_convention') metadata.naming = value
      if (name === 'schema' && value.kind === 'str') metadata.schema = value.value
    },
  })
  objects.set(metadata, made)
  return made
}

function attribute(metadata: MetadataDraft, name: string, reading: Reading): Value | null {
  if (name.startsWith('__')) return null
  if (name === 'schema') return metadata.schema === null ? { kind: 'none' } : str(metadata.schema)
  const tables = [...metadata.tables]
  if (name === 'tables') {
    return {
      kind: 'dict',
      entries: new Map(
        tables.map(([key, table]) => [`s${key}`, [str(key), tableObject(table, reading)]]),
      ),
      factory: null,
      uncertain: null,
    }
  }
  if (name === 'sorted_tables') {
    const items = tables.map(([, table]) => tableObject(table, reading))
    return { kind: 'list', items, uncertain: null }
  }
  if (name === 'reflect') {
    return construct(name, ({ at }) => {
      reading.gap('tables of this metadata are read from a live database, which no model tells', at)
      return { kind: 'none' }
    })
  }
  return name === 'create_all' ? construct(name, () => ({ kind: 'none' })) : inert(name)
}
