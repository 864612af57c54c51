import { describe, expect, test } from 'vitest'
import { makePlan, type PlanWitness } from '../../src/plan/make-plan.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { parseRename, type RenameRequest } from '../../src/plan/rename-request.ts'
import { reversedRenames } from '../../src/plan/rename-target.ts'
import { introspectWithDependencies } from '../../src/postgres/introspect.ts'
import { loadParser } from '../../src/sql/parser.ts'
import { nativeSession, nativeShadows } from '../support/catalogue-session.ts'
import { oddNames, oddObjects, quoted, quotedName, type OddState } from '../support/odd-schema.ts'
import { flagsIn, planPlace } from '../support/plan-place.ts'
import { withinTransaction } from '../support/within-transaction.ts'

/** What names and texts try to drop. */
const target = 'create table public.y (id integer);\n'

function schema(state: OddState): string {
  const objects = oddNames.map((name, at) => oddObjects(name, `s${at}`, state))
  return target + objects.join('')
}

/** Plain names, and odd ones for all that can be renamed. */
function renamable(names: (plain: string) => string): string {
  const n = (plain: string): string => quotedName(names(plain))
  return oddNames
    .map((_, at) => {
      const s = `r${at}`
      const mood = quoted(names(`label${at}`))
      return `create schema ${s};
        create type ${s}.${n(`enum${at}`)} as enum ('a', ${mood});
        create schema q${at}; create sequence q${at}.${n(`sequence${at}`)};
        create table ${s}.t (id integer, label ${s}.${n(`enum${at}`)} default ${mood},
          ${n(`column${at}`)} integer,
          constraint ${n(`constraint${at}`)} check (${n(`column${at}`)} > 0));
        create function ${s}.f() returns trigger language plpgsql as 'begin return new; end';
        create trigger ${n(`trigger${at}`)} before insert on ${s}.t for each row execute function ${s}.f();
        create policy ${n(`policy${at}`)} on ${s}.t using (id > 0);
        create schema v${at}; create view v${at}.${n(`view${at}`)} as select 1 as a;
        create schema i${at}; create table i${at}.t (id integer);
        create index ${n(`index${at}`)} on i${at}.t (id);
        create schema t${at}; create table t${at}.${n(`table${at}`)} (id integer);\n`
    })
    .join('')
}

/** What `plain` names become: the odd name of their number. */
function renamed(plain: string): string {
  return oddNames[Number(/\d+$/.exec(plain)?.[0])] ?? plain
}

const renames: readonly string[] = oddNames.flatMap((name, at) => {
  const parts = ['column', 'constraint', 'trigger', 'policy'].map((part) => `r${at}.t.${part}${at}`)
  const wholes = [
    `r${at}.enum${at}`,
    `q${at}.sequence${at}`,
    `v${at}.view${at}`,
    `t${at}.table${at}`,
  ]
  const others = [`i${at}.t.index${at}`, `r${at}.enum${at}.label${at}`]
  return [...parts, ...wholes, ...others].map((path) => `${path}=${quotedName(name)}`)
})

interface Planned {
  readonly before: string
  readonly after: string
  readonly online: boolean
  readonly renames?: readonly RenameRequest[]
}

/** A plan that does not reach its target is thrown out by `makePlan` itself. */
async function planned({ before, after, online, renames: told = [] }: Planned): Promise<Plan> {
  await loadParser()
  const session = await nativeSession(18)
  const witness = async (name: string, script: string): Promise<PlanWitness> => {
    await session.run('begin')
    try {
      await session.run(script)
      return { witness: name, ...(await introspectWithDependencies(withinTransaction(session))) }
    } finally {
      await session.run('rollback')
    }
  }
  const from = await witness('before', before)
  const to = await witness('after', after)
  return makePlan(nativeShadows(session), {
    from,
    to,
    renames: told,
    online,
    timeouts: { lock: 3_000, statement: null },
  })
}

describe('names and texts that try to be SQL are planned as what they are', () => {
  test.each([
    ['changed online', { before: schema('before'), after: schema('after'), online: true }],
    ['changed plainly', { before: schema('before'), after: schema('after'), online: false }],
    ['made', { before: target, after: schema('before'), online: true }],
    ['dropped', { before: schema('after'), after: target, online: true }],
  ])('objects of every kind are %s', async (_title, request) => {
    const { blocks } = await planned(request)
    expect(blocks.length).toBeGreaterThan(0)
  })

  test('whatever can be renamed gets such a name, and a plain one again', async () => {
    const [before, after] = [renamable((plain) => plain), renamable(renamed)]
    const there = renames.map(parseRename)
    const back = reversedRenames(there)
    for (const request of [
      { before, after, online: true, renames: there },
      { before: after, after: before, online: true, renames: back },
    ]) {
      const { blocks } = await planned(request)
      const statements = blocks.flatMap((block) => block.statements.map(({ sql }) => sql))
      expect(statements).toHaveLength(renames.length)
      expect(statements.filter((sql) => !sql.includes(' rename '))).toEqual([])
    }
  })
})

test('such a plan goes through its file and the command line, and is recorded', async () => {
  const { application, shop } = await planPlace(schema('before') + renamable((plain) => plain), {
    'after.sql': schema('after') + renamable(renamed),
  })
  const told = renames.flatMap((rename) => ['--rename', rename])
  const words = ['plan', 'database:shop', 'after.sql', '--out', 'plan.json', ...told]
  const { code, stdout, stderr } = await application.cli(...words)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const ran = await application.cli('run', 'plan.json', ...flagsIn(stdout))
  expect(ran).toMatchObject({ code: 0 })
  const nothing = await application.cli('plan', 'database:shop', 'after.sql')
  expect(nothing.stdout).toBe('nothing to do: database:shop and after.sql are equal\n')
  expect(await shop.run('select state from elenchus.ledger')).toEqual([{ state: 'applied' }])
  expect(await shop.run(`select to_regclass('public.y')::text as y`)).toEqual([{ y: 'y' }])
})
