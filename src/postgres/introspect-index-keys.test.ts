import { expect, test } from 'vitest'
import { parseIndexKeys } from './introspect-index-keys.ts'

test('what PostgreSQL leaves out is the default', () => {
  const definition = 'CREATE INDEX i ON public.t USING btree (a, b DESC NULLS LAST) WHERE (a > 1)'
  expect(parseIndexKeys(definition, ['a', 'b'])).toEqual([
    { collation: null, operatorClass: null },
    { collation: null, operatorClass: null },
  ])
})

test('collations and operator classes are read from between the keys', () => {
  const definition =
    'CREATE UNIQUE INDEX i ON ONLY public.t USING btree ' +
    '(lower(a) COLLATE "C" text_pattern_ops DESC, "B" public.odd_ops, c COLLATE x."y z" NULLS FIRST)'
  expect(parseIndexKeys(definition, ['lower(a)', '"B"', 'c'])).toEqual([
    { collation: '"C"', operatorClass: 'text_pattern_ops' },
    { collation: null, operatorClass: 'public.odd_ops' },
    { collation: 'x."y z"', operatorClass: null },
  ])
})

test('parameters of an operator class stay with it', () => {
  const definition = `CREATE INDEX i ON t USING gist (a ops (x='1, (2)', "y)"='it''s'), b) INCLUDE (c)`
  expect(parseIndexKeys(definition, ['a', 'b'])).toEqual([
    { collation: null, operatorClass: `ops (x='1, (2)', "y)"='it''s')` },
    { collation: null, operatorClass: null },
  ])
})

test('names that look like the rest of the definition do not mislead', () => {
  const definition =
    'CREATE INDEX "i ON t USING btree (a" ON "s "" USING x ("."t (" USING btree ("a, b" text_ops, "COLLATE")'
  expect(parseIndexKeys(definition, ['"a, b"', '"COLLATE"'])).toEqual([
    { collation: null, operatorClass: 'text_ops' },
    { collation: null, operatorClass: null },
  ])
})

test('a definition that PostgreSQL would not print is our fault', () => {
  const misread = (): unknown => parseIndexKeys('CREATE INDEX i ON t USING btree (a b c)', ['a'])
  expect(misread).toThrow('key "a" is not found in "CREATE INDEX i ON t USING btree (a b c)"')
})
