import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linesOf } from './lines.ts'
import type { Section } from './revision.ts'
import { sectionsOf, type Sections } from './sections.ts'

interface Piece {
  readonly direction: 'up' | 'down'
  readonly transaction: boolean
  readonly body: string
}

const lineBreak = fc.constantFrom('\n', '\r\n')
const bodyLine = fc.constantFrom(
  '',
  'select 1;',
  ' -- a remark',
  '$$ -- migrate:up $$',
  'é😀',
  ';;',
)
const body = fc
  .tuple(fc.array(bodyLine), lineBreak)
  .map(([lines, end]) => lines.map((line) => line + end).join(''))
const piece: fc.Arbitrary<Piece> = fc.record({
  direction: fc.constantFrom('up', 'down'),
  transaction: fc.boolean(),
  body,
})
/** An `up` first, then either in any order. */
const pieces = fc
  .tuple(piece, fc.array(piece))
  .map(([first, more]): readonly Piece[] => [{ ...first, direction: 'up' }, ...more])
const header = fc
  .array(fc.constantFrom('', '-- A title', '--'))
  .map((lines) => lines.map((line) => `${line}\n`).join(''))

function markerOf({ direction, transaction }: Piece, end: string): string {
  return `-- migrate:${direction}${transaction ? '' : ' transaction:false'}${end}`
}

function sectionsIn(text: string): Sections {
  return sectionsOf({ file: '1_a.sql', text }, linesOf(text))
}

function partsOf(section: Section | null): readonly Omit<Piece, 'direction'>[] {
  return section?.blocks.map(({ text, transaction }) => ({ body: text, transaction })) ?? []
}

describe('sectionsOf', () => {
  test('what is joined of header, markers and blocks is taken apart into them', () => {
    fc.assert(
      fc.property(header, pieces, lineBreak, (head, all, end) => {
        const text = head + all.map((one) => markerOf(one, end) + one.body).join('')
        const { up, down, header: lines } = sectionsIn(text)
        const wanted = (direction: string): readonly unknown[] =>
          all
            .filter((one) => one.direction === direction)
            .map((one) => ({ body: one.body, transaction: one.transaction }))
        expect(partsOf(up)).toEqual(wanted('up'))
        expect(partsOf(down)).toEqual(wanted('down'))
        expect(lines.map((line) => `${line.text}\n`).join('')).toBe(head)
      }),
    )
  })

  test('blocks and the lines between them are the whole file', () => {
    fc.assert(
      fc.property(header, pieces, lineBreak, (head, all, end) => {
        const text = head + all.map((one) => markerOf(one, end) + one.body).join('')
        const { up, down } = sectionsIn(text)
        const blocks = [...up.blocks, ...(down?.blocks ?? [])].toSorted(
          (left, right) => left.offset - right.offset,
        )
        let joined = head
        for (const [at, block] of blocks.entries()) {
          const marker = all[at]
          joined += marker === undefined ? '' : markerOf(marker, end)
          expect(block.offset).toBe(joined.length)
          joined += block.text
        }
        expect(joined).toBe(text)
      }),
    )
  })

  test('a file without a way back has no section for it', () => {
    const { up, down } = sectionsIn('-- migrate:up\nselect 1;\n-- migrate:up\nselect 2;\n')
    expect(up.blocks).toHaveLength(2)
    expect(down).toBeNull()
  })

  test('what is optional is so in its only block', () => {
    const { up, down } = sectionsIn(
      '-- migrate:up optional:extension=vector\nselect 1;\n-- migrate:down\n-- migrate:down\n',
    )
    expect(up.optional).toEqual({ kind: 'extension', name: 'vector' })
    expect(down?.optional).toBeNull()
  })
})
