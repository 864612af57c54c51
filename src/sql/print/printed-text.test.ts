import { describe, expect, test } from 'vitest'
import { printedText } from './printed-text.ts'

describe('printedText', () => {
  test.each([
    [
      `((a)::text = ANY ((ARRAY['x'::character varying, 'it''s ],'::character varying])::text[]))`,
      `((a)::text = ANY ((ARRAY['x'::character varying, 'it''s ],'::character varying]::character varying[])::text[]))`,
    ],
    [`f((ARRAY[1, 2])::bigint[])`, `f((ARRAY[1, 2]::integer[])::bigint[])`],
    [`(ARRAY[true, false])::s.t`, `(ARRAY[true, false]::boolean[])::s.t`],
    [`(ARRAY['a'::"S".t])::text[]`, `(ARRAY['a'::"S".t]::"S".t[])::text[]`],
    [
      `(ARRAY[('a'::character varying)::character varying(10)])::text[]`,
      `(ARRAY[('a'::character varying)::character varying(10)]::character varying[])::text[]`,
    ],
    [`ARRAY['a'::cidr]::inet[]`, `ARRAY['a'::cidr]::cidr[]::inet[]`],
    [
      `(ARRAY[1])::bigint[] || (ARRAY[2])::bigint[]`,
      `(ARRAY[1]::integer[])::bigint[] || (ARRAY[2]::integer[])::bigint[]`,
    ],
  ])('an array that is cast as a whole gets its own type: %s', (printed, read) => {
    expect(printedText(printed)).toBe(read)
  })

  test.each([
    `ANY (ARRAY['a'::text, 'b'::text])`,
    `(ARRAY[a, b])::text[]`,
    `(ARRAY[1, '2'::bigint])::bigint[]`,
    `(ARRAY[]::text[])::text[]`,
    `'(ARRAY[''a''::character varying])::text[]'::text`,
    `AS $function$ select (ARRAY['a'::character varying])::text[] $function$`,
    `"ARRAY["`,
  ])('everything else is left as it is: %s', (text) => {
    expect(printedText(text)).toBe(text)
  })
})
