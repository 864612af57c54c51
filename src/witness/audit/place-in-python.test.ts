import { expect, test } from 'vitest'
import type { ObjectReference } from '../../catalogue/object-reference.ts'
import { formatPlace } from '../../kernel/place.ts'
import { placeInPython } from './place-in-python.ts'

const users = { kind: 'table', schema: 'public', name: 'users' } as const
const column = (name: string): ObjectReference => ({
  kind: 'column',
  schema: 'public',
  relation: 'users',
  name,
})

/** Where a call that begins in line 2, column 5 speaks of an object. */
function placeIn(call: string, object: ObjectReference, sql: string | null): string {
  const text = `def upgrade():\n    ${call}\n    op.execute("drop table users")\n`
  return formatPlace(placeInPython(object, { file: 'a.py', line: 2, column: 5 }, { text, sql }))
}

const table = 'CREATE TABLE users (\n        id int,\n        users text\n    )'

test.each([
  [
    'a column within a text of several lines',
    `op.execute(\n        """\n    ${table}\n    """\n    )`,
    column('id'),
    table,
    'a.py:5:9',
  ],
  ['a table there', `op.execute("""${table}""")`, users, table, 'a.py:2:32'],
  [
    'a column that is called as its table',
    `op.execute("""${table}""")`,
    column('users'),
    table,
    'a.py:4:9',
  ],
  [
    'a text within another call',
    `op.execute(sa.text('drop table users'))`,
    users,
    'drop table users',
    'a.py:2:36',
  ],
  [
    'a text at the margin',
    `op.execute("""\nalter table users\nadd note text\n""")`,
    column('note'),
    'alter table users\nadd note text',
    'a.py:4:5',
  ],
  [
    'the second statement of a text',
    `op.execute("""\nselect 1;\nalter table users add note text""")`,
    column('note'),
    'alter table users add note text',
    'a.py:4:23',
  ],
  [
    'a statement that does not name it',
    `op.execute("call make_all()")`,
    users,
    'call make_all()',
    'a.py:2:17',
  ],
])('%s has its line in the text', (_, ...[call, object, sql, place]) => {
  expect(placeIn(call, object, sql)).toBe(place)
})

test.each([
  [
    'a text that is put together',
    `op.execute("create table " "users (id int)")`,
    users,
    'create table users (id int)',
  ],
  [
    'a text with values',
    `op.execute(f"create table {name} (id int)")`,
    users,
    'create table users (id int)',
  ],
  ['a text that has a name', 'op.execute(SQL)', users, 'drop table users'],
])('%s has the place of the call', (_, ...[call, object, sql]) => {
  expect(placeIn(call, object, sql)).toBe('a.py:2:5')
})

test('the name in a call of a directive is found as before', () => {
  const call = `op.create_table(\n        "users",\n        sa.Column("note", sa.Text),\n    )`
  const sql = 'create table users (note text)'
  expect(placeIn(call, users, sql)).toBe('a.py:3:9')
  expect(placeIn(call, column('note'), sql)).toBe('a.py:4:19')
})
