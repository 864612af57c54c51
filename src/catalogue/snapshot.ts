import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalJson, type Json } from '../kernel/canonical-json.ts'
import type { Catalogue } from './catalogue.ts'
import type { Dependency } from './dependency.ts'

/** What is true of the server and not of the schema. It never takes part in a comparison. */
export interface ServerFacts {
  /** As `server_version_num`: 150018 for PostgreSQL 15.18. */
  readonly version: number
  readonly extensionVersions: Readonly<Record<string, string>>
}

/** A catalogue as a file: canonical JSON, so that equal schemas give equal bytes. */
export interface Snapshot {
  readonly format: 'elenchus-snapshot-1'
  readonly hash: string
  readonly server: ServerFacts
  readonly catalogue: Catalogue
  /** Which objects need which others, for plans. Written since they are made; the hash leaves it out. */
  readonly dependencies?: readonly Dependency[]
}

/** SHA-256 of the catalogue's canonical JSON, in hexadecimal. The server's facts do not count. */
export function catalogueHash(catalogue: Catalogue): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(asJson(catalogue)))))
}

/** The snapshot of a catalogue, ready to be written. */
export function snapshotOf(
  catalogue: Catalogue,
  server: ServerFacts,
  dependencies?: readonly Dependency[],
): Snapshot {
  const hash = catalogueHash(catalogue)
  const needs = dependencies === undefined ? {} : { dependencies }
  return { format: 'elenchus-snapshot-1', hash, server, catalogue, ...needs }
}

/** The bytes of a snapshot file. */
export function printSnapshot(snapshot: Snapshot): string {
  return canonicalJson(asJson(snapshot))
}

/** Interfaces lack the index signature that {@link Json} asks for, though they are plain data. */
function asJson(value: Catalogue | Snapshot): Json {
  return value as unknown as Json
}
