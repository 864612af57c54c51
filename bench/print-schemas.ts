/**
 * Draws schemas, prints, loads and introspects them, and compares; tells how many a second.
 * Run: npx jiti bench/print-schemas.ts [number of schemas] [seed]
 */
import fc from 'fast-check'
import { Secret } from '../src/kernel/secret.ts'
import { connectServer } from '../src/postgres/connect-server.ts'
import { parseAddress } from '../src/postgres/server-address.ts'
import type { Session } from '../src/postgres/session.ts'
import { startNativePostgres } from '../tests/support/native-postgres.ts'
import { comesBack } from '../tests/support/printed-schema.ts'
import { schemaArbitrary } from '../tests/support/schema-arbitrary/schema-arbitrary.ts'

const SESSIONS = 2

const [cases = 2_000, seed = 1] = process.argv.slice(2).map(Number)
const server = await startNativePostgres(18)
try {
  const from = performance.now()
  await Promise.all(Array.from({ length: SESSIONS }, (_, half) => run(seed * SESSIONS + half)))
  const seconds = (performance.now() - from) / 1000
  console.log(`${cases} schemas came back, ${(cases / seconds).toFixed(1)} a second`)
} finally {
  await server.stop()
}

async function run(seed: number): Promise<void> {
  // Two uncommitted schemas of one name in one database would wait for each other.
  const database = `half_${seed}`
  const maintenance = await open('postgres')
  await maintenance.run(`create database ${database}`)
  await maintenance.close()
  const session = await open(database)
  await fc.assert(
    fc.asyncProperty(schemaArbitrary(), (drawn) =>
      comesBack(session, drawn, { dependencies: false }),
    ),
    { numRuns: Math.ceil(cases / SESSIONS), seed, endOnFailure: true },
  )
  await session.close()
}

function open(database: string): Promise<Session> {
  const address = parseAddress(new Secret(server.url(database)))
  return connectServer(address, { connectTimeout: 10_000 })
}
