import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { runCli } from '../support/test-application.ts'

const root = join(import.meta.dirname, '../..')

/** What is not the same on two runs: moments and durations. Columns are as wide as these. */
function timeless(text: string): string {
  return text
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/g, 'MOMENT')
    .replace(/ +\d+(\.\d+)? m?s /g, ' DURATION ')
}

test("the README's first screen is what the command prints, the first time and the second", async () => {
  const readme = await readFile(join(root, 'README.md'), 'utf8')
  const [, shown = ''] = /```\n(auth {2}embedded[^]*?)```/.exec(readme) ?? []
  const folder = await mkdtemp(join(tmpdir(), 'elenchus-readme-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const name of ['migrations', 'elenchus.config.ts']) {
    await cp(join(root, 'examples/socrates', name), join(folder, name), { recursive: true })
  }
  for (const first of ['2 applied', 'nothing applied']) {
    const up = await runCli(folder, ['up'])
    expect(up).toMatchObject({ code: 0 })
    expect(up.stdout).toContain(`auth   ${first}, at 002_admin_management`)
    const { stdout } = await runCli(folder, ['status', '--counts'])
    expect(timeless(stdout)).toBe(timeless(shown))
  }
})

test('`npm start` runs the commands whose output the README shows', async () => {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    scripts: { start: string }
  }
  const cli = 'node dist/cli/main.js -C examples/socrates'
  expect(manifest.scripts.start).toBe(`${cli} up && ${cli} status --counts`)
})
