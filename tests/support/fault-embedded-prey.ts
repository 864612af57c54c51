import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from 'vitest'
import { openEmbedded } from '../../src/embedded/open-embedded.ts'
import { scratchFolder, sharedCache } from './embedded-folders.ts'
import { finalQueries, type FinalState } from './fault-catalogue.ts'
import type { Prey } from './fault-killing.ts'
import { blockQuery, type Migrations } from './fault-migrations.ts'
import type { Warren } from './fault-server-prey.ts'
import { lightFlags, testApplication } from './test-application.ts'

const execute = promisify(execFile)
const resumeProgram = join(import.meta.dirname, 'fault-resume-child.mjs')

/** Makes a data folder from a script, and applications with copies of it. */
export async function embeddedWarren(script: string): Promise<Warren> {
  const template = join(await scratchFolder(), 'data')
  const session = await openEmbedded({ folder: template, cache: sharedCache })
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
      const state = await resume(folder)
      await rm(data, { recursive: true })
      return state
    },
  }
}

async function resume(folder: string): Promise<FinalState> {
  const order = { folder, cache: sharedCache, block: blockQuery, queries: finalQueries }
  const words = [...lightFlags, resumeProgram, JSON.stringify(order)]
  const { stdout } = await execute(process.execPath, words)
  const { pending, ...state } = JSON.parse(stdout) as FinalState & { pending: readonly string[] }
  expect(pending).toEqual([])
  return state
}
