import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { nativeShadow } from '../support/plan-place.ts'
import { runCli, testApplication } from '../support/test-application.ts'

const root = join(import.meta.dirname, '../..')

test("the README's model and migration stand in the example", async () => {
  const readme = await readFile(join(root, 'README.md'), 'utf8')
  const [, shown = ''] = /```python\n([^]*?)```/.exec(readme) ?? []
  const parts = shown.split(/^# /m).slice(1)
  expect(parts).toHaveLength(2)
  for (const part of parts) {
    const [path = ''] = part.split('\n', 1)
    const file = await readFile(join(root, 'examples/drifted', path), 'utf8')
    expect(file).toContain(part.slice(path.length + 1).trimEnd())
  }
})

test("Socrates comes up as on the README's first screen, and its audit finds nothing", async () => {
  const readme = await readFile(join(root, 'README.md'), 'utf8')
  const [, shown = ''] = /```\n(auth [^]*?\nspecs [^]*?\n)/.exec(readme) ?? []
  const folder = await mkdtemp(join(tmpdir(), 'elenchus-readme-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const name of ['migrations', 'backend', 'elenchus.config.ts']) {
    await cp(join(root, 'examples/socrates', name), join(folder, name), { recursive: true })
  }
  expect(await runCli(folder, ['up'])).toMatchObject({ code: 0, stdout: shown })
  const { stdout } = await runCli(folder, ['audit'])
  expect(stdout).toContain('auth  models, 2 migrations replayed')
  expect(stdout).toContain('All 2 databases are what their migrations make. Nothing was found.')
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

test('`npm start` brings up one example, and audits the other', async () => {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    scripts: { start: string }
  }
  const cli = 'node dist/cli/main.js'
  const steps = [
    `${cli} -C examples/socrates up`,
    'node examples/drifted/bring-up.mjs',
    `${cli} audit examples/drifted`,
  ]
  expect(manifest.scripts.start).toBe(steps.join(' && '))
})
