import type { Answer, HostCall, HostFunctions, Machine } from '../../python/value/value.ts'
import type { MetadataDraft, SequenceDraft, SqlType, TableDraft } from './drafts.ts'

/** What runs what constructs ask for: a replay of migrations. Null where it leaves an answer out. */
export interface LiveDatabase {
  /** `Enum(…).create(bind)` and its like. */
  typeMethod(type: SqlType, name: string, call: HostCall): Answer | null
  /** `table.create(bind)`, `table.insert()`. */
  tableAttribute(table: TableDraft, name: string, call: HostCall): Answer | null
  /** `metadata.create_all(bind)`. */
  metadataAttribute(metadata: MetadataDraft, name: string, call: HostCall): Answer | null
  sequenceAttribute(sequence: SequenceDraft, name: string, call: HostCall): Answer | null
  /** A call of something that makes no schema, as far as the library's readers know. */
  inertCall(name: string, call: HostCall): Answer | null
}

/** A host with a database behind it. */
export interface LiveHost extends HostFunctions {
  readonly live: LiveDatabase
}

/** The database behind the host; null where models are only read. */
export function liveDatabase(machine: Machine): LiveDatabase | null {
  const { host } = machine
  return 'live' in host ? (host as LiveHost).live : null
}
