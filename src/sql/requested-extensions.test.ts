import { beforeAll, expect, test } from 'vitest'
import { loadParser } from './parser.ts'
import { requestedExtensions } from './requested-extensions.ts'

beforeAll(loadParser)

test('extensions that the statements create, each once', () => {
  const statements = [
    'create table extension (a int)',
    'CREATE /* here */ EXTENSION if not exists "uuid-ossp" with schema public',
    'create extension Vector cascade',
    'create extension if not exists vector',
    'create extension if',
    'create extension',
    'drop extension hstore',
  ]
  expect(requestedExtensions(statements)).toEqual(['uuid-ossp', 'vector', 'if'])
})
