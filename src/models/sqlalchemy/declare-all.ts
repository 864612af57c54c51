import { compareText } from '../../kernel/ordering.ts'
import type { ClassValue, Value } from '../../python/value/value.ts'
import type { Declaration } from '../declaration.ts'
import { tieFinder } from './database-tie.ts'
import type { DeclaringAll } from './declare-all-request.ts'
import type { MetadataDraft } from './drafts.ts'
import { declarationOf, takeLateColumns } from './finish.ts'
import type { Reading } from './reading.ts'
import { itemOf, itemOfKind } from './sa-object.ts'

/** Writes down every metadata that has tables, types or sequences. */
export async function declareAll(all: DeclaringAll): Promise<readonly Declaration[]> {
  const { reading } = all
  takeLateColumns(reading)
  const names = await metadataNames(all)
  const found: Declaration[] = []
  for (const metadata of reading.metadatas) {
    if (metadata.tables.size + metadata.types.length + metadata.sequences.length === 0) continue
    const tieOf = tieFinder(metadata, all)
    found.push(
      await declarationOf(metadata, { names: [...(names.get(metadata) ?? [])], tieOf }, reading),
    )
  }
  return found.sort((one, other) => compareText(one.names[0] ?? '', other.names[0] ?? ''))
}

/** How the project itself spells each metadata: `app.models:Base.metadata`. */
async function metadataNames({
  reading,
  sources,
}: DeclaringAll): Promise<ReadonlyMap<MetadataDraft, ReadonlySet<string>>> {
  const found = new Map<MetadataDraft, Set<string>>()
  const add = (metadata: MetadataDraft | null, name: string): void => {
    if (!metadata) return
    const names = found.get(metadata) ?? new Set()
    found.set(metadata, names.add(name))
  }
  const mapped = new Set<Value>(reading.mapped.map(({ type }) => type))
  for (const name of sources.modules.keys()) {
    const module = await loaded(name, reading)
    if (module?.kind !== 'module') continue
    for (const [variable, value] of module.attributes) {
      if (mapped.has(value)) continue
      for (const [suffix, metadata] of metadataIn(value, reading)) {
        add(metadata, `${name}:${variable}${suffix}`)
      }
    }
  }
  const [own] = reading.metadatas
  if (own?.at.file === 'sqlmodel') add(own, 'sqlmodel:SQLModel.metadata')
  return found
}

/** A module that was evaluated; null for one that nothing imported. */
async function loaded(name: string, { program }: Reading): Promise<Value | null> {
  return program.isLoaded(name) ? program.importModule(name) : null
}

type Spelled = readonly [suffix: string, metadata: MetadataDraft]

function metadataIn(value: Value, reading: Reading): readonly Spelled[] {
  const item = itemOf(value)
  if (item?.kind === 'metadata') return [['', item]]
  if (item?.kind === 'registry') return [['.metadata', item.metadata]]
  if (item?.kind === 'base') {
    const metadata = item.metadataOf?.(null) ?? item.registry?.metadata
    return metadata ? [['.metadata', metadata]] : []
  }
  if (item?.kind === 'extension') return extensionMetadata(item, reading)
  return value.kind === 'class' ? classMetadata(value) : []
}

function classMetadata(value: ClassValue): readonly Spelled[] {
  const own = itemOfKind(value.attributes.get('metadata'), 'metadata')
  return own ? [['.metadata', own]] : []
}

function extensionMetadata(
  { metadataOf }: { readonly metadataOf: (key: string | null) => MetadataDraft },
  { metadatas }: Reading,
): readonly Spelled[] {
  const first = metadataOf(null)
  const keys = metadatas.flatMap(({ bindKey }) => bindKey ?? [])
  return [
    ['.metadata', first],
    ['.metadatas[None]', first],
    ...keys.map((key): Spelled => [`.metadatas['${key}']`, metadataOf(key)]),
  ]
}
