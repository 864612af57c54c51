import { expect, test } from 'vitest'
import { systemClock } from '../../kernel/clock.ts'
import { silentProgress } from '../../kernel/progress.ts'
import { buildApplication } from '../../settings/build-application.ts'
import { nodeFiles } from '../../settings/node-files.ts'
import { alembicWorld } from './alembic-world.ts'

const application = buildApplication(
  { root: '/app', origin: { kind: 'none' } },
  {
    databases: {
      auth: { url: 'postgresql://app:hunter2@db:6432/auth_live?sslmode=require&password=hunter2' },
      'expert-specs': {},
    },
  },
)

function variableOf(database: string, name: string): string | null {
  const variables: Readonly<Record<string, string>> = { TZ: 'UTC', DATABASE_URL: 'of the shell' }
  const environment = {
    ...{ files: nodeFiles, cache: '', memory: null, clock: systemClock, progress: silentProgress },
    ...{ random: () => 0, newRelease: () => '' },
    variables: (wanted: string) => variables[wanted] ?? null,
  }
  return alembicWorld({ application, environment }, database).environment(name)
}

const auth = 'postgresql://app@db:6432/auth_live?sslmode=require'
const specs = 'postgresql://localhost/expert-specs'

test.each([
  ['auth', 'DATABASE_URL', auth],
  ['auth', 'SQLALCHEMY_DATABASE_URI', auth],
  ['auth', 'DATABASE_URL_EXPERT_SPECS', specs],
  ['expert-specs', 'DATABASE_URL', specs],
  ['expert-specs', 'AUTH_DATABASE_URL', auth],
  ['auth', 'TZ', 'UTC'],
  ['auth', 'LANG', null],
])('a revision of %s that asks for %s is told %s', (database, name, told) => {
  expect(variableOf(database, name)).toBe(told)
})
