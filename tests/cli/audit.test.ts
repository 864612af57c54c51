import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { AuditReport } from '../../src/audit/audit-report.ts'
import { rules } from '../../src/audit/registry.ts'
import { auditSchema } from '../../src/report/audit-schema.ts'
import { nativeShadow } from '../support/plan-place.ts'
import { runCli, testApplication, type TestApplication } from '../support/test-application.ts'
import { testDatabase } from '../support/test-database.ts'

const socrates = join(import.meta.dirname, '../../examples/socrates')

/** The example without its own data, on the native shadow. */
async function socratesCopy(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'elenchus-audit-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await cp(join(socrates, 'migrations'), join(folder, 'migrations'), { recursive: true })
  await rm(join(folder, 'migrations/specs/010_document_embeddings.sql'))
  const settings = {
    databases: { auth: {}, specs: { after: ['auth'] } },
    standards: 'socrates',
    ...nativeShadow(),
  }
  await writeFile(join(folder, 'elenchus.config.json'), JSON.stringify(settings))
  return folder
}

describe('examples/socrates', () => {
  test('its audit finds nothing, by its own standards, and counts what there is', async () => {
    const config = await readFile(join(socrates, 'elenchus.config.ts'), 'utf8')
    expect(config).toContain("standards: 'socrates'")
    const { code, stdout } = await runCli(await socratesCopy(), ['audit'])
    expect(code).toBe(0)
    expect(stdout).toContain('The migrations run; no database was asked. Nothing was found.')
    expect(stdout).toMatch(/^tables +5 +24 +29$/m)
    expect(stdout).toMatch(/^references across databases +0 +25 +25$/m)
    expect(stdout).toMatch(/^redundant indexes +0 +0 +0$/m)
  })

  test('one command lists every column that points at users', async () => {
    const folder = await socratesCopy()
    const line = ['references', '--to', 'auth:public.users.id', '--no-databases']
    const { stdout } = await runCli(folder, line)
    expect(stdout).toContain('27 references, 0 with something to say of')
    expect(stdout).toMatch(
      /specs:public\.projects\.owner_id +uuid +documented +no foreign key +indexed +sound/,
    )
    const json = await runCli(folder, [...line, '--format', 'json'])
    const { references } = JSON.parse(json.stdout) as { references: { kind: string }[] }
    expect(references.filter(({ kind }) => kind === 'documented')).toHaveLength(25)
    const wrong = await runCli(folder, ['references', '--to', 'auth:public.user.id'])
    expect(wrong).toMatchObject({ code: 2 })
    expect(wrong.stderr).toContain('There is no column or table "auth:public.user.id".')
  })
})

const start = `-- migrate:up
create table users (id uuid primary key, email text not null);
create table posts (id uuid primary key, user_id uuid not null);
-- migrate:down
drop table posts;
drop table users;
`

/** A database that was changed by hand, and a column that nothing keeps true. */
async function drifted(settings: object = {}): Promise<TestApplication> {
  const database = await testDatabase(18)
  const application = await testApplication(
    { shop: { url: database.url } },
    { 'shop/001_start.sql': start },
    { ...nativeShadow(), ...settings },
  )
  expect(await application.cli('up')).toMatchObject({ code: 0 })
  await database.run('alter table users alter column email type varchar(80)')
  return application
}

describe('elenchus audit', () => {
  test('the first screen says who is wrong, with evidence, places and a way out', async () => {
    const { code, stdout } = await (await drifted()).cli('audit')
    expect(code).toBe(0)
    expect(stdout).toContain('1 error, 1 warning; wrong is the database in 1.')
    expect(stdout)
      .toContain(`error  shop  Column public.users.email: type is text in the migrations, character varying(80) in the database.  column-type-differs
    history   text  migrations/shop/001_start.sql:2:42
    database  character varying(80)
    cure      Bring the database back to what its migrations make:
              elenchus plan database:shop history:shop --out mend.json && elenchus run mend.json`)
  })

  test('the way out is one: the plan runs, and the next audit has no such finding', async () => {
    const application = await drifted()
    const plan = await application.cli(
      'plan',
      'database:shop',
      'history:shop',
      '--out',
      'mend.json',
    )
    expect(plan).toMatchObject({ code: 0 })
    const { stdout } = await application.cli('run', 'mend.json')
    expect(stdout).not.toBe('')
    expect((await application.cli('audit')).stdout).not.toContain('column-type-differs')
  })

  test('JSON has the form that docs/audit.schema.json says', async () => {
    const application = await drifted()
    const { stdout } = await application.cli('audit', '--format', 'json', '--all')
    const report = JSON.parse(stdout) as AuditReport
    expect(auditSchema.safeParse(report).error).toBe(undefined)
    expect(report.databases[0]?.ledger.length).toBeGreaterThan(50)
  })

  test('one object: what each witness says of it', async () => {
    const application = await drifted()
    const { stdout } = await application.cli('audit', '--object', 'public.users.email')
    expect(stdout).toMatch(/column public\.users\.email\n +history +database/)
    expect(stdout).toMatch(/ +type +text +character varying\(80\) +disputed/)
    expect(stdout).toMatch(/ +nullable +false +false +agreed/)
  })

  test('Markdown has every part of a report', async () => {
    const { stdout } = await (await drifted()).cli('audit', '--format', 'markdown')
    const headings = [...stdout.matchAll(/^##? (.+)$/gm)].map(([, heading]) => heading)
    expect(headings).toEqual([
      'Audit of the schema',
      'Who was heard',
      'Counts',
      'Errors',
      'Warnings',
      'What to do, in order',
      'Tables of shop',
      'History of shop',
      'Types of keys and of what points at them',
      'References',
      'By file',
    ])
    expect(stdout).toContain('| `public.users` | `001_start` |  | not heard | yes | yes | there |')
  })

  test('SARIF has what its standard asks for, and lines of files', async () => {
    const { stdout } = await (await drifted()).cli('audit', '--format', 'sarif')
    const sarif = JSON.parse(stdout) as Sarif
    expect(sarif.version).toBe('2.1.0')
    const [run] = sarif.runs
    expect(run?.tool.driver.name).toBe('Elenchus')
    expect(run?.tool.driver.rules.map(({ id }) => id)).toEqual(rules.map(({ name }) => name))
    for (const result of run?.results ?? []) {
      expect(['error', 'warning', 'note']).toContain(result.level)
      expect(run?.tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId)
      expect(result.message.text).not.toBe('')
      expect(result.partialFingerprints['elenchus/v1']).toMatch(/^[0-9a-f]{32}$/)
    }
    expect(run?.results[0]?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'migrations/shop/001_start.sql' },
      region: { startLine: 2, startColumn: 42 },
    })
  })

  test('annotations are one line each', async () => {
    const { stdout } = await (await drifted()).cli('audit', '--format', 'github')
    const lines = stdout.trimEnd().split('\n')
    expect(lines).toHaveLength(2)
    expect(lines[0]).toMatch(
      /^::error file=migrations\/shop\/001_start\.sql,line=2,col=42,title=column-type-differs::Column .*%0A/,
    )
  })

  test('only audits are printed in the formats of audits, and nothing is done before that is said', async () => {
    const application = await testApplication({ shop: {} }, { 'shop/001_start.sql': start })
    const { code, stdout, stderr } = await application.cli('up', '--format', 'sarif')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('Only audits can be printed as "sarif".')
    expect(stderr).not.toContain('001_start')
  })

  test('rules that are none are told all at once', async () => {
    const application = await testApplication(
      { shop: {} },
      {},
      {
        audit: {
          rules: { 'column-type-difers': 'off' },
          ignore: [{ rule: 'nonsense', subject: '*', reason: 'none' }],
        },
      },
    )
    const { code, stderr } = await application.cli('audit')
    expect(code).toBe(2)
    expect(stderr).toContain(
      'audit.rules: "column-type-difers" is no rule; did you mean "column-type-differs"?',
    )
    expect(stderr).toContain('audit.ignore: "nonsense" is no rule')
  })
})

describe('elenchus check', () => {
  test('fails on what is grave enough, and only on what is new', async () => {
    const application = await drifted()
    expect(await application.cli('check')).toMatchObject({ code: 1 })
    expect(await application.cli('check', '--update-ratchet')).toMatchObject({ code: 0 })
    const after = await application.cli('check', '--fail-on', 'note')
    expect(after).toMatchObject({ code: 0 })
    expect(after.stderr).toContain('2 known from elenchus.ratchet.json')
    await application.migration(
      'shop/002_notes.sql',
      '-- migrate:up\ncreate table notes (t text);\n',
    )
    expect(await application.cli('check', '--fail-on', 'warning')).toMatchObject({ code: 1 })
  })

  test('a database that cannot be heard is no success', async () => {
    const application = await testApplication(
      { shop: { url: 'postgresql://postgres@127.0.0.1:1/none' } },
      { 'shop/001_start.sql': start },
      nativeShadow(),
    )
    expect(await application.cli('check')).toMatchObject({ code: 2 })
  })
})

interface Sarif {
  readonly version: string
  readonly runs: readonly {
    readonly tool: {
      readonly driver: { readonly name: string; readonly rules: readonly { readonly id: string }[] }
    }
    readonly results: readonly {
      readonly ruleId: string
      readonly ruleIndex: number
      readonly level: string
      readonly message: { readonly text: string }
      readonly locations: readonly { readonly physicalLocation?: unknown }[]
      readonly partialFingerprints: Readonly<Record<string, string>>
    }[]
  }[]
}
