import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from 'vitest'
import { openEmbedded } from '../../src/embedded/open-embedded.ts'
import { withOpened, type Opened } from '../../src/run/opened.ts'
import { scratchFolder } from './embedded-folders.ts'
import { testCache } from './test-cache.ts'
import { finalState, type FinalState } from './fault-catalogue.ts'
import type { Prey } from './fault-killing.ts'
import { blockQuery, type Migrations } from './fault-migrations.ts'
import { resumeUp } from './fault-resume.ts'
import type { Warren } from './fault-server-prey.ts'
import { testApplication, type TestApplication } from './test-application.ts'

const execute = promisify(execFile)

/** Makes a data folder from a script, and applications with copies of it. */
export async function embeddedWarren(script: string): Promise<Warren> {
  const template = join(await scratchFolder(), 'data')
  const session = await openEmbedded({ folder: template, cache: testCache })
  await session.run(script)
  await session.close()
  return { prepare: (migrations) => embeddedPrey(template, migrations) }
}

async function embeddedPrey(template: string, migrations: Migrations): Promise<Prey> {
  const application = await testApplication({ auth: {} }, migrations)
  const { folder } = application
  const data = join(folder, '.elenchus/auth')
  await mkdir(join(folder, '.elenchus'))
  // Node's own `cp` takes four times as much of a processor.
  await execute('cp', ['-R', template, data])
  return {
    folder,
    migrations: Object.keys(migrations).length,
    hasContact: () => Promise.resolve(existsSync(`${data}.lock`)),
    // Its server was a thread of the process that was killed.
    cutOff: () => Promise.resolve(),
    resume: async () => {
      const state = await resume(application)
      await rm(data, { recursive: true })
      return state
    },
  }
}

/** Opens the database as seldom as can be: each time costs half a second of a processor. */
async function resume(application: TestApplication): Promise<FinalState> {
  const inDatabase = async <T>(work: (opened: Opened) => Promise<T>): Promise<T[]> => {
    const run = await application.open()
    return withOpened(run, run.application.databases, (all) => Promise.all(all.map(work)))
  }
  await resumeUp(application, async () => {
    const marks = await inDatabase(({ context }) => context.session.query(blockQuery))
    return marks.flat().length > 0
  })
  const [state] = await inDatabase(({ context, standing }) => {
    // What `up` would find to be done.
    expect(standing.revisions.filter((one) => one.state !== 'applied')).toEqual([])
    return finalState(context.session)
  })
  if (state === undefined) throw new Error('the application has no database')
  return state
}
