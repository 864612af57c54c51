import { describe, expect, test } from 'vitest'
import { formatReference } from '../../src/catalogue/object-reference.ts'
import { introspectWithDependencies } from '../../src/postgres/introspect.ts'
import type { Session } from '../../src/postgres/session.ts'
import { createCatalogue } from '../../src/sql/print/create-catalogue.ts'
import { makeInvalidIndex, runScripts } from '../support/catalogue-scenario.ts'
import { nativeSession } from '../support/catalogue-session.ts'
import { printAndLoad } from '../support/print-scenario.ts'

describe('what cannot be made is told, and the rest is made', () => {
  test('an index that a failed build left behind, and what was chosen by it', async () => {
    const from = await nativeSession(18)
    await from.run('create schema shop; create unlogged table shop.scratch (a integer, b text)')
    await makeInvalidIndex(from)
    await from.run(`comment on index shop.scratch_once is 'not valid'`)
    expect(await notMade(from)).toEqual(['index scratch_once on shop.scratch: invalid-index'])
    const { differences } = await printAndLoad(from, await nativeSession(18))
    expect(differences).toEqual(['index scratch_once on shop.scratch is in printed, not in loaded'])
  })

  test('an index of a partitioned table that is not valid for want of any partition', async () => {
    const from = await nativeSession(18)
    await from.run(`
      create table public.whole (a integer) partition by list (a);
      create table public.part partition of public.whole for values in (1);
      create index lonely on only public.whole (a);
      drop table public.part;
    `)
    expect(await notMade(from)).toEqual(['index lonely on public.whole: invalid-index'])
  })

  test('what the catalogue has no words for, and whatever needs it', async () => {
    const from = await nativeSession(18)
    await from.run(`
      create function public.same(text, text) returns boolean language sql immutable return $1 = $2;
      create operator public.=== (leftarg = text, rightarg = text, function = public.same);
      create collation public.words (provider = libc, locale = 'C');
      create table public.plain (a text);
      create table public.sorted (a text collate public.words, b integer);
      create index sorted_b on public.sorted (b);
      create view public.of_sorted as select b from public.sorted;
      create view public.compared as select a from public.plain where a operator(public.===) 'x';
      comment on view public.compared is 'Not made either';
      create function public.reads() returns integer language sql
        begin atomic select b from public.of_sorted; end;
    `)
    expect(await notMade(from)).toEqual([
      'collation public.words: undescribed',
      'operator public.===(pg_catalog.text,pg_catalog.text): undescribed',
      'table public.sorted: needs-missing collation public.words',
      'view public.of_sorted: needs-missing collation public.words',
      'routine public.reads(): needs-missing collation public.words',
      'view public.compared: needs-missing operator public.===(pg_catalog.text,pg_catalog.text)',
    ])
    const { catalogue } = await printAndLoad(from, await nativeSession(18))
    expect(catalogue.tables.map(({ name }) => name)).toEqual(['plain'])
    expect(catalogue.routines.map(({ name }) => name)).toEqual(['same'])
  })

  test('every kind without words is told', async () => {
    const from = await nativeSession(18)
    await runScripts(from, 'undescribed')
    const { catalogue } = await introspectWithDependencies(from)
    const told = await notMade(from)
    for (const { objectKind, identity } of catalogue.undescribed) {
      expect(told).toContain(`${objectKind} ${identity}: undescribed`)
    }
    await printAndLoad(from, await nativeSession(18))
  })

  test('views that were replaced until they needed each other', async () => {
    const from = await nativeSession(18)
    await from.run(`
      create view public.one as select 1 as a;
      create view public.two as select a from public.one;
      create or replace view public.one as select a from public.two;
      create view public.three as select a from public.two;
      create view public.four as select 4 as a;
    `)
    expect(await notMade(from)).toEqual([
      'view public.one: circular',
      'view public.two: circular',
      'view public.three: needs-missing view public.two',
    ])
    const { catalogue } = await printAndLoad(from, await nativeSession(18))
    expect(catalogue.views.map(({ name }) => name)).toEqual(['four'])
  })

  test('the order of columns where a parent got a column after its child', async () => {
    const from = await nativeSession(18)
    await from.run(`
      create table public.parent (a integer);
      create table public.child (b integer) inherits (public.parent);
      alter table public.parent add column c integer;
    `)
    const to = await nativeSession(18)
    const { creation, differences, catalogue } = await printAndLoad(from, to)
    expect(creation.notMade.map(({ reason }) => reason)).toEqual(['column-order'])
    expect(differences).toEqual([])
    expect(catalogue.tables[0]?.columns.map(({ name }) => name)).toEqual(['a', 'c', 'b'])
  })
})

test('a database without the schema public is made without it', async () => {
  const from = await nativeSession(18)
  await from.run('drop schema public; create schema other')
  const { hashes } = await printAndLoad(from, await nativeSession(18))
  expect(hashes.loaded).toBe(hashes.printed)
})

test('the settings of the session do not change what is made', async () => {
  const from = await nativeSession(18)
  await from.run(`
    create table public.odd (
      a interval default '-1 day -02:03:04', b money default '1.50', c date default '2024-02-03',
      d timestamptz default '2024-02-03 04:05:06+07', e text default E'\\\\', f xml default '<a/><b/>'
    );
    create view public.lowered as select lower(e) as e from public.odd;
  `)
  const to = await nativeSession(18)
  await to.run(`
    set intervalstyle = 'sql_standard'; set lc_monetary = 'C'; set datestyle = 'German, DMY';
    set timezone = 'Asia/Tokyo'; set standard_conforming_strings = off; set search_path = 'public';
    set xmloption = 'document';
  `)
  const { hashes } = await printAndLoad(from, to)
  expect(hashes.loaded).toBe(hashes.printed)
})

async function notMade(session: Session): Promise<readonly string[]> {
  const { catalogue, dependencies } = await introspectWithDependencies(session)
  return createCatalogue(catalogue, dependencies).notMade.map(({ object, reason, on }) => {
    const needed = on === null ? '' : ` ${formatReference(on)}`
    return `${formatReference(object)}: ${reason}${needed}`
  })
}
