import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { UserError } from '../../src/kernel/user-error.ts'
import type { UpOptions } from '../../src/run/up.ts'
import { revisionFile, type RevisionText } from './alembic-place.ts'
import { nativeShadow } from './plan-place.ts'
import {
  testApplication,
  type TestApplication,
  type TestDatabaseSettings,
} from './test-application.ts'

/** What a test says of one revision besides its functions. */
export interface LabelledRevision extends RevisionText {
  readonly labels?: readonly string[]
  readonly dependsOn?: string
}

/** What `up` does without options. */
export const everything: UpOptions = { only: [], to: null, allowOutOfOrder: false }

/** The error that something ends with. */
export async function refusalOf(work: Promise<unknown>): Promise<UserError> {
  const outcome = await work.then(
    () => null,
    (error: unknown) => error,
  )
  if (outcome instanceof UserError) return outcome
  throw new Error('it was not refused', { cause: outcome })
}

/** Files of a project below `backend/`, with what `alembic init` writes. */
export function alembicProject(
  revisions: Readonly<Record<string, LabelledRevision>>,
  { configure = '' }: { readonly configure?: string } = {},
): Readonly<Record<string, string>> {
  const files = Object.entries(revisions).map(([id, revision]) => [
    `backend/migrations/versions/${id}.py`,
    textOf(id, revision),
  ])
  return {
    'backend/alembic.ini': '[alembic]\nscript_location = migrations\n',
    'backend/migrations/env.py': environment(configure),
    ...(Object.fromEntries(files) as Record<string, string>),
  }
}

/** The places of two branches of one history, as the settings name them. */
export function branch(label: string): { readonly alembic: string; readonly target: string } {
  return { alembic: 'backend/alembic.ini', target: `${label}@head` }
}

/** An application whose files are all given; its shadows are those of a native server. */
export async function alembicApplication(
  databases: Readonly<Record<string, TestDatabaseSettings>>,
  files: Readonly<Record<string, string>>,
  settings: Readonly<Record<string, unknown>> = nativeShadow(),
): Promise<TestApplication> {
  const application = await testApplication(databases, {}, settings)
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(application.folder, path)), { recursive: true })
    await writeFile(join(application.folder, path), text)
  }
  return application
}

function textOf(
  id: string,
  { labels = [], dependsOn, head = '', ...rest }: LabelledRevision,
): string {
  const facts = [
    labels.length === 0 ? '' : `branch_labels = ${JSON.stringify(labels)}`,
    dependsOn === undefined ? '' : `depends_on = "${dependsOn}"`,
  ]
  return revisionFile(id, { ...rest, head: [head, ...facts].join('\n') })
}

function environment(configure: string): string {
  return `import os
from alembic import context
from sqlalchemy import create_engine

engine = create_engine(os.environ["DATABASE_URL"])
with engine.connect() as connection:
    context.configure(connection=connection${configure === '' ? '' : `, ${configure}`})
    with context.begin_transaction():
        context.run_migrations()
`
}
