import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../src/settings/temporary-folder.testing.ts'

const program = join(import.meta.dirname, '../../dist/cli/main.js')

test('an audit of a folder where nothing is says what it looked for', async () => {
  const folder = await temporaryFolder({ 'report.sql': 'select 1;' })
  const { status, stderr } = spawnSync(process.execPath, [program, 'audit', folder], {
    encoding: 'utf8',
  })
  expect(status).toBe(2)
  expect(stderr).toContain(`Neither models nor migrations were found in "${folder}".`)
  expect(stderr).toContain('SQL files that are in no history: 1.')
  expect(stderr).toContain('hint: Name the folder that they are in: elenchus audit <folder>')
})
