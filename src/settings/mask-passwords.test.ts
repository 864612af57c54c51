import { expect, test } from 'vitest'
import { maskPasswords } from './mask-passwords.ts'

test.each([
  [`url: 'postgres://app:hunter2@db/app',`, `url: 'postgres://***********@db/app',`],
  ['postgresql+asyncpg://a:b@c@db', 'postgresql+asyncpg://*****@db'],
  ['host=db password=hunter2 user=app', 'host=db password=******* user=app'],
  [`"password": "hunter2",`, `"password": "*******",`],
  [
    `import { x } from './a@b.ts' // https://example.com/`,
    `import { x } from './a@b.ts' // https://example.com/`,
  ],
  ['postgres://db/app', 'postgres://db/app'],
])('%s is shown as %s', (text, shown) => {
  expect(maskPasswords(text)).toBe(shown)
})
