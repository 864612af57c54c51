import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import {
  readAlembicHistory,
  type AlembicHistory,
} from '../../src/history/alembic/read-alembic-history.ts'
import type { Session } from '../../src/postgres/session.ts'
import { nodeFiles } from '../../src/settings/node-files.ts'
import { openSession, pgliteSession } from './catalogue-session.ts'
import type { Project, ProjectHistory } from './projects.ts'
import { pythonParser } from './python-program.ts'
import { serverUrl } from './test-database.ts'

/** Reads a history of a project. */
export async function readOf(
  project: Project,
  { config, section }: ProjectHistory,
): Promise<AlembicHistory> {
  return readAlembicHistory(nodeFiles, join(project.folder, project.root), {
    parser: await pythonParser(),
    config,
    section,
  })
}

/** A database with the name that the project gives it, for revisions may ask for it. */
async function databaseNamed(name: string): Promise<Session> {
  const administrator = await openSession(serverUrl(18, 'postgres'))
  await administrator.run(`drop database if exists ${name} with (force)`)
  await administrator.run(`create database ${name} template template0 strategy file_copy`)
  const session = await openSession(serverUrl(18, name))
  onTestFinished(async () => {
    await session.close()
    await administrator.run(`drop database if exists ${name} with (force)`)
    await administrator.close()
  })
  return session
}

/** Fills the addresses of databases into a text. */
function addressesOf({ databases, driver }: Project): (text: string) => string {
  return (text) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) =>
      serverUrl(18, databases[name] ?? '').replace(/^postgresql/, driver),
    )
}

/** What a project's history is run on, and what it may know of the world. */
export interface ProjectPlace {
  readonly session: Session
  readonly world: {
    readonly environment: (name: string) => string | null
    readonly x: readonly string[]
    readonly url: string
  }
}

/** An empty database for one of a project's histories. */
export async function projectPlace(
  project: Project,
  { history, database }: { readonly history: ProjectHistory; readonly database: string },
): Promise<ProjectPlace> {
  const fill = addressesOf(project)
  const environment = new Map(
    Object.entries(history.environment).map(([name, value]) => [name, fill(value)]),
  )
  const session =
    project.engine === 'embedded'
      ? await pgliteSession()
      : await databaseNamed(project.databases[database] ?? '')
  return {
    session,
    world: {
      environment: (name) => environment.get(name) ?? null,
      x: history.x,
      url: fill(`{${database}}`),
    },
  }
}
