import { describe, expect, test } from 'vitest'
import { readAnswer } from './wire-answer.ts'
import { extendedRequest, simpleRequest } from './wire-request.ts'

/** Letters of the messages, checked to lie end to end. */
function kindsOf(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes)
  let kinds = ''
  let at = 0
  while (at < buffer.length) {
    kinds += String.fromCharCode(buffer[at] ?? 0)
    at += 1 + buffer.readInt32BE(at + 1)
  }
  expect(at).toBe(buffer.length)
  return kinds
}

describe('requests', () => {
  test('text goes as one query, and a copy that waits for data is ended', () => {
    const request = simpleRequest('select 1; select 2')
    expect(kindsOf(request)).toBe('Qf')
    expect(Buffer.from(request).toString()).toContain('select 1; select 2\0')
  })

  test('a statement with values is parsed, bound, described, executed and synchronised', () => {
    const request = extendedRequest('select $1', ['é', 1, true, null, ['a"b', 'c\\d']])
    expect(kindsOf(request)).toBe('PBDEfS')
    expect(Buffer.from(request).toString()).toContain('{"a\\"b","c\\\\d"}')
  })

  test('own their memory, so that another thread can take it', () => {
    const request = simpleRequest('select 1')
    expect(request.byteLength).toBe(request.buffer.byteLength)
  })
})

describe('answers', () => {
  test('nothing is an answer without rows', () => {
    expect(readAnswer(Buffer.alloc(0), null)).toEqual({ rows: [], notices: [], fault: null })
  })

  test('the first of two errors counts', () => {
    const error = (text: string): Buffer => {
      const body = Buffer.from(`SERROR\0C42601\0M${text}\0P7\0\0`)
      const head = Buffer.from('E\0\0\0\0')
      head.writeInt32BE(body.length + 4, 1)
      return Buffer.concat([head, body])
    }
    const { fault } = readAnswer(Buffer.concat([error('first'), error('second')]), null)
    expect(fault).toMatchObject({ message: 'first', code: '42601', severity: 'ERROR', position: 7 })
  })
})
