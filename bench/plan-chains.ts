/**
 * Draws chains of schemas, plans from each to the next, applies the plans and compares; tells how
 * many a second. Run: npx jiti bench/plan-chains.ts [number of plans] [seed] [plans to print]
 */
import fc from 'fast-check'
import { startNativePostgres } from '../tests/support/native-postgres.ts'
import { reachesAll } from '../tests/support/planned-chain.ts'
import { preparedSession } from '../tests/support/prepared-session.ts'
import { oddText } from '../tests/support/schema-arbitrary/odd-text.ts'
import { chainArbitrary } from '../tests/support/schema-arbitrary/schema-arbitrary.ts'

const SESSIONS = 2
const LENGTH = 10

const [cases = 2_000, seed = 1, keep = 1] = process.argv.slice(2).map(Number)
const chains = chainArbitrary({ names: 'counted', texts: oddText, full: false }, LENGTH)
const failures = new Map<string, string[]>()
const server = await startNativePostgres(18)
try {
  const from = performance.now()
  await Promise.all(Array.from({ length: SESSIONS }, (_, half) => run(half)))
  const seconds = (performance.now() - from) / 1000
  const failed = [...failures.values()].flat().length
  console.log(`${cases} plans, ${(cases / seconds).toFixed(1)} a second; ${failed} chains broke`)
  for (const [kind, texts] of failures) {
    console.log(`\n=== ${texts.length} × ${kind}\n${texts.slice(0, keep).join('\n---\n')}`)
  }
  if (failed > 0) process.exitCode = 1
} finally {
  await server.stop()
}

async function run(half: number): Promise<void> {
  const maintenance = await preparedSession(server.url('postgres'))
  await maintenance.run(`create database half_${half}`)
  await maintenance.close()
  const session = await preparedSession(server.url(`half_${half}`))
  const numRuns = Math.ceil(cases / SESSIONS / LENGTH)
  for (const chain of fc.sample(chains, { numRuns, seed: seed * SESSIONS + half })) {
    await reachesAll(session, chain).catch((error: unknown) => {
      const text = error instanceof Error ? error.message : String(error)
      const kind = (text.split('\n')[0] ?? '').replace(/"[^"]*"/g, '"…"').slice(0, 150)
      failures.set(kind, [...(failures.get(kind) ?? []), text])
    })
  }
  await session.close()
}
