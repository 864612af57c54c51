/**
 * Draws pairs of schemas, plans from one to the other, applies the plan and compares; tells how many
 * a second. Run: npx jiti bench/plan-pairs.ts [number of pairs] [seed]
 */
import fc from 'fast-check'
import { Secret } from '../src/kernel/secret.ts'
import { connectServer } from '../src/postgres/connect-server.ts'
import { parseAddress } from '../src/postgres/server-address.ts'
import type { Session } from '../src/postgres/session.ts'
import { startNativePostgres } from '../tests/support/native-postgres.ts'
import { reachesTarget } from '../tests/support/planned-pair.ts'
import { oddText } from '../tests/support/schema-arbitrary/odd-text.ts'
import { pairArbitrary } from '../tests/support/schema-arbitrary/schema-arbitrary.ts'

const SESSIONS = 2

/** Pairs of schemas of every kind of object, which share few names. */
const namesakes = pairArbitrary({ names: 'counted', texts: oddText, full: false })

const [cases = 2_000, seed = 1, keep = 0] = process.argv.slice(2).map(Number)
const server = await startNativePostgres(18)
const failures = new Map<string, string[]>()
let planned = 0
try {
  const from = performance.now()
  await Promise.all(Array.from({ length: SESSIONS }, (_, half) => run(seed * SESSIONS + half)))
  const seconds = (performance.now() - from) / 1000
  const failed = [...failures.values()].flat().length
  console.log(
    `${planned - failed} of ${planned} plans reached their target, ${(planned / seconds).toFixed(1)} a second`,
  )
  for (const [kind, texts] of [...failures].sort((a, b) => b[1].length - a[1].length)) {
    console.log(`\n=== ${texts.length} × ${kind}\n${texts.slice(0, keep).join('\n---\n')}`)
  }
  if (failed > 0) process.exitCode = 1
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
  for (const pair of fc.sample(namesakes, { numRuns: Math.ceil(cases / SESSIONS), seed })) {
    planned += 1
    try {
      await reachesTarget(session, pair)
    } catch (error) {
      const text = String(error instanceof Error ? error.message : error)
      const kind = (text.split('\n')[0] ?? '').replace(/"[^"]*"/g, '"…"').slice(0, 150)
      failures.set(kind, [...(failures.get(kind) ?? []), text])
    }
  }
  await session.close()
}

function open(database: string): Promise<Session> {
  const address = parseAddress(new Secret(server.url(database)))
  return connectServer(address, { connectTimeout: 10_000 })
}
