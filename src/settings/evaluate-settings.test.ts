import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { evaluateSettings } from './evaluate-settings.ts'
import { failureOf } from './failure.testing.ts'
import { nodeFiles } from './node-files.ts'
import { temporaryFolder } from './temporary-folder.testing.ts'

type Sources = Readonly<Record<string, string>>

/** Runs the first of the files. */
async function evaluate(sources: Sources): Promise<unknown> {
  const folder = await temporaryFolder(sources)
  return await evaluateFile(join(folder, Object.keys(sources)[0] ?? ''))
}

async function evaluateFile(file: string): Promise<unknown> {
  const text = (await nodeFiles.read(file)) ?? ''
  return await evaluateSettings({ file, text, files: nodeFiles })
}

const TYPED = `import { defineApplication } from 'elenchus'
import type { SettingsInput } from 'elenchus'
enum Name { Auth = 'auth' }
const settings: SettingsInput = { databases: { [Name.Auth]: { migrations: 'm' } } }
export default defineApplication(settings satisfies SettingsInput)
`
const MODULE = `import { defineApplication } from 'elenchus'
const name = await Promise.resolve('auth')
export default defineApplication({ databases: { [name]: { migrations: 'm' } } })
`
const COMMON = `const { defineApplication } = require('elenchus')
module.exports = defineApplication({ databases: { auth: { migrations: 'm' } } })
`

describe('evaluateSettings', () => {
  test.each([
    ['elenchus.config.ts', TYPED],
    ['elenchus.config.mts', TYPED],
    ['elenchus.config.js', MODULE],
    ['elenchus.config.mjs', MODULE],
    ['elenchus.config.cjs', COMMON],
    ['elenchus.config.js', COMMON],
  ])('%s runs where elenchus is not installed', async (name, text) => {
    expect(await evaluate({ [name]: text })).toEqual({ databases: { auth: { migrations: 'm' } } })
  })

  test('what it imports can import elenchus too', async () => {
    const sources = {
      'elenchus.config.ts': `import { auth } from './auth.ts'\nexport default { databases: { auth } }`,
      'auth.ts': `import { defineApplication } from 'elenchus'
        export const auth = { migrations: typeof defineApplication }`,
    }
    expect(await evaluate(sources)).toEqual({ databases: { auth: { migrations: 'function' } } })
  })

  test('the project’s own copy of elenchus is not loaded beside this one', async () => {
    const sources = {
      'elenchus.config.js': MODULE,
      'package.json': '{"type": "module"}',
      'node_modules/elenchus/package.json': '{"type": "module", "exports": "./index.js"}',
      'node_modules/elenchus/index.js': 'throw new Error("loaded")',
    }
    expect(await evaluate(sources)).toEqual({ databases: { auth: { migrations: 'm' } } })
  })

  test.each([
    `process.loadEnvFile(new URL('.env', import.meta.url))`,
    `process.loadEnvFile(import.meta.dirname + '/.env')`,
  ])('%s reads the .env beside the settings file', async (line) => {
    onTestFinished(() => {
      delete process.env['ELENCHUS_SETTINGS_TEST']
    })
    const sources = {
      'elenchus.config.ts': `${line}\nexport default process.env.ELENCHUS_SETTINGS_TEST`,
      '.env': 'ELENCHUS_SETTINGS_TEST=read',
    }
    expect(await evaluate(sources)).toBe('read')
  })

  test('a .env that nobody asks for is not read', async () => {
    const sources = {
      'elenchus.config.ts': 'export default { value: process.env.ELENCHUS_SETTINGS_TEST }',
      '.env': 'ELENCHUS_SETTINGS_TEST=read',
    }
    expect(await evaluate(sources)).toEqual({ value: undefined })
  })

  test('an edit shows at once, with and without the cache', async () => {
    for (const cached of [false, true]) {
      const folder = await temporaryFolder(cached ? { '.elenchus/': '' } : {})
      const file = join(folder, 'elenchus.config.ts')
      const program = { file, files: nodeFiles }
      expect(await evaluateSettings({ ...program, text: 'export default 1' })).toBe(1)
      expect(await evaluateSettings({ ...program, text: 'export default 2' })).toBe(2)
      expect(await evaluateSettings({ ...program, text: 'export default 2' })).toBe(2)
    }
  })

  test('translations are kept with the state or the modules of the project, else nowhere', async () => {
    const text = 'export default 1'
    for (const [there, cache] of [
      ['.elenchus/', '.elenchus/.cache/settings'],
      ['node_modules/', 'node_modules/.cache/elenchus'],
    ] as const) {
      const folder = await temporaryFolder({ 'elenchus.config.ts': text, [there]: '' })
      await evaluateFile(join(folder, 'elenchus.config.ts'))
      expect(await readdir(join(folder, cache))).toHaveLength(1)
    }
    const folder = await temporaryFolder({ 'elenchus.config.ts': text })
    await evaluateFile(join(folder, 'elenchus.config.ts'))
    expect(await readdir(folder)).toEqual(['.git', 'elenchus.config.ts'])
  })

  test('a program that throws is run once', async () => {
    onTestFinished(() => {
      Reflect.deleteProperty(globalThis, 'settingsRuns')
    })
    const text = `globalThis.settingsRuns = (globalThis.settingsRuns ?? 0) + 1\nthrow new Error('no')`
    for (const name of ['elenchus.config.mjs', 'elenchus.config.cjs']) {
      Reflect.set(globalThis, 'settingsRuns', 0)
      await failureOf(evaluate({ [name]: text }))
      expect(Reflect.get(globalThis, 'settingsRuns')).toBe(1)
    }
  })
})

describe('a settings file that exports nothing', () => {
  test.each([
    [
      'elenchus.config.ts',
      `import { defineApplication } from 'elenchus'\ndefineApplication({} as never)`,
    ],
    ['elenchus.config.mjs', 'export const settings = {}'],
    ['elenchus.config.cjs', ''],
    ['elenchus.config.ts', ''],
  ])('%s is told the line to write: %s', async (name, text) => {
    const failure = await failureOf(evaluate({ [name]: text }))
    expect(failure.code).toBe('settings-export')
    expect(failure.hint).toBe('Write `export default defineApplication({ … })`.')
  })
})

describe('a settings file that fails', () => {
  test('a syntax error is shown with its line and a caret', async () => {
    const text = `import { defineApplication } from 'elenchus'\nexport default defineApplication({\n  databases { },\n})\n`
    const failure = await failureOf(evaluate({ 'elenchus.config.ts': text }))
    expect(failure.code).toBe('settings-syntax')
    expect(failure.message).toMatch(/^File ".*\/elenchus\.config\.ts" has a syntax error\.$/)
    expect(failure.details).toEqual(['Unexpected token, expected ",".'])
    expect(failure.at).toMatchObject({ line: 3, column: 13 })
    expect(failure.excerpt).toContain('> 3 |   databases { },\n    |             ^')
  })

  test('a syntax error in an imported file is shown there', async () => {
    const failure = await failureOf(
      evaluate({
        'elenchus.config.ts': `import './own/other.ts'\n`,
        'own/other.ts': 'const = 1\n',
      }),
    )
    expect(failure.at).toMatchObject({ line: 1, column: 7 })
    expect(failure.at?.file).toMatch(/\/own\/other\.ts$/)
    expect(failure.excerpt).toContain('> 1 | const = 1')
  })

  test('what it throws is shown with the line that threw', async () => {
    const text = `interface Named {\n  name: string\n}\nfunction url({ name }: Named): string {\n  throw new RangeError('no ' + name)\n}\nexport default url({ name: 'x' })\n`
    const failure = await failureOf(evaluate({ 'elenchus.config.ts': text }))
    expect(failure.code).toBe('settings-threw')
    expect(failure.details).toEqual(['RangeError: no x'])
    expect(failure.at).toMatchObject({ line: 5, column: 3 })
    expect(failure.excerpt).toContain(`> 5 |   throw new RangeError('no ' + name)\n    |   ^`)
  })

  test('an .env that is not there is named', async () => {
    const text = `\nprocess.loadEnvFile(new URL('.env', import.meta.url))\nexport default {}\n`
    const failure = await failureOf(evaluate({ 'elenchus.config.ts': text }))
    expect(failure.details[0]).toMatch(/^Error: ENOENT: no such file or directory, open '.*\.env'$/)
    expect(failure.hint).toMatch(/^Create that file, or take it out of .*elenchus\.config\.ts\.$/)
    expect(failure.at).toMatchObject({ line: 2, column: 1 })
  })

  test('a package that is not installed is named', async () => {
    const text = `import { parse } from 'no-such-package'\nexport default parse\n`
    const failure = await failureOf(evaluate({ 'elenchus.config.ts': text }))
    expect(failure.details).toEqual([`Error: Cannot find module 'no-such-package'`])
    expect(failure.hint).toBe('Install it: npm install no-such-package')
    expect(failure.at).toMatchObject({ line: 1, column: 1 })
  })

  test('a text that is thrown is shown without a line', async () => {
    const failure = await failureOf(evaluate({ 'elenchus.config.ts': `throw 'no'` }))
    expect(failure.details).toEqual(['no'])
    expect(failure.at).toMatchObject({ line: 1, column: 1 })
    expect(failure.excerpt).toBeUndefined()
  })

  test('no address with a password gets out', async () => {
    const text = `const url = 'postgres://app:hunter2@db/app'
      throw Object.assign(new Error('bad ' + url, { cause: url }), { input: url })`
    const failure = await failureOf(evaluate({ 'elenchus.config.ts': text }))
    expect(failure.details).toEqual(['Error: bad postgres://***********@db/app'])
    expect(failure.excerpt).toContain('> 2 |')
    expect(inspect(failure)).not.toContain('hunter2')
  })
})
