import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AuditReport } from '../../src/audit/audit-report.ts'
import { besideSettings } from '../../src/discovery/beside-settings.ts'
import { discover } from '../../src/discovery/discover.ts'
import { installedPythonParser } from '../../src/history/alembic/installed-python-parser.ts'
import { auditMarkdown } from '../../src/report/audit-markdown.ts'
import { auditSarif } from '../../src/report/audit-sarif.ts'
import { auditText } from '../../src/report/audit-text.ts'
import { plainPaint } from '../../src/report/paint.ts'
import { openApplication } from '../../src/run/open-application.ts'
import { auditApplication } from '../../src/witness/audit/audit-application.ts'
import { lightFlags } from '../support/test-application.ts'
import { testCache } from '../support/test-cache.ts'
import { isPlanted, plantLine, plantsFound, plantsIn } from './drifted-plants.ts'

const shown = 'examples/drifted'
const example = join(import.meta.dirname, '../..', shown)
const golden = join(import.meta.dirname, '../golden')

let folder = ''
let report: AuditReport

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'elenchus-drifted-'))
  await cp(example, folder, { recursive: true, filter: (path) => !path.endsWith('.elenchus') })
  const words = [...lightFlags, join(example, 'bring-up.mjs'), '--into', folder]
  const environment = { ...process.env, XDG_CACHE_HOME: join(testCache, '..') }
  await promisify(execFile)(process.execPath, words, { env: environment })
  const run = await openApplication({ directory: folder, environment: { cache: testCache } })
  const parser = await installedPythonParser()
  const found = await discover({ folder, parser, environment: {} })
  const discovery = besideSettings(found, run.application)
  report = await auditApplication(run, {
    only: [],
    live: true,
    ledger: { kind: 'none' },
    discovery,
  })
  // Places are spelled as the folder is, and this one has another name each time.
  report = JSON.parse(JSON.stringify(report).replaceAll(folder, shown)) as AuditReport
}, 120_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

test('everything that the README lists as planted is found, with who is wrong, and nothing else', async () => {
  const planted = plantsIn(await readFile(join(example, 'README.md'), 'utf8'))
  const found = plantsFound(report, shown)
  expect(planted.length).toBeGreaterThan(40)
  const missed = planted.filter((one) => !found.some((other) => isPlanted(other, one)))
  const unplanted = found.filter((one) => !planted.some((other) => isPlanted(one, other)))
  expect({ missed: missed.map(plantLine), unplanted: unplanted.map(plantLine) }).toEqual({
    missed: [],
    unplanted: [],
  })
  expect(found).toHaveLength(planted.length)
})

test('its reports are the golden ones', async () => {
  await expect(auditMarkdown(report)).toMatchFileSnapshot(join(golden, 'drifted.md'))
  await expect(`${JSON.stringify(report, null, 2)}\n`).toMatchFileSnapshot(
    join(golden, 'drifted.json'),
  )
  const sarif = auditSarif(report, '0.0.0')
  await expect(sarif).toMatchFileSnapshot(join(golden, 'drifted.sarif'))
  // What the schema of SARIF asks of lists, and a type does not say.
  const lists = [...sarif.matchAll(/"logicalLocations": (\[[^\]]*\])/g)]
  expect(lists.length).toBeGreaterThan(40)
  for (const [, list = ''] of lists) {
    const texts = (JSON.parse(list) as readonly unknown[]).map((one) => JSON.stringify(one))
    expect(texts).toEqual([...new Set(texts)])
  }
})

test("the README's first screen is what the command prints", async () => {
  const readme = await readFile(join(example, '../../README.md'), 'utf8')
  const [, screen] = /```\nauth [^]*?\n(orchard [^]*?)```/.exec(readme) ?? []
  expect(auditText(report, plainPaint)).toBe(screen)
})
