import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Secret } from '../../src/kernel/secret.ts'
import { connectServer } from '../../src/postgres/connect-server.ts'
import { parseAddress } from '../../src/postgres/server-address.ts'
import type { Session } from '../../src/postgres/session.ts'

/** What one run of a process took. */
export interface Measurement {
  readonly seconds: number
  /** Kilobytes of memory at the highest. */
  readonly peak: number
  /** Seconds of processors, where they were counted: a busy machine does not change them much. */
  readonly processor?: number
}

/** `1.41 s  171 MB` */
export function line({ seconds, peak, processor }: Measurement): string {
  const busy = processor === undefined ? '' : `  ${processor.toFixed(2)} s of processors`
  return `${seconds.toFixed(2)} s  ${Math.round(peak / 1024)} MB${busy}`
}

/** Runs a command of the built command line in a folder; findings are no failure. */
export async function measureCommand(
  cli: string,
  words: readonly string[],
  folder: string,
): Promise<Measurement> {
  const from = performance.now()
  const child = spawn(process.execPath, [cli, ...words], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const peak = watchHighest(child, highWaterMark)
  const processor = watchHighest(child, processorSeconds)
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0 && code !== 1) throw new Error(`${words.join(' ')} ended with ${String(code)}`)
  return { seconds: (performance.now() - from) / 1000, peak: peak(), processor: processor() }
}

/** The fastest of several. */
export function best(measurements: readonly Measurement[]): Measurement {
  return measurements.reduce((left, right) => (right.seconds < left.seconds ? right : left))
}

/** Runs `pg_dump --schema-only` on a database. */
export async function measureDump(url: string): Promise<Measurement> {
  const from = performance.now()
  const child = spawn('pg_dump', ['--schema-only', url], { stdio: ['ignore', 'ignore', 'inherit'] })
  const peak = watchHighest(child, highWaterMark)
  await succeeded(child)
  return { seconds: (performance.now() - from) / 1000, peak: peak() }
}

/** Reads what only grows as long as a process runs. */
function watchHighest(
  { pid }: ChildProcess,
  read: (pid: number | undefined) => number,
): () => number {
  let highest = 0
  const timer = setInterval(() => {
    highest = Math.max(highest, read(pid))
  }, 5)
  return () => {
    clearInterval(timer)
    return highest
  }
}

/** User and system time; Linux counts it in hundredths of a second. */
function processorSeconds(pid: number | undefined): number {
  try {
    const [, rest = ''] = readFileSync(`/proc/${pid ?? 0}/stat`, 'utf8').split(') ')
    const fields = rest.split(' ')
    return (Number(fields[11]) + Number(fields[12])) / 100
  } catch {
    return 0 // it has just ended
  }
}

function highWaterMark(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid ?? 0}/status`, 'utf8')
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0)
  } catch {
    return 0 // it has just ended
  }
}

/** A process of its own, so that its memory is its own alone. */
export async function measureOwn(script: string, args: readonly string[]): Promise<Measurement> {
  const jiti = fileURLToPath(new URL('../../node_modules/jiti/lib/jiti-cli.mjs', import.meta.url))
  const options = [jiti, script, ...args]
  const child = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  await succeeded(child)
  return JSON.parse(output) as Measurement
}

async function succeeded(child: ChildProcess): Promise<void> {
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`${child.spawnfile} ended with ${String(code)}`)
}

/** A session on a database of the benchmark's own server. */
export function open(url: string): Promise<Session> {
  return connectServer(parseAddress(new Secret(url)), { connectTimeout: 10_000 })
}

/** Whether the programs of PostgreSQL's clients are on the machine. */
export function pgDumpIsThere(): boolean {
  try {
    execFileSync('pg_dump', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
