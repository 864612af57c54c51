import { z } from 'zod'
import { urlFault } from './database-url.ts'
import { auditSettings, references, standards } from './check-audit.ts'
import { readDuration } from './duration.ts'
import type { Fault } from './fault.ts'
import { faultsOf, section, text, wrong } from './settings-section.ts'
import type { AuditInput, ReferenceInput, StandardsInput } from './audit-input.ts'
import { migrations } from './check-migrations.ts'
import type { AlembicInput, TlsInput } from './settings-input.ts'

/** Settings of the right form, durations in milliseconds. */
export interface CheckedSettings {
  readonly databases: Readonly<Record<string, CheckedDatabase>>
  readonly models?: readonly CheckedModels[] | undefined
  readonly shadow?: CheckedServer | undefined
  readonly timeouts?: CheckedTimeouts | undefined
  readonly references?: readonly ReferenceInput[] | undefined
  readonly standards?: StandardsInput | undefined
  readonly audit?: AuditInput | undefined
}

/** Models of the right form. */
interface CheckedModels {
  readonly reader: 'sqlalchemy'
  readonly root?: string | undefined
  readonly files: readonly string[]
  readonly metadata?: readonly string[] | undefined
  readonly tables?: readonly string[] | undefined
  readonly database?: string | readonly string[] | undefined
}

/** A server, or nothing where the address is left out. */
export interface CheckedServer {
  readonly url?: string | undefined
  readonly tls?: TlsInput | undefined
}

/** One database of the right form. */
interface CheckedDatabase extends CheckedServer {
  readonly migrations?: string | AlembicInput | undefined
  readonly after?: readonly string[] | undefined
  readonly statementTimeout?: number | null | undefined
  readonly lockTimeout?: number | undefined
}

/** Timeouts in milliseconds. */
interface CheckedTimeouts {
  readonly lock?: number | undefined
  readonly lockRetries?: number | undefined
  readonly statement?: number | null | undefined
  readonly connect?: number | undefined
  readonly wait?: number | undefined
}

/** What {@link checkSettings} found. */
export type Checked =
  | { readonly kind: 'good'; readonly settings: CheckedSettings }
  | { readonly kind: 'faulty'; readonly faults: readonly Fault[] }

/** Checks the form of the settings: which keys there are, and what each holds by itself. */
export function checkSettings(settings: unknown): Checked {
  // To the schema it is an object without keys.
  if (settings instanceof Promise) {
    return {
      kind: 'faulty',
      faults: [{ path: [], message: 'is a promise; write await before it' }],
    }
  }
  const result = settingsSchema.safeParse(settings)
  if (result.success) return { kind: 'good', settings: result.data }
  return { kind: 'faulty', faults: result.error.issues.flatMap(faultsOf) }
}

const tls = section({
  mode: z.enum(['disable', 'prefer', 'require', 'verify-ca', 'verify-full'], {
    error: ({ input }) => wrong(input, 'disable, prefer, require, verify-ca or verify-full'),
  }),
  ca: text('the name of a file').optional(),
  certificate: text('the name of a file').optional(),
  key: text('the name of a file').optional(),
  serverName: text('a name').optional(),
}).check(({ value, issues }) => {
  if ((value.certificate === undefined) === (value.key === undefined)) return
  issues.push({ code: 'custom', input: value, message: 'needs both "certificate" and "key"' })
})

const url = z
  .string({ error: ({ input }) => wrong(input, 'a text such as "postgresql://host/database"') })
  .check(({ value, issues }) => {
    const message = urlFault(value)
    // Without the input: it may hold a password.
    if (message !== null) issues.push({ code: 'custom', input: null, message })
  })

const duration = z.unknown().transform((value, context): number => {
  const reading = readDuration(value)
  if (reading.kind === 'known') return reading.milliseconds
  context.addIssue({ code: 'custom', message: reading.message })
  return z.NEVER
})

const retries = z
  .int({ error: ({ input }) => wrong(input, 'a whole number') })
  .check(({ value, issues }) => {
    if (value < 0) issues.push({ code: 'custom', input: value, message: 'is less than 0' })
  })

const database = section({
  url: url.optional(),
  migrations: migrations.optional(),
  after: z
    .array(text('the name of a database'), {
      error: ({ input }) => wrong(input, "a list of databases, such as ['auth']"),
    })
    .optional(),
  tls: tls.optional(),
  statementTimeout: duration.nullable().optional(),
  lockTimeout: duration.optional(),
})

const models = section({
  reader: z.enum(['sqlalchemy'], { error: ({ input }) => wrong(input, "'sqlalchemy'") }),
  root: text("the folder that the project's imports start at").optional(),
  files: z.array(text("a pattern of files, such as 'app/models/*.py'"), {
    error: ({ input }) => wrong(input, "a list of patterns, such as ['app/models/*.py']"),
  }),
  metadata: z
    .array(text("the name of a metadata, such as 'app.models:Base.metadata'"), {
      error: ({ input }) =>
        wrong(input, "a list of metadatas, such as ['app.models:Base.metadata']"),
    })
    .optional(),
  tables: z
    .array(text("the name of a table, such as 'users' or 'billing.*'"), {
      error: ({ input }) => wrong(input, "a list of tables, such as ['users', 'billing.*']"),
    })
    .optional(),
  database: z
    .union([text('the name of a database'), z.array(text('the name of a database'))], {
      error: ({ input }) => wrong(input, 'the name of a database, or a list of names'),
    })
    .optional(),
})

const settingsSchema = section({
  databases: z.record(z.string(), database, {
    error: ({ input }) => wrong(input, 'an object with the databases by name'),
  }),
  models: z.array(models, { error: ({ input }) => wrong(input, 'a list of models') }).optional(),
  shadow: section({ url: url.optional(), tls: tls.optional() }).optional(),
  timeouts: section({
    lock: duration.optional(),
    lockRetries: retries.optional(),
    statement: duration.nullable().optional(),
    connect: duration.optional(),
    wait: duration.optional(),
  }).optional(),
  references: references.optional(),
  standards: standards.optional(),
  audit: auditSettings.optional(),
})
