import { describe, expect, test } from 'vitest'
import { embeddedWarren } from '../support/fault-embedded-prey.ts'
import { killRuns } from '../support/fault-killing.ts'
import { base, stepwiseMigrations, transactionalMigrations } from '../support/fault-migrations.ts'
import { freshSeed, seededRandom } from '../support/fault-random.ts'
import { serverWarren } from '../support/fault-server-prey.ts'

/** Enough for an index build of ten milliseconds and more. */
const ROWS = 20_000

const seed = freshSeed()

const sets = [
  ['transactional migrations', transactionalMigrations],
  ['migrations of single statements', stepwiseMigrations],
] as const

describe.each(sets)('kill -9 during %s', (_name, migrations) => {
  test.each([15, 18] as const)(
    '40 times on PostgreSQL %i: the next run ends as an undisturbed one',
    { timeout: 600_000 },
    async (major) => {
      const warren = await serverWarren(major, base(ROWS))
      const landings = await killRuns({
        times: 40,
        width: 3,
        random: seededRandom(seed),
        seed,
        prepare: () => warren.prepare(migrations(0.03)),
      })
      expect(landings.during, JSON.stringify({ seed, landings })).toBeGreaterThanOrEqual(20)
    },
  )

  test(
    '20 times embedded: the next run ends as an undisturbed one',
    { timeout: 600_000 },
    async () => {
      const warren = await embeddedWarren(base(6000))
      const landings = await killRuns({
        times: 20,
        width: 3,
        random: seededRandom(seed),
        seed,
        prepare: () => warren.prepare(migrations(0.01)),
      })
      expect(landings.during, JSON.stringify({ seed, landings })).toBeGreaterThanOrEqual(10)
    },
  )
})
