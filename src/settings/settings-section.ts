import { z } from 'zod'
import { suggestion } from '../kernel/nearest-name.ts'
import type { Fault } from './fault.ts'

/** An object with these keys and no others. Its message for unknown keys lists those it knows. */
export function section<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? Object.keys(shape).join(' ')
        : wrong(issue.input, 'an object'),
  })
}

/** A text that is not empty. */
export function text(what: string): z.ZodString {
  return z
    .string({ error: ({ input }) => wrong(input, what) })
    .min(1, { error: `is empty; give ${what}` })
}

/** What is wrong with a value of another kind, without showing it. */
export function wrong(input: unknown, wanted: string): string {
  return input === undefined ? `is missing; give ${wanted}` : `is ${kindOf(input)}; give ${wanted}`
}

/** What a value is, in words that never show a text, for it may be secret. */
function kindOf(input: unknown): string {
  if (input === null) return 'null'
  if (Array.isArray(input)) return 'a list'
  if (typeof input === 'string') return input === '' ? 'an empty text' : 'another text'
  return (
    { object: 'an object', function: 'a function', number: 'a number' }[typeof input as string] ??
    `a ${typeof input}`
  )
}

/** What one issue says, as faults; of unknown keys there is one for each. */
export function faultsOf(issue: z.core.$ZodIssue): readonly Fault[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, message: issue.message }]
  const known = issue.message.split(' ')
  return issue.keys.map((key) => ({
    path: [...issue.path, key],
    message: `is not a known key${suggestion(key, known) || `; known are ${known.join(', ')}`}`,
  }))
}
