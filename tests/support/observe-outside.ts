import type { Session } from '../../src/postgres/session.ts'
import { openSession } from './catalogue-session.ts'
import type { Effects } from './observe-statements.ts'

/** The modes as pg_locks writes them, from the weakest to the strongest. */
const modes = [
  'AccessShareLock',
  'RowShareLock',
  'RowExclusiveLock',
  'ShareUpdateExclusiveLock',
  'ShareLock',
  'ShareRowExclusiveLock',
  'ExclusiveLock',
  'AccessExclusiveLock',
]

interface Relation {
  readonly oid: number
  readonly name: string
  readonly file: number
  readonly scans: number
}

/** What was seen of a relation: its strongest lock as an index of {@link modes}. */
interface Seen {
  readonly lock: number
  readonly rewritten: boolean
  readonly scanned: boolean
}

const nothing: Seen = { lock: -1, rewritten: false, scanned: false }

/** The relations of a shop as a second session sees them, while a first one works on them. */
export class Onlooker {
  readonly #worker: Session
  readonly #observer: Session
  readonly #workerId: number
  #before: readonly Relation[] = []
  #seen = new Map<string, Seen>()

  private constructor(worker: Session, observer: Session, workerId: number) {
    this.#worker = worker
    this.#observer = observer
    this.#workerId = workerId
  }

  /** Looks at what a session does from a session of its own, which {@link end} closes. */
  static async of(worker: Session, url: string): Promise<Onlooker> {
    return new Onlooker(worker, await openSession(url), await processOf(worker))
  }

  /** Remembers what is there before a statement. */
  async lookBefore(): Promise<void> {
    this.#before = await this.#relations()
  }

  /** Sees the locks that the worker has or waits for at this moment. */
  async lookAtLocks(): Promise<void> {
    const locks = await this.#observer.query<{ oid: number; mode: string }>(
      `select relation::bigint as oid, mode from pg_locks where pid = $1 and locktype = 'relation'`,
      [this.#workerId],
    )
    for (const { oid, name } of this.#before) {
      const held = locks.filter((lock) => lock.oid === oid).map(({ mode }) => modes.indexOf(mode))
      if (held.length > 0) this.#add(name, { ...nothing, lock: Math.max(...held) })
    }
  }

  /** How SQL names a relation now that had a name before. */
  async nameNow(before: string): Promise<string> {
    const oid = this.#before.find(({ name }) => name === before)?.oid ?? 0
    const [row] = await this.#observer.query<{ name: string }>(
      'select $1::oid::regclass::text as name',
      [oid],
    )
    return row?.name ?? before
  }

  /** Waits until the worker waits for a lock or the transaction of another, and not for a passing vacuum. */
  async untilWaitingFor(holder: number): Promise<void> {
    const deadline = performance.now() + 10_000
    while (!(await this.#isWaitingFor(holder))) {
      if (performance.now() > deadline) throw new Error('the worker was not held up')
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }

  /** Sees new files and scans, after the worker's transaction; the next time, those since then. */
  async lookAfter(): Promise<void> {
    const after = new Map((await this.#relations()).map((one) => [one.oid, one]))
    this.#before = this.#before.map((before) => {
      const { file, scans } = after.get(before.oid) ?? before
      const [rewritten, scanned] = [file !== before.file, scans > before.scans]
      if (rewritten || scanned) this.#add(before.name, { ...nothing, rewritten, scanned })
      return { ...before, file, scans }
    })
  }

  /** What was seen since {@link takeEffects} was asked before. */
  effectsSoFar(): Effects {
    const entries = [...this.#seen].map(([name, { lock, rewritten, scanned }]) => {
      const words = [hyphenated(modes[lock] ?? 'none')]
      if (rewritten) words.push('rewrite')
      if (scanned) words.push('scan')
      return [name, words.join(' ')] as const
    })
    return Object.fromEntries(entries)
  }

  /** What was seen since this was asked before. */
  takeEffects(): Effects {
    const effects = this.effectsSoFar()
    this.#seen = new Map()
    return effects
  }

  async end(): Promise<void> {
    await this.#observer.close()
  }

  #add(name: string, more: Seen): void {
    const known = this.#seen.get(name) ?? nothing
    this.#seen.set(name, {
      lock: Math.max(known.lock, more.lock),
      rewritten: known.rewritten || more.rewritten,
      scanned: known.scanned || more.scanned,
    })
  }

  async #isWaitingFor(holder: number): Promise<boolean> {
    const rows = await this.#observer.query(`select where $1 = any (pg_blocking_pids($2))`, [
      holder,
      this.#workerId,
    ])
    return rows.length > 0
  }

  async #relations(): Promise<readonly Relation[]> {
    // Otherwise the counters come up to a second later.
    await this.#worker.run('select pg_stat_force_next_flush()')
    return this.#observer.query<Relation>(
      `select c.oid::bigint,
        case when n.nspname = 'shop' then '' else n.nspname || '.' end || c.relname as name,
        case when relkind in ('r', 'm') then relfilenode else 0 end::bigint as file,
        case when relkind in ('r', 'm') then pg_stat_get_numscans(c.oid) else 0 end as scans
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('shop', 'attic') and relkind <> 'c'`,
    )
  }
}

/** The process of a session. Within a transaction the question alone would keep a snapshot. */
export async function processOf(session: Session): Promise<number> {
  const [row] = await session.query<{ id: number }>('select pg_backend_pid() as id')
  return row?.id ?? 0
}

/** `access-share` for `AccessShareLock`. */
function hyphenated(mode: string): string {
  return mode
    .replace(/Lock$/, '')
    .replace(/(?!^)([A-Z])/g, '-$1')
    .toLowerCase()
}
