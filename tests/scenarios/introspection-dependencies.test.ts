import { describe, expect, test } from 'vitest'
import { formatReference, referenceKey } from '../../src/catalogue/object-reference.ts'
import { objectsOf } from '../../src/compare/catalogue-object.ts'
import {
  dependenciesInTransaction,
  introspectInTransaction,
  introspectWithDependencies,
} from '../../src/postgres/introspect.ts'
import type { Session } from '../../src/postgres/session.ts'
import { runScripts, scriptsFor, type CatalogueScript } from '../support/catalogue-scenario.ts'
import { nativeSession, pgliteSession } from '../support/catalogue-session.ts'

test('each kind of tie between objects is told once, with what a drop would do', async () => {
  const session = await nativeSession(18)
  await session.run(`
    create extension citext;
    create type mood as enum ('well');
    create domain price as numeric check (value > 0);
    create function next_mood(mood) returns mood language sql immutable return $1;
    create function is_cheap(price) returns boolean language sql immutable return $1 < 10;
    alter domain price add constraint cheap check (is_cheap(value));
    create table users (id serial primary key, name citext, moods mood[] default '{}'::mood[]);
    create table orders (
      id integer generated always as identity, owner integer references users,
      total price, twice numeric generated always as (total * 2) stored,
      check (total < 100), unique (id)
    ) partition by range (id);
    create table orders_1 partition of orders for values from (1) to (10);
    create view rich as select u.id, next_mood(u.moods[1]) from users u group by u.id;
    create function count_rich() returns bigint language sql begin atomic select count(*) from rich; end;
    create index on users (lower(name)) where id > 0;
    create statistics pairs on id, name from users;
    create function touch() returns trigger language plpgsql as 'begin end';
    create trigger touched before update of name on users for each row execute function touch();
    create policy own on users using (name = 'x' and exists (select from orders o where o.owner = id));
  `)
  expect(await told(session)).toEqual([
    'domain check cheap on price -> routine is_cheap(price) [normal]',
    'sequence users_id_seq -> column users.id [automatic]',
    'column orders.total -> type price [normal]',
    'column orders.twice -> column orders.total [normal]',
    'constraint orders_id_key on orders -> column orders.id [automatic]',
    'constraint orders_owner_fkey on orders -> column orders.owner [automatic]',
    'constraint orders_owner_fkey on orders -> column users.id [normal]',
    'constraint orders_owner_fkey on orders -> constraint users_pkey on users [normal]',
    'constraint orders_total_check on orders -> column orders.total [automatic]',
    'table orders_1 -> table orders [automatic]',
    'column orders_1.total -> type price [normal]',
    'column orders_1.twice -> column orders_1.total [normal]',
    'constraint orders_1_id_key on orders_1 -> constraint orders_id_key on orders [partition]',
    'constraint orders_1_id_key on orders_1 -> column orders_1.id [automatic]',
    'constraint orders_owner_fkey on orders_1 -> constraint orders_owner_fkey on orders [partition]',
    'constraint orders_owner_fkey on orders_1 -> column orders_1.owner [automatic]',
    'constraint orders_owner_fkey on orders_1 -> column users.id [normal]',
    'constraint orders_owner_fkey on orders_1 -> constraint users_pkey on users [normal]',
    'constraint orders_total_check on orders_1 -> column orders_1.total [automatic]',
    'view rich -> column users.id [normal]',
    'view rich -> column users.moods [normal]',
    'view rich -> constraint users_pkey on users [normal]',
    'view rich -> routine next_mood(mood) [normal]',
    'view column rich.next_mood -> type mood [normal]',
    'column users.id -> sequence users_id_seq [normal]',
    'column users.moods -> type mood [normal]',
    'column users.name -> extension citext [normal]',
    'constraint users_pkey on users -> column users.id [automatic]',
    'index users_lower_idx on users -> column users.id [automatic]',
    'index users_lower_idx on users -> column users.name [automatic]',
    'trigger touched on users -> column users.name [normal]',
    'trigger touched on users -> routine touch() [normal]',
    'policy own on users -> extension citext [normal]',
    'policy own on users -> column orders.id [normal]',
    'policy own on users -> column orders.owner [normal]',
    'policy own on users -> column users.name [normal]',
    'routine count_rich() -> view rich [normal]',
    'routine is_cheap(price) -> type price [normal]',
    'routine next_mood(mood) -> type mood [normal]',
    'routine touch() -> extension plpgsql [normal]',
    'statistics pairs -> column users.id [automatic]',
    'statistics pairs -> column users.name [automatic]',
  ])
})

describe('everything', () => {
  test.each([15, 16, 17] as const)('has the same dependencies on %i as on 18', async (major) => {
    const [older, newest] = [await nativeSession(major), await nativeSession(18)]
    const scripts = scriptsFor(older)
    expect(await toldAfter(older, scripts)).toEqual(await toldAfter(newest, scripts))
  })

  test('has the same dependencies on 14, where a generated column falls with what it is of', async () => {
    const [older, newest] = [await nativeSession(14), await nativeSession(18)]
    const scripts = scriptsFor(older)
    const now = await toldAfter(newest, scripts)
    const then = now.map((line) =>
      line.startsWith('column shop.customer.full_name -> ')
        ? line.replace('[normal]', '[automatic]')
        : line,
    )
    expect(await toldAfter(older, scripts)).toEqual(then)
  })

  test('has the same dependencies in an embedded database', async () => {
    const [embedded, native] = [await pgliteSession(), await nativeSession(18)]
    const scripts = scriptsFor(native)
    expect(await toldAfter(embedded, scripts)).toEqual(await toldAfter(native, scripts))
  })

  test.each([
    ['described', scriptsFor({ serverVersion: 180_000 })],
    ['undescribed', ['undescribed'] as const],
  ])('that is %s is tied to nothing but objects of the catalogue', async (_, scripts) => {
    const session = await nativeSession(18)
    await runScripts(session, ...scripts)
    const { catalogue, dependencies } = await introspectWithDependencies(session)
    const known = objectsOf(catalogue)
    const named = dependencies.flatMap(({ dependent, on }) => [dependent, on])
    const unknown = named.filter((reference) => !known.has(referenceKey(reference)))
    expect(new Set(unknown.map(formatReference))).toEqual(new Set(['extension plpgsql']))
  })
})

test('a transaction sees what it has not committed', async () => {
  const session = await nativeSession(18)
  await session.run('begin; create table public.mine (a integer primary key)')
  const { catalogue } = await introspectInTransaction(session)
  expect(catalogue.tables.map(({ name }) => name)).toEqual(['mine'])
  expect(await dependenciesInTransaction(session)).toHaveLength(1)
  await session.run('rollback')
  const [row] = await session.query<{ search_path: string }>('show search_path')
  expect(row?.search_path).toBe('"$user", public')
})

async function toldAfter(
  session: Session,
  scripts: readonly CatalogueScript[],
): Promise<readonly string[]> {
  await runScripts(session, ...scripts)
  return told(session)
}

async function told(session: Session): Promise<readonly string[]> {
  const { dependencies } = await introspectWithDependencies(session)
  return dependencies.map(({ dependent, on, kind }) => {
    return `${formatReference(dependent)} -> ${formatReference(on)} [${kind}]`.replaceAll(
      'public.',
      '',
    )
  })
}
