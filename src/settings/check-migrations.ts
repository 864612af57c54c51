import { z } from 'zod'
import { faultsOf, section, text } from './settings-section.ts'
import type { AlembicInput } from './settings-input.ts'

const folder = text('the folder of the migrations, such as "migrations/auth"')

const alembic = section({
  alembic: text('the ini file of Alembic, such as "backend/alembic.ini"'),
  section: text('a section of the ini file').optional(),
  target: text('a target, such as "auth@head"')
    // `base` and `+2` are ways to go, and no end to be at.
    .regex(/^(head|heads|([^@\s:+-]+@)?[^@\s:+-]+)$/, {
      error: 'is no target; give "heads", the head of a branch such as "auth@head", or a revision',
    })
    .refine((target) => !/^(base|([^@]+@)base)$/.test(target), {
      error: 'is where a history begins; give "heads", "auth@head", or a revision',
    })
    .optional(),
})

/** The form of `migrations`. A union would say of a wrong key only that nothing fits. */
export const migrations: z.ZodType<string | AlembicInput> = z
  .unknown()
  .transform((value, context): string | AlembicInput => {
    const isAlembic = typeof value === 'object' && value !== null && !Array.isArray(value)
    const result = isAlembic ? alembic.safeParse(value) : folder.safeParse(value)
    if (result.success) return result.data
    for (const { path, message } of result.error.issues.flatMap(faultsOf)) {
      context.issues.push({ code: 'custom', path: [...path], message, input: null })
    }
    return z.NEVER
  })
