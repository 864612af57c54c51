import { describe, expect, test } from 'vitest'
import { heardCase, plainSettings } from '../../tests/support/audit-case.ts'
import { sampleCatalogue, sampleColumn, sampleTable } from '../../tests/support/sample-catalogue.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { audit } from './audit.ts'
import type { Finding } from './finding.ts'
import { noModelFacts, type ModelFact, type ModelFacts } from './model-facts.ts'

const at = { file: 'app/models.py', line: 3, column: 1 }
const env = { at: { file: 'alembic/env.py', line: 7, column: 1 }, seesAll: true }

function model(name: string, metadata: string, isImported: boolean | null = true): ModelFact {
  return {
    table: { schema: 'public', name },
    className: name.charAt(0).toUpperCase() + name.slice(1),
    ...{ module: `app.${name}`, at, metadata, isImported, isUsed: true },
  }
}

const tables = (...names: readonly string[]): Catalogue =>
  sampleCatalogue({ tables: names.map((name) => sampleTable({ name })) })

function found(
  heard: { readonly code: Catalogue; readonly history: Catalogue },
  facts: Partial<ModelFacts>,
): readonly Finding[] {
  const subject = heardCase(heard, { modelFacts: { ...noModelFacts, ...facts } })
  return audit(subject, plainSettings).findings.filter(({ rule }) => rule !== 'table-without-key')
}

const tracked = { name: 'app.db:Base.metadata', at, isTracked: true }
const legacy = { name: 'app.old:Base.metadata', at, isTracked: false }
const models = ['faq', 'faq_item'].map((name) => model(name, legacy.name))

describe('a metadata that migrations are not generated from', () => {
  const facts = {
    autogenerate: env,
    metadatas: [tracked, legacy],
    models: [model('users', tracked.name), ...models],
  }

  test('is one finding for all its models, with the lines of env.py', () => {
    const [one, ...more] = found(
      { code: tables('users', 'faq', 'faq_item'), history: tables('users') },
      facts,
    )
    expect(more).toEqual([])
    expect(one).toMatchObject({ rule: 'metadata-untracked', severity: 'error', culprit: 'code' })
    expect(one?.subjects).toHaveLength(2)
    expect(one?.cures).toMatchObject([
      {
        kind: 'edit',
        at: env.at,
        text: [
          'from app.db import Base',
          'from app.old import Base as old_Base',
          'target_metadata = [Base.metadata, old_Base.metadata]',
          'import app.faq  # noqa: F401',
          'import app.faq_item  # noqa: F401',
        ].join('\n'),
      },
    ])
  })

  test('is a warning where its tables are there', () => {
    const all = tables('users', 'faq', 'faq_item')
    expect(found({ code: all, history: all }, facts)).toMatchObject([
      { rule: 'metadata-untracked', severity: 'warning' },
    ])
  })

  test.each([
    ['nobody knows whether it is', { metadatas: [tracked, { ...legacy, isTracked: null }] }],
    ['migrations are not generated', { autogenerate: null }],
  ])('is not told where %s', (_, facts2) => {
    const all = tables('users', 'faq', 'faq_item')
    expect(found({ code: all, history: all }, { ...facts, ...facts2 })).toEqual([])
  })
})

test('models that env.py does not import are one finding, and their tables are not told again', () => {
  const both = [model('users', tracked.name), model('notes', tracked.name, false)]
  const facts = { autogenerate: env, metadatas: [tracked], models: both }
  const heard = { code: tables('users', 'notes'), history: tables('users') }
  expect(found(heard, facts)).toMatchObject([
    {
      rule: 'model-not-imported',
      severity: 'error',
      cures: [{ text: 'import app.notes  # noqa: F401' }],
    },
  ])
  const unknown = { ...facts, models: [model('notes', tracked.name, null)] }
  expect(found(heard, unknown).map(({ rule }) => rule)).toEqual(['model-without-table'])
})

test('what the next generated migration would drop is told where it sees all tables', () => {
  const heard = { code: tables('users'), history: tables('users', 'audit_log', 'jobs') }
  const drops = found(heard, { autogenerate: env })
  expect(drops).toMatchObject([{ rule: 'autogenerate-drops', severity: 'warning' }])
  expect(drops[0]?.cures[0]?.text).toContain('{"audit_log", "jobs"}')
  const filtered = found(heard, { autogenerate: { ...env, seesAll: false } })
  expect(filtered.map(({ rule }) => rule)).toEqual(['table-without-model'])
})

test('what was not read of a model is not told as lacking', () => {
  const heard = {
    code: tables('users'),
    history: sampleCatalogue({
      tables: [sampleTable({ name: 'users', columns: [sampleColumn({ name: 'id' })] })],
    }),
  }
  expect(found(heard, {}).map(({ rule }) => rule)).toEqual(['column-without-model'])
  expect(found(heard, { unread: ['public.users'] })).toEqual([])
})
