import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { AuditReport } from '../../src/audit/audit-report.ts'
import type { CatalogueTestimony } from '../../src/compare/testimony.ts'
import { up } from '../../src/run/up.ts'
import { auditApplication } from '../../src/witness/audit/audit-application.ts'
import { testify } from '../../src/witness/testify.ts'
import { nativeShadow } from '../support/plan-place.ts'
import { testApplication, type TestApplication } from '../support/test-application.ts'
import { testDatabase } from '../support/test-database.ts'

const migration = `-- migrate:up
create table users (id integer primary key, email text not null, constraint uq_users_email unique (email));
create table expert_profiles (
  id integer primary key,
  user_id integer not null references users
);
create index on expert_profiles (user_id);
-- migrate:down
drop table expert_profiles;
drop table users;
`

/** As the fourth seed has it: the models say uuid, migration and database integer. */
const models = `
create table users (id integer primary key, email text not null unique);
create table expert_profiles (id integer primary key, user_id uuid not null);
create index on expert_profiles (user_id);
create table query_clusters (id integer primary key);
create table faq_candidates (id integer primary key);
`

const at = { file: 'app/models/quality_analysis.py', line: 88, column: 5 }

async function shop(): Promise<{
  readonly application: TestApplication
  readonly run: (text: string) => Promise<unknown>
}> {
  const database = await testDatabase()
  const application = await testApplication(
    { shop: { url: database.url } },
    { 'shop/001_start.sql': migration },
    nativeShadow(),
  )
  await up(await application.open(), { only: [], to: null, allowOutOfOrder: false })
  return { application, run: (text) => database.run(text) }
}

async function audited(application: TestApplication, orphans = false): Promise<AuditReport> {
  const path = join(application.folder, 'models.sql')
  await writeFile(path, models)
  const run = await application.open()
  const { catalogue } = await testify({ kind: 'script', path }, run)
  const code: CatalogueTestimony = {
    catalogue,
    major: 18,
    placeOf: (object) => ('name' in object && object.name === 'user_id' ? at : null),
  }
  return auditApplication(run, {
    only: [],
    live: true,
    orphans,
    ledger: { kind: 'none' },
    code: new Map([['shop', code]]),
  })
}

test('the models are alone with a type, two of their tables and a missing foreign key', async () => {
  const { application } = await shop()
  const { findings } = await audited(application)
  const said = findings.map(({ rule, culprit, message }) => [rule, culprit, message])
  expect(said).toEqual([
    [
      'model-without-table',
      'code',
      '2 tables (public.faq_candidates and public.query_clusters) are in the models, not in the migrations and the database.',
    ],
    [
      'column-type-differs',
      'code',
      'column public.expert_profiles.user_id: type is uuid in the models, integer in the migrations and the database.',
    ],
    [
      'constraint-differs',
      'code',
      'foreign key public.expert_profiles.expert_profiles_user_id_fkey is in the migrations and the database, not in the models.',
    ],
  ])
  expect(findings[1]?.evidence[0]).toEqual({
    witness: 'code',
    subject: 'public.expert_profiles.user_id',
    says: 'uuid',
    at,
  })
  expect(findings[1]?.cures[0]).toMatchObject({ kind: 'edit', at })
})

test('code and database agree against the history; all three differ', async () => {
  const { application, run } = await shop()
  await run(`alter table expert_profiles drop constraint expert_profiles_user_id_fkey;
    alter table expert_profiles alter column user_id type uuid using gen_random_uuid();
    alter table users alter column email type varchar(80)`)
  const { findings } = await audited(application)
  const types = findings.filter(({ rule }) => rule === 'column-type-differs')
  expect(types.map(({ culprit, message }) => [culprit, message])).toEqual([
    [
      'history',
      'column public.expert_profiles.user_id: type is uuid in the models and the database, integer in the migrations.',
    ],
    [
      'database',
      'column public.users.email: type is text in the models and the migrations, character varying(80) in the database.',
    ],
  ])
})

test('rows that point at nothing are counted where it is asked for', async () => {
  const { application, run } = await shop()
  await run(`alter table expert_profiles drop constraint expert_profiles_user_id_fkey;
    insert into users values (1, 'a'); insert into expert_profiles values (1, 1), (2, 7)`)
  const { findings, orphans } = await audited(application, true)
  expect(findings.find(({ rule }) => rule === 'orphaned-rows')?.message).toBe(
    '1 row of 2 points by public.expert_profiles.user_id at a shop:public.users.id that is not there.',
  )
  expect(orphans).toHaveLength(1)
})
