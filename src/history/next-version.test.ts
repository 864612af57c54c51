import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { migrationTemplate, nextVersion } from './next-version.ts'
import { readRevision } from './read-revision.ts'
import type { History } from './revision.ts'

const now = new Date('2026-03-04T05:06:07.890Z')

function historiesOf(versions: Readonly<Record<string, readonly string[]>>): readonly History[] {
  return Object.entries(versions).map(([database, list]) => ({
    kind: 'sql',
    database,
    folder: database,
    revisions: list.map((version) =>
      readRevision({
        ...{ id: `${version}_a`, version, name: 'a', database, file: 'a.sql' },
        text: '-- migrate:up\n',
      }),
    ),
  }))
}

describe('nextVersion', () => {
  test.each<[string, Readonly<Record<string, readonly string[]>>, string]>([
    ['an application without migrations begins at 001', { auth: [], specs: [] }, '001'],
    ['a counter goes on in its width', { auth: ['0001', '0002'] }, '0003'],
    ['a counter that is full grows', { auth: ['998', '999'] }, '1000'],
    ['a counter without zeros stays so', { auth: ['8', '9'] }, '10'],
    ['a shared numbering goes on', { auth: ['001', '004'], specs: ['002', '003', '005'] }, '006'],
    ['a shared numbering counts for a new database', { auth: [], b: ['001'], c: ['002'] }, '003'],
    [
      'else each database counts on its own',
      { auth: ['001', '002'], specs: ['001', '009'] },
      '003',
    ],
    ['a second database begins in the style of the first', { auth: [], specs: ['0001'] }, '0001'],
    ['timestamps are UTC', { auth: ['20240101000000'] }, '20260304050607'],
    [
      'a second database takes timestamps too',
      { auth: [], b: ['20240101000000'] },
      '20260304050607',
    ],
    ['a timestamp comes last', { auth: ['20260304050607', '20270101000000'] }, '20270101000001'],
    ['fourteen other digits are a counter', { auth: ['00000000000041'] }, '00000000000042'],
  ])('%s', (_, versions, expected) => {
    expect(nextVersion(historiesOf(versions), 'auth', now)).toBe(expected)
  })

  test('is greater than all of its database', () => {
    const version = fc.integer({ min: 0, max: 2_000 }).map(String)
    const lists = fc.record({ auth: fc.array(version), specs: fc.array(version) })
    fc.assert(
      fc.property(lists, (versions) => {
        const next = BigInt(nextVersion(historiesOf(versions), 'auth', now))
        for (const one of versions.auth) expect(next > BigInt(one)).toBe(true)
      }),
    )
  })
})

describe('migrationTemplate', () => {
  test('has the title and two empty sections', () => {
    expect(migrationTemplate('add labels')).toBe(
      '-- add labels\n-- migrate:up\n\n-- migrate:down\n\n',
    )
  })

  test('is a migration whatever the title', () => {
    const odd = fc.constantFrom('migrate:up', 'Migrate : x', 'elenchus:requires', '-- migrate:down')
    fc.assert(
      fc.property(fc.oneof(odd, fc.string({ unit: 'binary' })), (title) => {
        const text = migrationTemplate(title)
        const named = { id: '1_a', version: '1', name: 'a', database: 'a', file: 'a.sql' }
        const revision = readRevision({ ...named, text })
        for (const section of [revision.up, revision.down]) {
          expect(section?.blocks.map((block) => block.text.trim())).toEqual([''])
        }
        expect(revision.requires).toEqual([])
      }),
    )
  })
})
