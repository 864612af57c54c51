import { describe, expect, test } from 'vitest'
import { tableWork } from './table-work.ts'
import { bytesPerSecond, timeMagnitude, type SizedWork } from './time-magnitude.ts'

const MB = 1_000_000

const work = (kind: SizedWork['work'], tableBytes: number, totalBytes = tableBytes): SizedWork => ({
  work: kind,
  tableBytes,
  totalBytes,
})

describe('timeMagnitude', () => {
  test.each([
    [0, 'instant'],
    [199, 'instant'],
    [200, 'seconds'],
    [200 * 60, 'minutes'],
    [200 * 3600, 'hours'],
    [200 * 86_400, 'days'],
  ] as const)('reading %i MB: %s', (size, magnitude) => {
    expect(timeMagnitude([work('scan', size * MB)])).toBe(magnitude)
  })

  test('what is done one after another adds up', () => {
    expect(timeMagnitude([work('scan', 150 * MB), work('scan', 150 * MB)])).toBe('seconds')
    expect(timeMagnitude([])).toBe('instant')
  })

  test('only a rewrite has to do with the indexes that are there', () => {
    const rate = bytesPerSecond.rewrite
    expect(timeMagnitude([work('index-build', 0, rate * 100)])).toBe('instant')
    expect(timeMagnitude([work('rewrite', 0, rate * 100)])).toBe('minutes')
  })
})

describe('tableWork', () => {
  const item = { schema: 'shop', name: 'item' }
  test.each([
    ['alter table shop.item add constraint a check (b > 0)', 'scan'],
    ['alter table shop.item alter "unique" set not null', 'scan'],
    ['alter table shop.item add constraint a unique (b)', 'index-build'],
    ['ALTER TABLE shop.item ADD PRIMARY KEY (b)', 'index-build'],
    ['create unique index concurrently a on shop.item (b)', 'index-build'],
    ['create index a on shop.item (b)', 'index-build'],
    ['create table other as select from shop.item', 'scan'],
  ] as const)('%s: %s', (sql, kind) => {
    expect(tableWork({ sql, rewrites: [], scans: [item] })).toEqual([
      { relation: item, work: kind },
    ])
  })

  test('what is written anew is not counted as read besides', () => {
    const other = { schema: 'shop', name: 'other' }
    const sql = 'alter table shop.item alter a type bigint'
    expect(tableWork({ sql, rewrites: [item], scans: [item, other] })).toEqual([
      { relation: item, work: 'rewrite' },
      { relation: other, work: 'scan' },
    ])
  })
})
