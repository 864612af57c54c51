import { z } from 'zod'
import { lockModes } from '../catalogue/lock-mode.ts'
import type { Files } from '../kernel/files.ts'
import type { Place } from '../kernel/place.ts'
import { UserError } from '../kernel/user-error.ts'
import { hazardKinds } from '../plan/hazard.ts'
import type { Plan } from '../plan/plan.ts'

/**
 * Reads a plan file.
 *
 * @throws UserError where it is not there or is none
 */
export async function readPlan(files: Files, path: string): Promise<Plan> {
  const text = await files.read(path)
  if (text === null) throw noPlan(path, { reason: 'does not exist' })
  const at = { file: path, line: 1, column: 1 }
  const read = planSchema.safeParse(parsed(text))
  if (!read.success) throw noPlan(path, { reason: 'is no plan of this version of Elenchus', at })
  return read.data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const name = z.object({ schema: z.string(), name: z.string() })
const side = z.object({ witness: z.string(), serverVersion: z.number(), hash: z.string() })
const statement = z.object({
  sql: z.string(),
  subject: z.string(),
  observed: z.enum(['in-transaction', 'from-table', 'not-observed']),
  locks: z.array(z.object({ relation: name, mode: z.enum(lockModes), indexOf: name.nullable() })),
  rewrites: z.array(name),
  scans: z.array(name),
  lockTimeout: z.number(),
  hazards: z.array(z.object({ kind: z.enum(hazardKinds), sentence: z.string() })),
  preflight: z.array(z.object({ counts: z.string(), sql: z.string() })),
})
const planSchema: z.ZodType<Plan> = z.object({
  format: z.literal('elenchus-plan-1'),
  from: side,
  to: side,
  triedOn: z.number(),
  timeouts: z.object({ lock: z.number(), statement: z.number().nullable() }),
  renames: z.array(z.string()),
  blocks: z.array(z.object({ transaction: z.boolean(), statements: z.array(statement) })),
  notes: z.array(z.string()),
})

function noPlan(path: string, { reason, at }: { reason: string; at?: Place }): UserError {
  return new UserError(`The file "${path}" ${reason}.`, {
    code: 'plan-unreadable',
    at,
    hint: 'Write one with: elenchus plan <from> <to> --out plan.json',
  })
}
