import { describe, expect, test } from 'vitest'
import { Secret } from '../kernel/secret.ts'
import { UserError } from '../kernel/user-error.ts'
import type { Plan } from '../plan/plan.ts'
import { planDestination } from './plan-destination.ts'

/** A plan that was made from a witness; nothing else of it is asked. */
function planFrom(witness: string): Plan {
  return { from: { witness, hash: '' } } as Plan
}

describe('a plan is run', () => {
  test('on the database that it was made from', () => {
    const destination = planDestination(planFrom('database:auth'), null)
    expect(destination).toEqual({ kind: 'database', database: 'auth' })
  })

  test.each(['auth', 'database:auth'])('on the database that is named by "%s"', (on) => {
    const destination = planDestination(planFrom('history:specs'), on)
    expect(destination).toEqual({ kind: 'database', database: 'auth' })
  })

  test('on the server of an address', () => {
    const url = 'postgresql://localhost/auth'
    const destination = planDestination(planFrom('history:specs'), url)
    expect(destination).toEqual({ kind: 'server', url: new Secret(url) })
  })

  test.each([null, 'history:auth', 'schema.sql', 'snapshot.json'])(
    'nowhere where %j names no database',
    (on) => {
      expect(() => planDestination(planFrom('history:specs'), on)).toThrow(
        new UserError(
          'The plan was made from "history:specs", which is no database to run it on.',
          {
            code: 'plan-without-database',
            hint: 'Say where: --on <database>, or --on postgresql://…',
          },
        ),
      )
    },
  )
})
