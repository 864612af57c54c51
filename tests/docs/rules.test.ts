import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/audit/finding.ts'
import { rules } from '../../src/audit/registry.ts'
import { auditSchema } from '../../src/report/audit-schema.ts'
import { up } from '../../src/run/up.ts'
import { auditApplication } from '../../src/witness/audit/audit-application.ts'
import { auditedAlembic, discovered, writeFiles } from '../support/alembic-audit.ts'
import { nativeShadow } from '../support/plan-place.ts'
import { testApplication } from '../support/test-application.ts'
import { testDatabase } from '../support/test-database.ts'

const root = join(import.meta.dirname, '../..')
const pageOf = (name: string): string => readFileSync(join(root, `docs/rules/${name}.md`), 'utf8')
const namesIn = (folder: string, ending: string): readonly string[] =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith(ending) && !file.endsWith('.test.ts') && file !== 'README.md')
    .map((file) => file.slice(0, -ending.length))
    .sort()

/** What stands below a heading of a page. */
function section(page: string, heading: string): string {
  const [, text = ''] = new RegExp(`\n## ${heading}\n\n([^]*?)(?=\n## |$)`).exec(page) ?? []
  return text.trim()
}

describe('the registry, the files and the pages', () => {
  const names = rules.map(({ name }) => name)

  test('name the same rules, sorted', () => {
    expect(names).toEqual(names.toSorted())
    expect(namesIn('src/audit/rules', '.ts')).toEqual(names)
    expect(namesIn('docs/rules', '.md')).toEqual(names)
  })

  test.each(rules)('$name: its page says what the rule says', (rule) => {
    const page = pageOf(rule.name)
    expect(page).toMatch(
      new RegExp(`^# ${rule.name}\n\nSeverity: ${rule.severity}. Family: ${rule.family}.\n`),
    )
    expect(section(page, 'Finding')).toBe(rule.finds)
    expect(section(page, 'Why')).toBe(rule.why)
    for (const heading of ['Example', 'Cure', 'When to ignore']) {
      expect(section(page, heading)).not.toBe('')
    }
  })

  test('the list of the pages has them all, by family', () => {
    const list = readFileSync(join(root, 'docs/rules/README.md'), 'utf8')
    for (const { name, severity, finds } of rules) {
      expect(list).toContain(`| [${name}](${name}.md) | ${severity} | ${finds} |`)
    }
  })
})

interface Example {
  /** Before anything is applied: files by their paths. */
  readonly files: Readonly<Record<string, string>>
  /** Python files by their paths within the application. */
  readonly python: Readonly<Record<string, string>>
  readonly settings: Readonly<Record<string, unknown>>
  /** What is done by hand afterwards: SQL by the database. */
  readonly byHand: readonly (readonly [string, string])[]
  /** Files that are written after all was applied. */
  readonly later: Readonly<Record<string, string>>
  /** Whether the migrations are applied at all. */
  readonly applied: boolean
  readonly expected: string
}

/** The blocks of a page's example: their language, what stands behind it, and their text. */
function exampleOf(page: string): Example {
  const blocks = [...section(page, 'Example').matchAll(/```(\w+)(?: (.+))?\n([^]*?)\n```/g)].map(
    ([, language = '', label = '', text = '']) => ({ language, label, text }),
  )
  const labelled = (start: string): readonly (readonly [string, string])[] =>
    blocks
      .filter(({ language, label }) => language === 'sql' && label.startsWith(start))
      .map(({ label, text }) => [label.slice(start.length), text])
  const settings = blocks.find(({ language }) => language === 'json')?.text ?? '{}'
  return {
    files: Object.fromEntries(labelled('migrations/')),
    python: Object.fromEntries(
      blocks.flatMap(({ language, label, text }) =>
        language === 'python' && label !== '' ? [[label, `${text}\n`]] : [],
      ),
    ),
    settings: JSON.parse(settings) as Record<string, unknown>,
    byHand: labelled('database '),
    later: Object.fromEntries(labelled('later migrations/')),
    applied: !page.includes('was never applied'),
    expected: blocks.find(({ language }) => language === 'text')?.text ?? '',
  }
}

const all = rules.map(({ name }) => ({ name, example: exampleOf(pageOf(name)) }))
const examples = all.filter(({ example }) => Object.keys(example.files).length > 0)
const alembicExamples = all.filter(({ example }) =>
  Object.keys(example.python).some((file) => file.startsWith('migrations/versions/')),
)

function linesOf(findings: readonly Finding[]): string {
  return findings.map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`).join('\n')
}

describe('the example of', () => {
  test.each(examples)('$name is found, and nothing else', async ({ example }) => {
    const names = [...new Set(Object.keys(example.files).map((file) => file.split('/')[0] ?? ''))]
    const databases = new Map(
      await Promise.all(names.map(async (name) => [name, await testDatabase()] as const)),
    )
    const application = await testApplication(
      Object.fromEntries([...databases].map(([name, { url }]) => [name, { url }])),
      example.files,
      { ...nativeShadow(), ...example.settings },
    )
    await writeFiles(application, example.python)
    if (example.applied) {
      await up(await application.open(), { only: [], to: null, allowOutOfOrder: false })
    }
    for (const [name, text] of example.byHand) await databases.get(name)?.run(text)
    for (const [file, text] of Object.entries(example.later)) {
      await mkdir(join(application.folder, 'migrations', dirname(file)), { recursive: true })
      await writeFile(join(application.folder, 'migrations', file), text)
    }
    const run = await application.open()
    const report = await auditApplication(run, {
      discovery: await discovered(run),
      only: [],
      live: true,
      ledger: { kind: 'none' },
    })
    auditSchema.parse(report)
    const lines = linesOf(report.findings).replaceAll(`${application.folder}/`, '')
    expect(lines).toBe(example.expected)
  })

  test.each(alembicExamples)(
    '$name is found in an Alembic history, and nothing else',
    async (one) => {
      const down = pageOf(one.name).includes('`elenchus audit --down`')
      const { python, settings, expected } = one.example
      expect(linesOf(await auditedAlembic(python, { down, settings }))).toBe(expected)
    },
  )
})
