import { beforeAll, describe, expect, test } from 'vitest'
import { loadParser } from './parser.ts'
import { sameExpression, sameStatement } from './same-expression.ts'

beforeAll(loadParser)

/** Whether what 14 and what 18 print is the same statement; asked in both directions. */
function same(by14: string, by18: string): boolean {
  const [left, right] = [
    { text: by14, major: 14 },
    { text: by18, major: 18 },
  ]
  const result = sameStatement(left, right)
  expect(sameStatement(right, left)).toBe(result)
  return result
}

function sameCondition(by14: string, by18: string): boolean {
  return sameExpression({ text: by14, major: 14 }, { text: by18, major: 18 })
}

describe('sameExpression', () => {
  test('white space, parentheses and the place in the text do not count', () => {
    expect(sameCondition('(a > 0)', 'a  >  0')).toBe(true)
    expect(sameCondition('(a = ANY (ARRAY[1, 2]))', '(a  = ANY (ARRAY[1,  2]))')).toBe(true)
  })

  test('names, operators, constants, casts and nesting do', () => {
    const condition = "((a > 0) AND (b = 'x'::text))"
    const others = [
      "((a > 1) AND (b = 'x'::text))",
      "((a >= 0) AND (b = 'x'::text))",
      "((a > 0) OR (b = 'x'::text))",
      "((a > 0) AND (c = 'x'::text))",
      "((a > 0) AND (b = 'x'::character varying))",
      "((a > 0) AND (t.b = 'x'::text))",
    ]
    expect(others.filter((other) => sameCondition(condition, other))).toEqual([])
    expect(sameCondition('((a - b) - c)', '(a - (b - c))')).toBe(false)
  })

  test('a text that does not parse is equal to itself only', () => {
    expect(sameCondition('(a >', '(a >')).toBe(true)
    expect(sameCondition('(a >', '(a  >')).toBe(false)
  })

  test('an expression that is nested too deeply is equal to itself only', () => {
    const deep = (inner: string): string => `${'(1 + '.repeat(3_000)}${inner}${')'.repeat(3_000)}`
    expect(sameCondition(deep('1'), deep('1'))).toBe(true)
    expect(sameCondition(deep('1'), deep(' 1'))).toBe(false)
  })
})

describe('a view over one relation, up to PostgreSQL 15 with qualified columns', () => {
  test('is the one without', () => {
    expect(
      same(
        'SELECT users.id, lower(users.email) AS mail FROM public.users WHERE (users.id > 1) GROUP BY users.id ORDER BY users.id',
        'SELECT id, lower(email) AS mail FROM public.users WHERE (id > 1) GROUP BY id ORDER BY id',
      ),
    ).toBe(true)
  })

  test('is so by its alias, for functions, subqueries, samples and common table expressions', () => {
    expect(same('SELECT u.id FROM public.users u', 'SELECT id FROM public.users u')).toBe(true)
    expect(same('SELECT g.g FROM f() g(g)', 'SELECT g FROM f() g(g)')).toBe(true)
    expect(same('SELECT s.a FROM (SELECT 1 AS a) s', 'SELECT a FROM (SELECT 1 AS a) s')).toBe(true)
    expect(
      same('SELECT t.a FROM t TABLESAMPLE system (1)', 'SELECT a FROM t TABLESAMPLE system (1)'),
    ).toBe(true)
    expect(
      same(
        'WITH q AS (SELECT 1 AS a) SELECT q.a FROM q',
        'WITH q AS (SELECT 1 AS a) SELECT a FROM q',
      ),
    ).toBe(true)
  })

  test('is not one over another relation or of another column', () => {
    expect(same('SELECT users.id FROM public.users', 'SELECT id FROM public.people')).toBe(false)
    expect(same('SELECT users.id FROM public.users', 'SELECT email FROM public.users')).toBe(false)
    expect(same('SELECT users.id FROM public.users', 'SELECT id FROM app.users')).toBe(false)
    expect(same('SELECT other.id FROM public.users', 'SELECT id FROM public.users')).toBe(false)
    expect(same('SELECT u.id FROM public.users u', 'SELECT (u).id FROM public.users u')).toBe(false)
  })

  test('keeps the qualification within its subqueries: there a bare name may be another column', () => {
    const where = (column: string): string =>
      `SELECT id FROM public.users WHERE (EXISTS (SELECT 1 FROM public.orders WHERE (orders.user_id = ${column})))`
    expect(same(where('users.id'), where('users.id'))).toBe(true)
    expect(same(where('users.id'), where('id'))).toBe(false)
    const from = (column: string): string => `SELECT x FROM (SELECT ${column} AS x FROM a, b) s`
    expect(same(from('a.id'), from('b.id'))).toBe(false)
    expect(same(from('a.id'), from('id'))).toBe(false)
  })

  test('keeps it where two relations are joined', () => {
    expect(same('SELECT a.id FROM a, b', 'SELECT b.id FROM a, b')).toBe(false)
    expect(same('SELECT a.id FROM a, b', 'SELECT id FROM a, b')).toBe(false)
    // The merged column of a full join is neither that of `a` nor that of `b`.
    expect(
      same(
        'SELECT a.id FROM (a FULL JOIN b USING (id))',
        'SELECT id FROM (a FULL JOIN b USING (id))',
      ),
    ).toBe(false)
    expect(
      same('SELECT j.id FROM (a JOIN b USING (id)) j', 'SELECT id FROM (a JOIN b USING (id)) j'),
    ).toBe(false)
  })

  test('the whole row stays what it is', () => {
    expect(same('SELECT users.* FROM users', 'SELECT * FROM users')).toBe(false)
  })
})

describe('a relation called "old" or "new", up to PostgreSQL 15 with a number', () => {
  test('is the one without', () => {
    expect(same('SELECT old_1.id FROM users old_1', 'SELECT id FROM users old')).toBe(true)
    expect(
      same(
        'SELECT old_1.id, new_1.id FROM users old_1, users new_1',
        'SELECT old.id, new.id FROM users old, users new',
      ),
    ).toBe(true)
    expect(same('SELECT old_1.id FROM public.old old_1', 'SELECT id FROM public.old')).toBe(true)
    expect(
      same(
        'SELECT old_1.id, old_2.id FROM users old_1, users old_2',
        'SELECT old.id, old_1.id FROM users old, users old_1',
      ),
    ).toBe(true)
  })

  test('is not the other one, nor is the alias of another version', () => {
    expect(
      same(
        'SELECT old_1.id FROM users old_1, users new_1',
        'SELECT new.id FROM users old, users new',
      ),
    ).toBe(false)
    const [sixteen, eighteen] = [
      { text: 'SELECT a.id FROM users old_1, a', major: 16 },
      { text: 'SELECT a.id FROM users old, a', major: 18 },
    ]
    expect(sameStatement(sixteen, eighteen)).toBe(false)
  })

  test('an alias that the user called "old_1" is itself', () => {
    const text = 'SELECT old_1.id, b.id  FROM users old_1, b'
    expect(same(text, text.replace('  ', ' '))).toBe(true)
  })
})

describe('the output name of a boolean constant, which PostgreSQL 14 calls "bool"', () => {
  test('does not count where it cannot be seen', () => {
    expect(
      sameCondition(
        '(EXISTS ( SELECT true AS bool FROM orders))',
        '(EXISTS ( SELECT true FROM orders))',
      ),
    ).toBe(true)
    const body = (select: string): string =>
      `CREATE FUNCTION f() RETURNS boolean LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT ${select}; END`
    expect(same(body('false AS bool'), body('false'))).toBe(true)
    expect(same(body('false AS bool'), body('true'))).toBe(false)
  })

  test('counts where it is the name of a column', () => {
    expect(same('SELECT true AS bool', 'SELECT true')).toBe(false)
    const from = (select: string): string => `SELECT 1 FROM (SELECT ${select}) s`
    expect(same(from('true AS bool'), from('true'))).toBe(false)
    const nested = (select: string): string => `SELECT (SELECT 1 FROM (SELECT ${select}) s)`
    expect(same(nested('true AS bool'), nested('true'))).toBe(false)
  })

  test('does not make two updates of different columns one', () => {
    const body = (set: string): string =>
      `CREATE FUNCTION f() RETURNS void LANGUAGE sql BEGIN ATOMIC UPDATE t SET ${set}; END`
    expect(same(body('bool = true'), body('flag = true'))).toBe(false)
    expect(same(body('bool = true'), body('bool = false'))).toBe(false)
  })
})

test('routines and triggers are compared by their trees, bodies in quotes letter by letter', () => {
  const definition = (body: string): string =>
    `CREATE OR REPLACE FUNCTION public.f()\n RETURNS integer\n LANGUAGE sql\nAS $function$${body}$function$\n`
  expect(same(definition('select 1'), definition('select 1').replaceAll('function$', 'x$'))).toBe(
    true,
  )
  expect(same(definition('select 1'), definition('select  1'))).toBe(false)
  const trigger = 'CREATE TRIGGER t BEFORE UPDATE ON public.a FOR EACH ROW EXECUTE FUNCTION f()'
  expect(same(trigger, trigger.replace('ON public.a', ' ON public.a'))).toBe(true)
  expect(same(trigger, trigger.replace('BEFORE', 'AFTER'))).toBe(false)
})
