import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { declared } from '../support/declared-models.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/models.md'), 'utf8')

const blocks = new Map(
  Array.from(page.matchAll(/^```(\w*)\n([^]*?)^```$/gm), ([, language = '', text = '']) => [
    language,
    text,
  ]),
)

test('what docs/models.md shows is what is read', async () => {
  const { sql, gaps } = await declared(blocks.get('python') ?? '')
  expect(`${sql.join(';\n')};\n`).toBe(blocks.get('sql'))
  expect(`${gaps.join('\n')}\n`).toBe(blocks.get(''))
})
