import { expect, test } from 'vitest'
import { pythonParser } from '../../../tests/support/python-program.ts'
import { blanked, definitionParts } from './definition-parts.ts'

const source = `x = 1


@decorated(
    1,
)
def one(
    a,
):
    pass
# of one
y = [
    2,
]


async def two():
    return """
    text
"""


class Three:
    def inner(self): ...
`

test('definitions end where the margin is used again, brackets and comments left out', () => {
  const parts = definitionParts(source).map(({ start, end }) => source.slice(start, end))
  expect(parts.map((part) => part.split('\n', 1)[0])).toEqual([
    '@decorated(',
    'async def two():',
    'class Three:',
  ])
  expect(parts[0]).toMatch(/# of one\n$/)
})

test('what is left out leaves lines and lengths', () => {
  const rest = blanked(source, definitionParts(source))
  expect(rest).toHaveLength(source.length)
  expect(rest.split('\n')).toHaveLength(source.split('\n').length)
  expect(rest).toContain('y = [\n    2,\n]')
  expect(rest).not.toContain('def')
})

test('a definition that does not parse takes neither what stands before nor after it along', async () => {
  const parser = await pythonParser()
  const broken =
    'def upgrade() -> None\n    op.create_table("t", x={"a": 1})\n    op.drop_column("t", "c")\n'
  const text = `"""doc"""\nrevision: str = "a"\n\n\n${broken}\n\ndef downgrade():\n    pass\n`
  const { statements, faults, doc } = parser.parseModule(text)
  expect(statements.map(({ kind }) => kind)).toEqual(['expression', 'annotated', 'function'])
  expect(doc).toBe('doc')
  expect(faults).toHaveLength(1)
  const [fault] = faults
  expect(fault?.reason).toBe('":" is missing here')
  expect(text.slice(0, fault?.start)).toMatch(/def upgrade\(\) -> None$/)
})

test.each([
  [
    'a body of comments alone',
    'def one():\n    # nothing\n\n\nx = 1\n',
    'the body of this function is missing',
  ],
  [
    'a body without its head',
    'x = 1\n\n    y = 2\n',
    'this is indented, and nothing around it asks for that',
  ],
])('%s is a fault', async (_, text, reason) => {
  const { faults } = (await pythonParser()).parseModule(text)
  expect(faults.map((fault) => fault.reason)).toEqual([reason])
})
