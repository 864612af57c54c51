import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { replayed, sqlOf } from '../support/alembic-place.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/alembic.md'), 'utf8')

function block(language: string): string {
  return new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(page)?.[1] ?? ''
}

test('the page about Alembic shows what is true', async () => {
  const { outcomes } = await replayed({ 'migrations/versions/b2.py': block('python') })
  expect(outcomes.map(({ state }) => state)).toEqual(['applied'])
  expect(outcomes.flatMap(sqlOf).map((sql) => `${sql};`)).toEqual(block('sql').trim().split('\n'))
})
