import type { Value } from '../postgres/session.ts'

/*
 * The messages that this program sends, as PostgreSQL's protocol lays them out:
 * https://www.postgresql.org/docs/current/protocol-message-formats.html
 */

/**
 * A request that runs text as it stands: one statement or several, by the simple protocol.
 *
 * `copy … from stdin` would wait for data that never come and take PGlite down. CopyFail ends it
 * with an error, as pg does; anywhere else PostgreSQL ignores it.
 */
export function simpleRequest(text: string): Uint8Array<ArrayBuffer> {
  return joined([message('Q', [cstring(text)]), copyFail()])
}

/** A request that runs one statement with its values and asks what its columns are. */
export function extendedRequest(text: string, values: readonly Value[]): Uint8Array<ArrayBuffer> {
  return joined([parse('', text), ...execution('', values)])
}

/** A request that prepares a statement without values under a name, which no other one has. */
export function prepareRequest(name: string, text: string): Uint8Array<ArrayBuffer> {
  return joined([parse(name, text), message('S', [])])
}

/** A request that runs a prepared statement and asks what its columns are. */
export function preparedRequest(name: string): Uint8Array<ArrayBuffer> {
  return joined(execution(name, []))
}

/** No parameter types are given: PostgreSQL infers them, as it does for pg. */
function parse(name: string, text: string): Buffer {
  return message('P', [cstring(name), cstring(text), int16(0)])
}

function execution(statement: string, values: readonly Value[]): readonly Buffer[] {
  const portal = cstring('')
  const bind = [portal, cstring(statement), int16(0), int16(values.length), ...values.map(bound)]
  return [
    message('B', [...bind, int16(0)]),
    message('D', [Buffer.from('P'), portal]),
    message('E', [portal, int32(0)]),
    copyFail(),
    message('S', []),
  ]
}

/** Everything goes as text, as pg sends it. */
function bound(value: Value): Buffer {
  if (value === null) return int32(-1)
  const text = Buffer.from(typeof value === 'object' ? arrayLiteral(value) : String(value))
  return Buffer.concat([int32(text.length), text])
}

function arrayLiteral(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`
}

function copyFail(): Buffer {
  return message('f', [cstring('This program sends no data to "copy from stdin".')])
}

function message(kind: string, parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 4)
  return Buffer.concat([Buffer.from(kind), int32(length), ...parts])
}

function cstring(text: string): Buffer {
  return Buffer.from(`${text}\0`)
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value)
  return bytes
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

/** A copy with a memory of its own, so that it can be handed to another thread. */
function joined(messages: readonly Buffer[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(messages))
}
