import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { nativeShadow } from './support/plan-place.ts'
import { migration } from './support/sql-migration.ts'
import { testApplication } from './support/test-application.ts'
import { testCache } from './support/test-cache.ts'
import { testDatabase } from './support/test-database.ts'

const root = join(import.meta.dirname, '..')

/** A program of a user's: the built package by its name, every verb once. */
const program = `
import { join } from 'node:path'
import {
  countDatabases, diff, down, newMigration, openApplication, parseRename, parseWitness, plan,
  planDestination, planMigration, planTarget, printSnapshot, readPlan, redo, runPlan, scriptOfUp,
  snapshotDatabase, stamp, status, up, verify,
} from 'elenchus'

const [directory, cache, output] = process.argv.slice(2)
const steps = []
const progress = {
  started: (task) => steps.push(['started', task.title]),
  advanced: (task, step) => steps.push(['advanced', task.title, step.done, step.total]),
  finished: (task, outcome) => steps.push(['finished', task.title, outcome]),
}
const open = () => openApplication({ directory, environment: { cache, progress } })
const all = { only: [], to: null, allowOutOfOrder: false }

const file = await newMigration(await open(), { database: 'auth', name: 'more' })
const script = await scriptOfUp(await open(), all)
const release = await up(await open(), all)
const results = {
  file, script, release,
  status: await status(await open(), []),
  redo: await redo(await open(), { only: [], steps: 1 }),
  verification: await verify(await open(), []),
  counts: await countDatabases(await open(), []),
  snapshot: printSnapshot(await snapshotDatabase(await open(), [])),
  diff: await diff(await open(), [parseWitness('history:auth'), parseWitness('database:auth')], { constraintNames: true }),
  stamped: await stamp(await open(), { only: [], revision: 'auth/002', stamp: { kind: 'forget' } }),
  down: await down(await open(), { only: [], depth: { kind: 'all' } }),
  steps,
}
const { writeFileSync } = await import('node:fs')
const target = join(directory, 'target.sql')
writeFileSync(target, 'create table people (id int);')
const options = { renames: [parseRename('public.users=people')], online: true }
const names = [parseWitness('history:auth'), parseWitness(target)]
const planFile = join(directory, 'plan.json')
await up(await open(), all)
writeFileSync(planFile, JSON.stringify(await plan(await open(), names, options)))
const wanted = { database: 'auth', name: 'planned', to: parseWitness(target) }
results.migration = await planMigration(await open(), wanted, options)
const opened = await open()
const made = await readPlan(opened.environment.files, planFile)
const place = planTarget(opened, planDestination(made, 'auth'))
const how = { ...place, file: planFile, allowed: [], ownTimeouts: false }
results.refused = await runPlan(place.run, made, how)
const allowed = results.refused.hazards.map(({ kind }) => kind)
results.ran = await runPlan(place.run, made, { ...how, allowed })
writeFileSync(output, JSON.stringify(results))
`

test('the built package does from a program all that the command line does, and says nothing', async () => {
  const application = await testApplication(
    { auth: { url: (await testDatabase()).url } },
    { 'auth/001_users.sql': migration('create table users (id int);', 'drop table users;') },
    nativeShadow(),
  )
  // Within the package, so that it is found by its own name.
  const file = join(root, 'dist', `library-test-${process.pid}.mjs`)
  onTestFinished(() => rmSync(file))
  writeFileSync(file, program)
  const output = join(application.folder, 'results.json')
  const child = spawnSync(process.execPath, [file, application.folder, testCache, output], {
    encoding: 'utf8',
  })
  expect(child).toMatchObject({ status: 0, stdout: '', stderr: '' })
  const results = JSON.parse(readFileSync(output, 'utf8')) as Record<string, unknown>
  expect(results).toMatchObject({
    file: expect.stringMatching(/migrations\/auth\/002_more\.sql$/) as string,
    script: { kind: 'script' },
    release: {
      failure: null,
      databases: [{ done: [{ revision: '001_users' }, { revision: '002_more' }] }],
    },
    status: { databases: [{ revisions: [{ state: 'applied' }, { state: 'applied' }] }] },
    redo: { down: { failure: null }, up: { failure: null } },
    verification: { databases: [{ drift: [], ledger: [] }] },
    counts: [{ counts: { tables: 1 } }],
    diff: { differences: [] },
    stamped: { databases: [{ erased: ['002_more'] }] },
    migration: { kind: 'planned-migration', up: { renames: ['public.users=people'] }, down: {} },
    refused: { kind: 'refused', hazards: [{ kind: 'breaks-application' }] },
    ran: { kind: 'run', release: { failure: null } },
    down: { databases: [{ head: null, done: [{ revision: '001_users' }] }] },
  })
  expect(results['steps']).toEqual(
    expect.arrayContaining([
      ['started', '001_users'],
      ['advanced', '001_users', 0, 1],
      ['finished', '001_users', 'done'],
    ]),
  )
})
