import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { house } from '../../house.mjs'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8')

/** The rows as docs/architecture.md has to print them. */
function printedHouse(): string {
  const rows = Object.entries(house).map(
    ([room, { rooms, types = [] }]) =>
      `| ${room} | ${rooms.join(' ') || '—'} | ${types.join(' ')} |`,
  )
  return rows.join('\n')
}

test('docs/architecture.md prints the table that the import checker reads', () => {
  expect(page).toContain(`|---|---|---|\n${printedHouse()}\n<!-- /house -->`)
})

test('every room of the table is a folder, and every folder is a room', () => {
  const folders = readdirSync(join(root, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
  expect(Object.keys(house).sort()).toEqual(folders.sort())
})

test('every room is described', () => {
  for (const room of Object.keys(house)) {
    expect(page).toMatch(new RegExp(`\\| ${room} \\| [a-zA-Z]`))
  }
})
