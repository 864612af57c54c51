import { expect, test } from 'vitest'
import { pythonParser } from '../../../tests/support/python-program.ts'
import { namesInRevision, type NamingRevision } from './names-in-revision.ts'

const head = '"""Says nothing of wares."""\nrevision = "a1"\ndown_revision = "a0"\n'

async function read(body: string, start = head): Promise<NamingRevision | null> {
  const lines = body.split('\n').map((line) => `    ${line}`)
  const text = `${start}def upgrade(op=None):\n${lines.join('\n')}\n`
  return namesInRevision({ file: 'plugins/a1.py', text }, await pythonParser())
}

test('tables, indexes and constraints are named by directives, columns and targets of keys are not', async () => {
  const found = await read(
    [
      'op.create_table("notes", sa.Column("id", sa.Integer), sa.ForeignKeyConstraint(["a"], ["b.c"]))',
      'op.create_index("ix_notes", "notes", ["title"])',
      'op.create_foreign_key(None, "tags", "people", ["person"], ["id"])',
      'op.drop_constraint("uq", table_name="marks", type_="unique")',
      'with op.batch_alter_table("leaves") as batch:',
      '    batch.add_column(sa.Column("colour", sa.Text))',
    ].join('\n'),
  )
  expect(found).toEqual({
    id: 'a1',
    at: { file: 'plugins/a1.py', line: 4, column: 1 },
    names: ['ix_notes', 'leaves', 'marks', 'notes', 'tags', 'uq'],
    namesMore: false,
  })
})

test('of SQL, of lists and of what helpers are given every word may be a name', async () => {
  const found = await read(
    'op.execute("alter table notes add x int")\nfor one in ["marks"]:\n    op.drop_table(one)\nadd(op, table="tags")',
  )
  expect(found?.names).toEqual(expect.arrayContaining(['notes', 'marks', 'tags']))
  expect(found?.namesMore).toBe(false)
})

test('the way back and the docstrings name nothing that is done', async () => {
  const found = await read('"""About wares."""\nop.drop_table("a")\n')
  expect(found?.names).toEqual(['a'])
  const back = `${head}def downgrade(op):\n    op.drop_table("b")\n`
  expect((await read('op.drop_table("a")', back))?.names).toEqual(['a'])
})

test.each([
  ['a name that is put together', 'op.drop_table(f"{kind}_notes")'],
  ['an attribute', 'op.drop_table(Note.__tablename__)'],
  ['what is imported', 'op.drop_table(TABLE)'],
  ['nothing at all', 'everything(op)'],
])('%s says that more is named elsewhere', async (_, body) => {
  const found = await read(body, `${head}from plugin import TABLE\n`)
  expect(found?.namesMore).toBe(true)
})

test.each([
  'op.execute("update notes set title = 1")',
  'op.execute("DELETE FROM notes")',
  'op.bulk_insert(notes, [{"title": "x"}])',
])('rows do not show in a schema: %s', async (body) => {
  expect(await read(body)).toMatchObject({ names: [], namesMore: false })
})

test('a text that changes rows and the schema names both', async () => {
  const found = await read('op.execute("update notes set a = 1; alter table marks add b int")')
  expect(found?.names).toEqual(expect.arrayContaining(['marks', 'notes']))
})

test('a revision that does nothing names nothing', async () => {
  expect(await read('pass')).toMatchObject({ names: [], namesMore: false })
})

test('without an id, without an upgrade, or without a database it is no revision', async () => {
  expect(await read('op.drop_table("a")', 'version = 1\n')).toBeNull()
  const parser = await pythonParser()
  const without = { file: 'a.py', text: `${head}def run(op):\n    op.drop_table("a")\n` }
  expect(namesInRevision(without, parser)).toBeNull()
  const other = { file: 'a.py', text: 'revision = "1"\ndef upgrade(db):\n    db.go()\n' }
  expect(namesInRevision(other, parser)).toBeNull()
})
