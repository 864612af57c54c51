import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { nativeShadow } from '../support/plan-place.ts'
import { runCli, testApplication } from '../support/test-application.ts'

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

test("the README's plan is what the command prints for the README's files", async () => {
  const readme = await readFile(join(root, 'README.md'), 'utf8')
  const [section = ''] = /## Plan a change[^]*?\n## /.exec(readme) ?? []
  const application = await testApplication({ shop: {} }, {}, nativeShadow())
  for (const [, text = '', name = ''] of section.matchAll(/```sql\n(-- (\S+)\n[^]*?)```/g)) {
    await writeFile(join(application.folder, name), text)
  }
  const [, command = ''] = /```sh\nnpx elenchus (plan .*)\n/.exec(section) ?? []
  const [, shown = ''] = /```\n(\d+ statements[^]*?)```/.exec(section) ?? []
  const { stdout } = await application.cli(...command.split(' '))
  // Which minor version the engines are is not the README's business.
  const versionless = (text: string): string => text.replace(/PostgreSQL [\d.]+/g, 'PostgreSQL')
  expect(versionless(stdout)).toBe(versionless(shown))
  const [, next = ''] = /npx elenchus (new .*)\n/.exec(section) ?? []
  const words = [...next.matchAll(/"([^"]*)"|(\S+)/g)].map(
    ([, quoted, word]) => quoted ?? word ?? '',
  )
  expect(await application.cli(...words)).toMatchObject({ code: 0, stderr: '' })
})

test('`npm start` runs the commands whose output the README shows', async () => {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    scripts: { start: string }
  }
  const cli = 'node dist/cli/main.js -C examples/socrates'
  expect(manifest.scripts.start).toBe(`${cli} up && ${cli} status --counts`)
})
