import { describe, expect, test } from 'vitest'
import { createRoutineStub } from './routine.ts'

describe('createRoutineStub', () => {
  test.each([
    ['BEGIN ATOMIC\n SELECT 1;\nEND\n', "AS ''"],
    ['RETURN 1\n', "AS ''"],
  ])('puts an empty text in the place of %j', (body, stub) => {
    const head = [
      `CREATE OR REPLACE FUNCTION s."AS"("RETURN" text DEFAULT ' BEGIN ATOMIC '::text, b s.t)`,
      ` RETURNS TABLE("BEGIN" integer)`,
      ` LANGUAGE sql`,
      ` STABLE SECURITY DEFINER`,
      ` SET search_path TO 'BEGIN', 'AS'`,
      ``,
    ].join('\n')
    expect(createRoutineStub({ definition: head + body })).toBe(head + stub)
  })

  test.each(['$function$ RETURN 1 $function$', "'a.so', $function$BEGIN$function$"])(
    'a body that is a text needs none: AS %s',
    (body) => {
      const definition = `CREATE OR REPLACE FUNCTION s.f()\n RETURNS integer\n LANGUAGE sql\nAS ${body}\n`
      expect(createRoutineStub({ definition })).toBeNull()
    },
  )
})
