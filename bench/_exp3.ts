import { startNativePostgres } from '../tests/support/native-postgres.ts'
import { open } from './support/measure.ts'
import { openEmbedded } from '../src/embedded/open-embedded.ts'
import { systemClock } from '../src/kernel/clock.ts'
import { readFileSync } from 'node:fs'
const embedded = process.argv[2] === 'embedded'
const server = embedded ? null : await startNativePostgres(18)
const s = server ? await open(server.url('postgres')) : await openEmbedded({ folder: null, cache: '/tmp/w/exp/cache', clock: systemClock })
for (let n = 1; n <= 200; n++) await s.run(`create table t_${n} (id uuid default gen_random_uuid() primary key, parent_id uuid references t_${Math.max(1, n >> 1)} on delete cascade, title text not null, slug varchar(255) not null, status text not null default 'new', amount numeric(12,2), payload jsonb not null default '{}', created_at timestamptz not null default now()); create index on t_${n} (parent_id); create index on t_${n} (slug);create index on t_${n} (status)`)
const cols: Record<string,string> = {tables:'c.oid',parents:'i.inhrelid',columns:'a.attrelid',constraints:'k.conrelid',indexes:'i.indrelid',triggers:'g.tgrelid',policies:'p.polrelid', sequences: 'o.refobjid', views: 'c.oid'}
await s.run('begin; set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off; set local plan_cache_mode = force_generic_plan; set local enable_sort = on; set local jit = off')
for (const [q, col] of Object.entries(cols)) {
  let t = readFileSync(`src/postgres/queries/${q}.sql`, 'utf8').replace(/order by [^;()]*$/, '').trim() + `\n and ${col} = any($1::oid[])`
  if (q === 'policies' || q === 'triggers') t = t.replace('\n and ' + col, (q === 'policies' ? '\n where ' : '\n and ') + col)
  if (q === 'indexes') t = t.replace(/left join lateral \(select true as yes\) odd[^]*?\nwhere c.relkind/, 'left join lateral (select true as yes) odd on true\nwhere c.relkind')
  await s.run(`prepare e_${q}(oid[]) as ${t}`)
}
await s.run('commit')
const ids = (await s.query<any>(`select oid::int from pg_class where relname in ('t_150','t_151')`)).map(r => r.oid)
const time = async (label: string, f: () => Promise<unknown>) => {
  for (let i = 0; i < 15; i++) await f()
  const t: number[] = []
  for (let i = 0; i < 100; i++) { const a = performance.now(); await f(); t.push(performance.now() - a) }
  t.sort((a, b) => a - b)
  console.log(label.padEnd(14), t[50]!.toFixed(2), 'min', t[0]!.toFixed(2))
}
await time('select 1', () => s.query('select 1'))
await time('begin+commit', async () => { await s.run('begin; set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off; set local plan_cache_mode = force_generic_plan; set local enable_sort = on; set local jit = off'); await s.run('commit') })
await s.run('begin; set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off; set local plan_cache_mode = force_generic_plan; set local enable_sort = on; set local jit = off')
for (const q of Object.keys(cols)) await time(q, () => s.query(`execute e_${q}('{${ids.join(',')}}')`))
await s.run('commit')
await s.close(); await server?.stop()
