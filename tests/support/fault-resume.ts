import { expect } from 'vitest'
import { up, type Release } from '../../src/index.ts'
import type { TestApplication } from './test-application.ts'

/**
 * Runs `up` until all is applied. Of a block that commits as it goes and was interrupted, it says
 * what a user would find out by looking.
 *
 * @param blockIsDone looks whether the block has left its mark
 */
export async function resumeUp(
  application: TestApplication,
  blockIsDone: () => Promise<boolean>,
): Promise<void> {
  let release = await upOnce(application, null)
  if (release.failure?.code === 'statement-in-doubt') {
    release = await upOnce(application, (await blockIsDone()) ? 'done' : 'again')
  }
  if (release.failure !== null) throw release.failure
}

/** Runs `up` where nothing may be left to do. */
export async function expectNothingToDo(application: TestApplication): Promise<void> {
  const { failure, databases } = await upOnce(application, null)
  expect(failure).toBeNull()
  for (const database of databases) expect(database).toMatchObject({ done: [], pending: [] })
}

async function upOnce(
  application: TestApplication,
  inDoubt: 'done' | 'again' | null,
): Promise<Release> {
  const run = await application.open({ inDoubt })
  return up(run, { only: [], to: null, allowOutOfOrder: false })
}
