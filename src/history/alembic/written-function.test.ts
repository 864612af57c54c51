import { expect, test } from 'vitest'
import { pythonParser } from '../../../tests/support/python-program.ts'
import { writtenFunction, type WrittenFunction } from './written-function.ts'

async function written(body: string, before = ''): Promise<WrittenFunction> {
  const text = `from alembic import op\n\n\n${before}def downgrade():\n${body.replaceAll(/^/gm, '    ')}\n`
  return writtenFunction('downgrade', { file: 'a.py', text }, await pythonParser())
}

test.each([
  ['passes', 'pass'],
  ['has no more than a docstring', '"""Nothing to do."""'],
  ['is an ellipsis', '...'],
  ['returns', '"""Nothing."""\nreturn'],
  ['returns nothing', 'return None'],
  ['only prints', 'print(f"not taken back: {op}")\npass'],
  ['only writes into the log', 'logger.warning("not taken back")'],
  ['asks for the connection and does nothing with it', 'import json\nconn = op.get_bind()'],
])('a function that %s is idle', async (_, body) => {
  const found = await written(body)
  expect(found).toMatchObject({ body: 'idle', at: { line: 4, column: 1 } })
})

test.each([
  ['calls a directive', 'op.drop_table("notes")'],
  ['calls what it imports', 'from tools import back\nback()'],
  ['returns what a call gives', 'return op.drop_table("notes")'],
  ['prints what a call gives', 'print(op.execute("drop table notes"))'],
  ['raises only in some cases', 'if op.get_context():\n    raise ValueError()'],
  ['works before it raises', 'op.drop_table("notes")\nraise ValueError()'],
])('a function that %s is working', async (_, body) => {
  expect((await written(body)).body).toBe('working')
})

test('a function that only raises is told with what it raises, in one line', async () => {
  const found = await written('"""No."""\nraise NotImplementedError(\n    "the rows are gone"\n)')
  expect(found).toMatchObject({
    body: 'raises',
    raise: 'raise NotImplementedError( "the rows are gone" )',
  })
})

test('of a decorated, assigned or doubled function only what counts is told', async () => {
  expect((await written('pass', '@in_transaction\n')).body).toBe('working')
  expect((await written('op.drop_table("a")', 'def downgrade():\n    pass\n\n\n')).body).toBe(
    'working',
  )
  const assigned = writtenFunction(
    'downgrade',
    { file: 'a.py', text: 'from base import downgrade\n' },
    await pythonParser(),
  )
  expect(assigned).toEqual({ body: 'working', at: null, raise: '' })
})
