import { z } from 'zod'
import type { AuditInput, ReferenceInput, StandardsInput } from './audit-input.ts'
import { faultsOf, section, text, wrong } from './settings-section.ts'
import { isColumnPath } from './settled-reference.ts'

const column = text('a column, such as "auth:public.users.id"').refine(isColumnPath, {
  error: 'is not a column; write it as "auth:public.users.id"',
})

/** The form of `references`. */
export const references: z.ZodType<readonly ReferenceInput[]> = z.array(
  section({ from: column, to: column }),
  { error: ({ input }) => wrong(input, 'a list of references') },
)

const names = (what: string): z.ZodArray<z.ZodString> =>
  z.array(text(what), { error: ({ input }) => wrong(input, `a list such as [${what}]`) })

const truth = z.boolean({ error: ({ input }) => wrong(input, 'true or false') })

const presetError = { error: 'is no preset; there is "socrates"' }

const standardsTable = section({
  preset: z.enum(['socrates'], presetError).optional(),
  primaryKey: text('a type, such as "uuid"').nullable().optional(),
  primaryKeyDefault: text('an expression, such as "gen_random_uuid()"').nullable().optional(),
  timestamps: z
    .enum(['timestamptz', 'timestamp'], {
      error: ({ input }) => wrong(input, 'timestamptz or timestamp'),
    })
    .nullable()
    .optional(),
  columns: names("'created_at'").optional(),
  jsonb: truth.optional(),
  indexed: names("'status'").optional(),
  commentReferences: truth.optional(),
  naming: z
    .enum(['snake_case'], { error: ({ input }) => wrong(input, 'snake_case') })
    .nullable()
    .optional(),
})

/** The form of `standards`. A union would say of a wrong key only that nothing fits. */
export const standards: z.ZodType<StandardsInput> = z
  .unknown()
  .transform((value, context): StandardsInput => {
    if (typeof value === 'string') {
      if (value === 'socrates') return value
      context.addIssue({ code: 'custom', message: presetError.error })
      return z.NEVER
    }
    const result = standardsTable.safeParse(value)
    if (result.success) return result.data
    for (const { path, message } of result.error.issues.flatMap(faultsOf)) {
      context.issues.push({ code: 'custom', path: [...path], message, input: null })
    }
    return z.NEVER
  })

const severity = z.enum(['error', 'warning', 'note', 'off'], {
  error: ({ input }) => wrong(input, 'error, warning, note or off'),
})

/** The form of `audit`. */
export const auditSettings: z.ZodType<AuditInput> = section({
  rules: z
    .record(z.string(), severity, {
      error: ({ input }) => wrong(input, 'an object with the rules by name'),
    })
    .optional(),
  ignore: z
    .array(
      section({
        rule: text('the name of a rule').optional(),
        subject: text('a subject, such as "auth:public.users.*"'),
        reason: text('the reason why it is accepted'),
      }),
      { error: ({ input }) => wrong(input, 'a list of what is accepted') },
    )
    .optional(),
  ratchet: text('the name of a file').optional(),
})
