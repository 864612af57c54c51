import fc from 'fast-check'
import { expect, test } from 'vitest'
import { up } from '../../src/run/up.ts'
import { compareBytes } from '../../src/witness/references/compare-bytes.ts'
import { listReferences } from '../../src/witness/references/list-references.ts'
import { nativeShadow } from '../support/plan-place.ts'
import { testApplication, type TestApplication } from '../support/test-application.ts'
import { testDatabase } from '../support/test-database.ts'

const migrations = {
  'auth/001_users.sql':
    '-- migrate:up\ncreate table users (id text primary key);\n-- migrate:down\ndrop table users;\n',
  'shop/001_orders.sql': `-- migrate:up
create table orders (id integer primary key, user_id text, parent_id integer);
comment on column orders.user_id is 'Reference to users.id in auth (no foreign key: another database)';
-- migrate:down
drop table orders;
`,
}

async function counts(application: TestApplication): Promise<unknown> {
  const options = { to: null, from: null, orphans: true, live: true }
  const { references } = await listReferences(await application.open(), options)
  return references.map(({ from, kind, verdict, orphans }) => [
    from.columns.join(),
    kind,
    verdict,
    orphans,
  ])
}

const data = `insert into orders values
  (1, 'anna', null), (2, 'anna', 1), (3, 'zoé', 1), (4, '𝒳', 9), (5, 'ﬁ', null), (6, null, null), (7, 'gone', 7), (8, 'gone', 1)`
const people = `insert into users values ('anna'), ('zoé'), ('𝒳'), ('ﬁ'), ('unused')`

const expected = [
  ['parent_id', 'implied', 'no-constraint', { orphans: 1, rows: 5 }],
  ['user_id', 'documented', 'not-indexed', { orphans: 2, rows: 7 }],
]

test('orphans are counted within a database and across two servers', async () => {
  const [auth, shop] = [await testDatabase(15), await testDatabase(18)]
  const application = await testApplication(
    { auth: { url: auth.url }, shop: { url: shop.url } },
    migrations,
    nativeShadow(),
  )
  await up(await application.open(), { only: [], to: null, allowOutOfOrder: false })
  await auth.run(people)
  await shop.run(data)
  expect(await counts(application)).toEqual(expected)
})

test('orphans are counted between a server and an embedded database', async () => {
  const auth = await testDatabase(18)
  const fill = migrations['shop/001_orders.sql'].replace(
    '-- migrate:down',
    `${data};\n-- migrate:down`,
  )
  const application = await testApplication(
    { auth: { url: auth.url }, shop: {} },
    { ...migrations, 'shop/001_orders.sql': fill },
    nativeShadow(),
  )
  await up(await application.open(), { only: [], to: null, allowOutOfOrder: false })
  await auth.run(people)
  expect(await counts(application)).toEqual(expected)
})

test('texts are ordered by their bytes', () => {
  const text = fc.string({ unit: 'grapheme' })
  fc.assert(
    fc.property(text, text, (left, right) => {
      const bytes = Buffer.compare(Buffer.from(left, 'utf8'), Buffer.from(right, 'utf8'))
      expect(Math.sign(compareBytes(left, right))).toBe(bytes)
    }),
  )
})
