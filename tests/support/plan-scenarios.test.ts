import { describe, expect, test } from 'vitest'
import { parsePlanScenarios, readPlanScenarios } from './plan-scenarios.ts'

const full = `-- What the file is about.

-- scenario: a column is added
-- since: 15
-- plan: add column
-- plan: "a b"
-- plan not: drop table
-- hazards: data-loss, rewrite
-- rename: public.a.b=c
-- before
create table a ();
-- a comment of the script
-- after

create table a (b integer);

-- scenario: nothing changes
-- equal
-- before
-- after
create schema s;
`

describe('parsing a file of scenarios', () => {
  test('takes every header, and the SQL of both sides', () => {
    expect(parsePlanScenarios(full, 'x.sql')).toEqual([
      {
        name: 'a column is added',
        file: 'x.sql',
        line: 3,
        since: 15,
        equal: false,
        expects: ['add column', '"a b"'],
        forbids: ['drop table'],
        hazards: ['data-loss', 'rewrite'],
        renames: ['public.a.b=c'],
        before: 'create table a ();\n-- a comment of the script',
        after: 'create table a (b integer);',
      },
      {
        name: 'nothing changes',
        file: 'x.sql',
        line: 17,
        since: 14,
        equal: true,
        expects: [],
        forbids: [],
        hazards: [],
        renames: [],
        before: '',
        after: 'create schema s;',
      },
    ])
  })

  for (const [what, text, message] of [
    ['SQL before the first scenario', 'select 1;', 'x.sql:1: "select 1;" stands before the first'],
    ['a scenario without a name', '-- scenario: ', 'x.sql:1: a scenario has no name'],
    ['an unknown header', '-- scenario: a\n-- hazard: x', '2: "-- hazard: x" is no header'],
    ['a header without a value', '-- scenario: a\n-- plan:', '2: "-- plan:" is no header with a'],
    ['SQL among the headers', '-- scenario: a\nselect 1;', '2: "select 1;" is no header with a'],
    ['an unknown hazard', '-- scenario: a\n-- hazards: fire', '2: "fire" is no hazard'],
    ['an unknown major', '-- scenario: a\n-- since: 13', '2: "13" is no major version'],
    ['one side only', '-- scenario: a\n-- before\n', '1: "a" has no "-- before" or no "-- after"'],
    ['the sides turned around', '-- scenario: a\n-- after\n', '2: "-- after" has no "-- before"'],
    [
      'a plan where nothing changes',
      '-- scenario: a\n-- equal\n-- plan: x\n-- before\n-- after',
      '1: "a" is equal, so there is nothing to plan',
    ],
  ] as const) {
    test(`${what} is refused with its place`, () => {
      expect(() => parsePlanScenarios(text, 'x.sql')).toThrow(message)
    })
  }
})

describe('the scenarios of the house', () => {
  test('are at least 170 that change something, and 10 that do not', () => {
    const scenarios = readPlanScenarios()
    expect(scenarios.filter(({ equal }) => !equal).length).toBeGreaterThanOrEqual(170)
    expect(scenarios.filter(({ equal }) => equal).length).toBeGreaterThanOrEqual(10)
  })
})
