/**
 * How long a replay with blame takes beside a plain one: 500 revisions of 10 statements.
 * Run: npx jiti bench/blame.ts [number of revisions] [embedded]
 *
 * Both go on side by side, revision by revision, so that a busy machine is fair to both.
 */
import { openEmbedded } from '../src/embedded/open-embedded.ts'
import { watchEvents } from '../src/history/blame/watch-events.ts'
import { readRevision } from '../src/history/read-revision.ts'
import { replay } from '../src/history/replay.ts'
import { replayHistory } from '../src/history/replay-history.ts'
import { replayableSqlRevision } from '../src/history/replayable-sql-revision.ts'
import type { ReplayableRevision } from '../src/history/replayed-revision.ts'
import type { SqlRevision } from '../src/history/revision.ts'
import { systemClock } from '../src/kernel/clock.ts'
import type { Session } from '../src/postgres/session.ts'
import { loadParser } from '../src/sql/parser.ts'
import { startNativePostgres, type NativePostgres } from '../tests/support/native-postgres.ts'
import { testCache } from '../tests/support/test-cache.ts'
import { open } from './support/measure.ts'

const [count = '500', engine = 'native'] = process.argv.slice(2)
const revisions = Array.from({ length: Number(count) }, (_, at) => revisionOf(at + 1))

await loadParser()
const server = engine === 'embedded' ? null : await startNativePostgres(18)
try {
  await compare(await emptyDatabase('plain'), await emptyDatabase('blame'))
} finally {
  await server?.stop()
}

async function compare(plain: Session, blamed: Session): Promise<void> {
  const watch = await watchEvents(blamed)
  if (watch === null) throw new Error('no event triggers')
  const plainTimes: number[] = []
  const blameTimes: number[] = []
  const begun: number[] = []
  const sideBySide = revisions.map((revision, at): ReplayableRevision => {
    const replayable = replayableSqlRevision(revision)
    return {
      ...replayable,
      async execute(ground, direction) {
        if (at > 0) blameTimes.push(performance.now() - (begun[at - 1] ?? 0))
        const from = performance.now()
        await replay(plain, [{ revision, statements: null }])
        plainTimes.push(performance.now() - from)
        begun.push(performance.now())
        return replayable.execute(ground, direction)
      },
    }
  })
  const { blame, unseen } = await replayHistory(blamed, sideBySide, { watch, down: false })
  report({ plain: plainTimes.slice(0, -1), blame: blameTimes })
  console.log(`  ${blame.length} objects, ${unseen.length} unseen`)
  await plain.close()
  await blamed.close()
}

function report({ plain, blame }: Record<'plain' | 'blame', readonly number[]>): void {
  const total = (times: readonly number[]): number => times.reduce((sum, time) => sum + time, 0)
  const line = (times: readonly number[]): string =>
    `${(total(times) / 1000).toFixed(2)} s, median of a revision ${median(times).toFixed(2)} ms`
  console.log(`${plain.length} revisions of 10 statements, ${engine} PostgreSQL 18`)
  console.log(`  plain  ${line(plain)}`)
  console.log(`  blame  ${line(blame)}`)
  const ratios = [total(blame) / total(plain), median(blame) / median(plain)]
  console.log(`  ratio  ${ratios.map((ratio) => ratio.toFixed(2)).join(', of the medians ')}`)
}

function median(times: readonly number[]): number {
  return times.toSorted((left, right) => left - right)[times.length >> 1] ?? 0
}

async function emptyDatabase(name: string): Promise<Session> {
  if (server === null) return openEmbedded({ folder: null, cache: testCache, clock: systemClock })
  return onServer(server, name)
}

async function onServer(native: NativePostgres, name: string): Promise<Session> {
  const maintenance = await open(native.url('postgres'))
  await maintenance.run(`create database ${name}`)
  await maintenance.close()
  return open(native.url(name))
}

/** A new table with what usually comes with it, and two changes to the one before. */
function revisionOf(n: number): SqlRevision {
  const before = Math.max(1, n - 1)
  const text = `-- migrate:up
create table t_${n} (
  id uuid default gen_random_uuid() primary key,
  parent_id uuid references t_${Math.max(1, n >> 1)} on delete cascade,
  title text not null,
  slug character varying(255) not null,
  status text not null default 'new',
  amount numeric(12, 2),
  payload jsonb not null default '{}',
  created_at timestamptz not null default now()
);
create index t_${n}_parent on t_${n} (parent_id);
create index t_${n}_status on t_${n} (status, created_at desc);
alter table t_${n} add column note text;
comment on column t_${n}.note is 'what there is to say';
alter table t_${n} add constraint t_${n}_amount check (amount >= 0);
alter table t_${before} add column extra_${n} integer default 0 not null;
alter table t_${before} alter column note set not null;
create unique index t_${n}_slug on t_${n} (slug);
alter table t_${n} alter column title type character varying(200);
`
  const version = String(n).padStart(4, '0')
  const named = { id: `${version}_r`, version, name: 'r', database: 'bench' }
  return readRevision({ ...named, file: `${version}_r.sql`, text })
}
