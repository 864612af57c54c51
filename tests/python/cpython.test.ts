import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { pythonProgram, shown } from '../support/python-program.ts'

interface Snippet {
  readonly source: string
  readonly expected: readonly string[]
}

interface Row {
  readonly expression: string
  readonly expected: string
}

/** What CPython 3.11 gave for each, as `repr` writes it. */
const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8'))

describe('the interpreter gives what CPython 3.11 gives', () => {
  test.each(read('cpython-snippets') as readonly Snippet[])('$source', async (snippet) => {
    const program = await pythonProgram({ 'main.py': snippet.source })
    const value = await program.lookUp('main', 'result')
    const items = value.kind === 'list' ? value.items : [value]
    const got: string[] = []
    for (const item of items) got.push(await shown(program, item))
    expect(got).toEqual(snippet.expected)
    expect(program.drainGaps()).toEqual([])
  })

  test('for arithmetic, slices, formats and methods of texts', async () => {
    const rows = read('cpython-expressions') as readonly Row[]
    const lines = rows.map(
      ({ expression }, index) =>
        `try: r${index} = ${expression}\nexcept Exception as e: r${index} = type(e)\n`,
    )
    const program = await pythonProgram({ 'main.py': lines.join('') })
    const got: Row[] = []
    for (const [index, { expression }] of rows.entries()) {
      const value = await program.lookUp('main', `r${index}`)
      const isError = value.kind === 'class' && value.module === 'builtins'
      const text = isError ? `raises ${value.name}` : await shown(program, value)
      got.push({ expression, expected: text })
    }
    expect(got).toEqual(rows)
  })
})
