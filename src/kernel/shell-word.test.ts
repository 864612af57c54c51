import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { shellWord } from './shell-word.ts'

test.each(['plan.json', 'public.users.name=full_name', 'postgresql://…'])(
  '%s needs no quotes',
  (text) => {
    expect(shellWord(text)).toBe(text)
  },
)

test('whatever the text, a shell reads it as one word', () => {
  const texts = [
    '',
    'my plan.json',
    `public."'; exit 3 #"=it's`,
    '$(exit 3)`x`',
    'two\nlines',
    '*~!\\',
  ]
  const script = `printf '%s\\0' ${texts.map(shellWord).join(' ')}`
  expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1)).toEqual(
    texts,
  )
})
