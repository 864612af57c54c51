import { expect, test } from 'vitest'
import { replayedUp, sqlOf } from '../support/alembic-place.ts'

/** What reaches for the world, each as a value that is put into a statement. */
const REACHING: readonly string[] = [
  'open("/etc/passwd").read()',
  '__import__("os").system("true")',
  '__import__("subprocess").check_output(["id"])',
  'op.__class__.__mro__',
  'op.get_bind.__globals__',
  '().__class__.__bases__[0].__subclasses__()',
  'eval("1+1")',
  'globals()["__builtins__"]',
  'op.get_bind().connection.cursor().copy_expert("copy t from program \'id\'", None)',
]

test.each(REACHING)('%s gives nothing', async (reaching) => {
  const outcome = await replayedUp(
    `op.execute("select '%s'" % (${reaching}))\nop.execute("create table after ()")`,
  )
  expect(outcome.gaps.length + outcome.failures.length).toBeGreaterThan(0)
  expect(sqlOf(outcome).join()).not.toMatch(/root|uid=|class/)
})

test('a loop without an end comes to the limit of steps, and the next revision is replayed', async () => {
  const outcome = await replayedUp('while True:\n    pass\nop.execute("create table after ()")')
  expect(outcome.state).toBe('in part')
  expect(outcome.gaps.map(({ text }) => text)).toEqual(['the limit of steps was reached'])
}, 60_000)

test('a function that calls itself without an end is a gap', async () => {
  const outcome = await replayedUp('def again():\n    return again()\nop.execute(again())')
  expect(outcome.gaps.length).toBeGreaterThan(0)
})

test('a text that grows without an end is a gap', async () => {
  const outcome = await replayedUp(
    'text = "x"\nfor _ in range(100):\n    text = text + text\nop.execute(text)',
  )
  expect(outcome.gaps.length).toBeGreaterThan(0)
}, 60_000)

test('the session of the shadow is not given to code', async () => {
  const outcome = await replayedUp('op.get_bind().runner.session.run("select 1")')
  expect(outcome.failure?.message).toMatch(/AttributeError/)
})
