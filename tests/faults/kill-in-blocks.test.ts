import { describe, expect, test } from 'vitest'
import { embeddedWarren } from '../support/fault-embedded-prey.ts'
import { killRuns } from '../support/fault-killing.ts'
import { base, blockMigrations } from '../support/fault-migrations.ts'
import { freshSeed, seededRandom } from '../support/fault-random.ts'
import { serverWarren } from '../support/fault-server-prey.ts'

const seed = freshSeed()
const kills = { times: 10, width: 3, random: seededRandom(seed), seed }

/** Of ten: a busy machine moves the kills, and those after the last migration try nothing. */
const MOST_AFTER = 7

describe('kill -9 during migrations of several blocks', () => {
  test.each([15, 18] as const)(
    '10 times on PostgreSQL %i: the next run ends as an undisturbed one',
    { timeout: 300_000 },
    async (major) => {
      const warren = await serverWarren(major, base(20_000))
      const prepare = () => warren.prepare(blockMigrations(0.05))
      const landings = await killRuns({ ...kills, prepare })
      expect(landings.after, JSON.stringify({ seed, landings })).toBeLessThanOrEqual(MOST_AFTER)
    },
  )

  test(
    '10 times embedded: the next run ends as an undisturbed one',
    { timeout: 300_000 },
    async () => {
      const warren = await embeddedWarren(base(6000))
      const prepare = () => warren.prepare(blockMigrations(0.03))
      const landings = await killRuns({ ...kills, prepare })
      expect(landings.after, JSON.stringify({ seed, landings })).toBeLessThanOrEqual(MOST_AFTER)
    },
  )
})
