import { describe, expect, it } from 'vitest'
import type { TestDatabase } from '../support/test-database.ts'
import { migratedDatabase } from './socrates-migrations.ts'

const majors = [15, 18] as const

/** Ids of the rows below, so that a test can name them. */
const ids = {
  user: '10000000-0000-4000-8000-000000000001',
  project: '20000000-0000-4000-8000-000000000001',
  otherProject: '20000000-0000-4000-8000-000000000002',
  session: '30000000-0000-4000-8000-000000000001',
  question: '40000000-0000-4000-8000-000000000001',
  postgres: '50000000-0000-4000-8000-000000000001',
  sqlite: '50000000-0000-4000-8000-000000000002',
  elsewhere: '50000000-0000-4000-8000-000000000003',
  team: '60000000-0000-4000-8000-000000000001',
  document: '70000000-0000-4000-8000-000000000001',
  generated: '80000000-0000-4000-8000-000000000001',
  subscription: '90000000-0000-4000-8000-000000000001',
}

const auth = `
  insert into users (id, email, hashed_password, name, surname, username)
    values ('${ids.user}', 'Xanthippe@example.org', '$argon2id$…', 'Xanthippe', 'of Athens', 'xan');
  insert into refresh_tokens (user_id, token, expires_at)
    values ('${ids.user}', 'digest', now() + interval '30 days');
  insert into admin_roles (name, permissions) values ('support', '["users.suspend"]');
  insert into admin_users (user_id, role_id) select '${ids.user}', id from admin_roles;
  insert into admin_audit_logs (admin_id, admin_email, action, resource_type, resource_id)
    select id, 'xanthippe@example.org', 'users.suspend', 'user', user_id from admin_users;`

const specs = `
  insert into projects (id, user_id, creator_id, owner_id, name)
    values ('${ids.project}', '${ids.user}', '${ids.user}', '${ids.user}', 'Marketplace'),
           ('${ids.otherProject}', '${ids.user}', '${ids.user}', '${ids.user}', 'Agora');
  insert into sessions (id, project_id, user_id)
    values ('${ids.session}', '${ids.project}', '${ids.user}');
  insert into questions (id, session_id, position, text, category)
    values ('${ids.question}', '${ids.session}', 1, 'Where will the data live?', 'tech_stack');
  insert into specifications (id, project_id, question_id, created_by_id, category, key, value)
    values ('${ids.postgres}', '${ids.project}', '${ids.question}', '${ids.user}',
            'tech_stack', 'database', 'PostgreSQL'),
           ('${ids.sqlite}', '${ids.project}', '${ids.question}', '${ids.user}',
            'tech_stack', 'storage', 'SQLite'),
           ('${ids.elsewhere}', '${ids.otherProject}', null, '${ids.user}',
            'tech_stack', 'database', 'PostgreSQL');
  insert into conversation_history (session_id, user_id, position, role, content)
    values ('${ids.session}', null, 1, 'assistant', 'Where will the data live?'),
           ('${ids.session}', '${ids.user}', 2, 'user', 'In PostgreSQL. Or in SQLite.');
  insert into conflicts (project_id, first_specification_id, second_specification_id, description)
    values ('${ids.project}', '${ids.postgres}', '${ids.sqlite}', 'Two databases for one store.');
  insert into generated_projects (id, project_id, requested_by_id, version, language)
    values ('${ids.generated}', '${ids.project}', '${ids.user}', 1, 'python');
  insert into generated_files
    (generated_project_id, path, file_type, content, checksum, size_bytes)
    values ('${ids.generated}', 'app/main.py', 'source', 'print()', repeat('0', 64), 7);
  insert into quality_metrics (project_id, metric_name, metric_value)
    values ('${ids.project}', 'coverage', 41.5);
  insert into user_behavior_patterns (user_id, pattern_type) values ('${ids.user}', 'terse');
  insert into question_effectiveness (question_id, user_id, answer_quality)
    values ('${ids.question}', '${ids.user}', 0.6);
  insert into knowledge_base_documents
    (id, project_id, uploaded_by_id, title, content_type, checksum, size_bytes)
    values ('${ids.document}', '${ids.project}', '${ids.user}', 'Market rules', 'text/plain',
            repeat('1', 64), 12);
  insert into document_chunks (document_id, chunk_index, content, checksum)
    values ('${ids.document}', 0, 'No fish after noon.', repeat('2', 64));
  insert into teams (id, owner_id, name, slug)
    values ('${ids.team}', '${ids.user}', 'Stoa', 'stoa');
  insert into team_members (team_id, user_id, role) values ('${ids.team}', '${ids.user}', 'owner');
  insert into project_shares (project_id, team_id, shared_by_id)
    values ('${ids.project}', '${ids.team}', '${ids.user}');
  insert into api_keys (user_id, provider, name, encrypted_key, key_hint)
    values ('${ids.user}', 'anthropic', 'mine', 'sealed', 'x3Qa');
  insert into llm_usage_tracking
    (user_id, project_id, provider, model, operation, input_tokens, output_tokens)
    values ('${ids.user}', '${ids.project}', 'anthropic', 'a-model', 'ask_question', 900, 100);
  insert into subscriptions
    (id, user_id, stripe_subscription_id, tier, status, current_period_start, current_period_end)
    values ('${ids.subscription}', '${ids.user}', 'sub_1', 'pro', 'active', now(),
            now() + interval '1 month');
  insert into invoices
    (subscription_id, user_id, stripe_invoice_id, amount_due, period_start, period_end)
    values ('${ids.subscription}', '${ids.user}', 'in_1', 1900, now(), now());
  insert into analytics_metrics (metric_name, metric_value, period, period_start)
    values ('sessions', 1, 'day', date_trunc('day', now()));
  insert into notification_preferences (user_id, channel, event_type)
    values ('${ids.user}', 'email', 'conflict.detected');
  insert into activity_logs (project_id, user_id, action, resource_type, resource_id)
    values ('${ids.project}', '${ids.user}', 'created', 'session', '${ids.session}');
  insert into project_invitations (project_id, invited_by_id, email, token, expires_at)
    values ('${ids.project}', '${ids.user}', 'plato@example.org', 'digest', now() + interval '1 day');`

describe.each(majors)('rows of the Socrates schema on PostgreSQL %i', (major) => {
  const filledAuth = async (): Promise<TestDatabase> => {
    const database = await migratedDatabase(major, 'auth')
    await database.run(auth)
    return database
  }
  const filledSpecs = async (): Promise<TestDatabase> => {
    const database = await migratedDatabase(major, 'specs')
    await database.run(specs)
    return database
  }

  it('go into every table, along all foreign keys', async () => {
    expect(await emptyTables(await filledAuth())).toEqual([])
    expect(await emptyTables(await filledSpecs())).toEqual([])
  })

  it('begin a project in discovery, with a maturity of 0', async () => {
    const database = await filledSpecs()
    const [project] = await database.run(
      `select current_phase, maturity_score, status from projects where id = '${ids.project}'`,
    )
    expect(project).toEqual({ current_phase: 'discovery', maturity_score: 0, status: 'active' })
  })

  it.each([101, -1])('never have a maturity of %i', async (score) => {
    const database = await filledSpecs()
    await expect(database.run(`update projects set maturity_score = ${score}`)).rejects.toThrow(
      'projects_maturity_score_check',
    )
  })

  it('keep to the known phases', async () => {
    const database = await filledSpecs()
    await expect(database.run(`update projects set current_phase = 'testing'`)).rejects.toThrow(
      'projects_current_phase_check',
    )
  })

  it('go with their project, but what was paid for stays', async () => {
    const database = await filledSpecs()
    await database.run(`delete from projects`)
    expect(await emptyTables(database)).toEqual([
      ...['activity_logs', 'conflicts', 'conversation_history', 'document_chunks'],
      ...['generated_files', 'generated_projects', 'knowledge_base_documents'],
      ...['project_invitations', 'project_shares', 'projects', 'quality_metrics'],
      ...['question_effectiveness', 'questions', 'sessions', 'specifications'],
    ])
    const usage = await database.run('select project_id, total_tokens from llm_usage_tracking')
    expect(usage).toEqual([{ project_id: null, total_tokens: 1000 }])
  })

  it('keep a subscription that was billed', async () => {
    const database = await filledSpecs()
    await expect(database.run('delete from subscriptions')).rejects.toThrow(
      'invoices_subscription_id_fkey',
    )
  })

  it('leave the audit log standing when an administrator is deleted', async () => {
    const database = await filledAuth()
    await database.run('delete from users')
    expect(await emptyTables(database)).toEqual(['admin_users', 'refresh_tokens', 'users'])
    const logs = await database.run('select admin_id, admin_email from admin_audit_logs')
    expect(logs).toEqual([{ admin_id: null, admin_email: 'xanthippe@example.org' }])
  })

  it('give one address to one user, however it is typed', async () => {
    const database = await filledAuth()
    const again = `insert into users (email, hashed_password) values ('XANTHIPPE@example.org', '')`
    await expect(database.run(again)).rejects.toThrow('users_email_key')
  })

  it('let only an active account sign in', async () => {
    const database = await filledAuth()
    await expect(database.run(`update users set status = 'suspended'`)).rejects.toThrow(
      'users_is_active_check',
    )
    await database.run(`update users set status = 'suspended', is_active = false`)
  })

  it('hold one specification of a key in force, and the versions before it', async () => {
    const database = await filledSpecs()
    const next = `
      insert into specifications
        (project_id, supersedes_id, created_by_id, category, key, value, version)
        values ('${ids.project}', '${ids.postgres}', '${ids.user}',
                'tech_stack', 'database', 'PostgreSQL 18', 2)`
    await expect(database.run(next)).rejects.toThrow('specifications_in_force_key')
    await database.run(
      `update specifications set status = 'superseded' where id = '${ids.postgres}'; ${next}`,
    )
  })

  it('see no conflict between the specifications of two projects', async () => {
    const database = await filledSpecs()
    const across = `
      insert into conflicts
        (project_id, first_specification_id, second_specification_id, description)
        values ('${ids.project}', '${ids.postgres}', '${ids.elsewhere}', 'none')`
    await expect(database.run(across)).rejects.toThrow('conflicts_second_specification_id_fkey')
  })

  it('report a conflict once, whichever side comes first', async () => {
    const database = await filledSpecs()
    const turned = `
      insert into conflicts
        (project_id, first_specification_id, second_specification_id, description)
        values ('${ids.project}', '${ids.sqlite}', '${ids.postgres}', 'Turned round.')`
    await expect(database.run(turned)).rejects.toThrow('conflicts_open_key')
  })

  it('share a project with a team or a person, not with both and not with none', async () => {
    const database = await filledSpecs()
    for (const receivers of [`'${ids.team}', '${ids.user}'`, 'null, null']) {
      const share = `
        insert into project_shares (project_id, team_id, user_id, shared_by_id)
          values ('${ids.otherProject}', ${receivers}, '${ids.user}')`
      await expect(database.run(share)).rejects.toThrow('project_shares_one_receiver_check')
    }
  })

  it('know when they were last changed, whatever the writer says', async () => {
    for (const database of [await filledAuth(), await filledSpecs()]) {
      for (const table of await tablesWithUpdatedAt(database)) {
        await database.run(`update ${table} set updated_at = '2000-01-01'`)
        const [row] = await database.run(
          `select min(updated_at) > max(created_at) as later from ${table}`,
        )
        expect([table, row?.['later']]).toEqual([table, true])
      }
    }
  })
})

async function emptyTables(database: TestDatabase): Promise<readonly string[]> {
  const names = await tablesWith(database, 'id')
  const empty: string[] = []
  for (const name of names) {
    const rows = await database.run(`select from ${name} limit 1`)
    if (rows.length === 0) empty.push(name)
  }
  return empty
}

async function tablesWithUpdatedAt(database: TestDatabase): Promise<readonly string[]> {
  return tablesWith(database, 'updated_at')
}

async function tablesWith(database: TestDatabase, column: string): Promise<readonly string[]> {
  const rows = await database.run(`
    select c.relname::text as name
    from pg_catalog.pg_class c
    join pg_catalog.pg_attribute a on a.attrelid = c.oid
    where c.relkind = 'r' /* table */ and c.relnamespace = 'public'::regnamespace
      and a.attname = '${column}'
    order by 1`)
  return rows.map((row) => String(row['name']))
}
