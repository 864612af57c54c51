import { onTestFinished } from 'vitest'
import type { Session } from '../../src/postgres/session.ts'
import { openSession } from './catalogue-session.ts'
import { finalState } from './fault-catalogue.ts'
import type { Prey } from './fault-killing.ts'
import { blockQuery, type Migrations } from './fault-migrations.ts'
import { expectNothingToDo, resumeUp } from './fault-resume.ts'
import type { Major } from './native-postgres.ts'
import { testApplication } from './test-application.ts'
import { serverUrl, testDatabase } from './test-database.ts'

/** Makes databases like a template, on one server. */
export interface Warren {
  prepare(migrations: Migrations): Promise<Prey>
}

/** Makes a template from a script, and databases from it, each dropped as soon as it has served. */
export async function serverWarren(major: Major, script: string): Promise<Warren> {
  const template = await testDatabase(major)
  await template.run(script)
  const admin = await openSession(serverUrl(major, 'postgres'))
  onTestFinished(() => admin.close())
  let count = 0
  return {
    prepare: async (migrations) => {
      count += 1
      const name = `${template.name}_${count}`
      const strategy = major < 15 ? '' : 'strategy file_copy'
      await admin.run(`create database ${name} template ${template.name} ${strategy}`)
      onTestFinished(() => admin.run(`drop database if exists ${name} with (force)`))
      return serverPrey(admin, { major, name, migrations })
    },
  }
}

interface Burrow {
  readonly major: Major
  readonly name: string
  readonly migrations: Migrations
}

async function serverPrey(admin: Session, { major, name, migrations }: Burrow): Promise<Prey> {
  const url = serverUrl(major, name)
  const application = await testApplication({ auth: { url } }, migrations)
  const asked = async <T>(question: (session: Session) => Promise<T>): Promise<T> => {
    const session = await openSession(url)
    try {
      return await question(session)
    } finally {
      await session.close()
    }
  }
  const contact = `select true as yes from pg_stat_activity where datname = '${name}'`
  return {
    folder: application.folder,
    hasContact: async () => (await admin.query(contact)).length > 0,
    migrations: Object.keys(migrations).length,
    cutOff: async () => {
      await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
      )
    },
    resume: async () => {
      const isMarked = async (session: Session): Promise<boolean> =>
        (await session.query(blockQuery)).length > 0
      await resumeUp(application, () => asked(isMarked))
      await expectNothingToDo(application)
      const state = await asked(finalState)
      await admin.run(`drop database ${name} with (force)`)
      return state
    },
  }
}
