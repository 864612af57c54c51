import { z } from 'zod'
import { discoverySchema, placeSchema as place } from './discovery-schema.ts'

const object = z
  .looseObject({ kind: z.string() })
  .describe('An object of a catalogue, by its names')

const subject = z.union([
  z.strictObject({
    kind: z.literal('object'),
    database: z.string(),
    object,
    attribute: z.string().nullable(),
  }),
  z.strictObject({ kind: z.literal('revision'), database: z.string(), revision: z.string() }),
  z.strictObject({ kind: z.literal('file'), database: z.string().nullable(), file: z.string() }),
])

const witness = z.enum(['code', 'history', 'database'])

const cure = z.union([
  z.strictObject({
    kind: z.enum(['command', 'sql']),
    purpose: z.string(),
    text: z.string(),
  }),
  z.strictObject({
    kind: z.literal('edit'),
    purpose: z.string(),
    at: place.nullable(),
    text: z.string(),
  }),
])

const finding = z.strictObject({
  kind: z.literal('finding'),
  rule: z.string(),
  severity: z.enum(['error', 'warning', 'note']),
  database: z.string().nullable(),
  culprit: witness.nullable(),
  message: z.string(),
  subjects: z.array(subject),
  evidence: z.array(
    z.strictObject({
      witness: z.enum(['code', 'history', 'database', 'ledger', 'data', 'settings']),
      subject: z.string(),
      says: z.string(),
      at: place.nullable(),
    }),
  ),
  why: z.string(),
  cures: z.array(cure),
  page: z.string(),
  fingerprint: z.string(),
})

const end = z.strictObject({
  database: z.string(),
  table: z.strictObject({ schema: z.string(), name: z.string() }),
  columns: z.array(z.string()),
  types: z.array(z.string().nullable()),
})

const reference = z.strictObject({
  kind: z.enum(['declared', 'modelled', 'documented', 'implied']),
  from: end,
  to: end,
  constraint: z
    .strictObject({ name: z.string(), onDelete: z.string(), isValidated: z.boolean() })
    .nullable(),
  isIndexed: z.boolean(),
  isNullable: z.boolean(),
  doubt: z.strictObject({ says: z.string(), at: place.nullable() }).nullable(),
  pointsAtKey: z.boolean(),
  confidence: z.enum(['certain', 'high', 'medium', 'low']),
  reason: z.string(),
  at: place.nullable(),
})

const said = z.union([
  z.strictObject({ kind: z.literal('value'), value: z.json(), at: place.nullable() }),
  z.strictObject({ kind: z.enum(['absent', 'silent']) }),
])

const verdict = z.strictObject({
  kind: z.string(),
  object,
  variant: z.string(),
  attribute: z.string().nullable(),
  said: z.strictObject({ code: said, history: said, database: said }),
})

const revision = z.strictObject({
  id: z.string(),
  title: z.string(),
  at: place.nullable(),
  state: z.enum(['applied', 'pending', 'partial', 'skipped', 'changed', 'unknown', 'unasked']),
  isStamped: z.boolean(),
  isOutOfOrder: z.boolean(),
  wayBack: z.strictObject({
    kind: z.enum(['written', 'missing', 'empty', 'refused']),
    at: place.nullable(),
    refusal: z.string(),
  }),
  parents: z.array(z.string()),
})

const table = z.strictObject({
  table: z.string(),
  madeBy: z.string().nullable(),
  changedBy: z.array(z.string()),
  inHistory: z.boolean().nullable(),
  inDatabase: z.boolean().nullable(),
  inCode: z.boolean().nullable(),
  models: z.array(z.strictObject({ name: z.string(), metadata: z.string(), at: place })),
})

const database = z.strictObject({
  database: z.string(),
  witnesses: z.strictObject({
    code: z.boolean(),
    history: z.strictObject({ folder: z.string(), replayed: z.int(), inPart: z.int() }).nullable(),
    database: z.strictObject({ engine: z.string(), serverVersion: z.int() }).nullable(),
  }),
  chain: z.array(revision),
  counts: z.looseObject({ tables: z.int(), columns: z.int() }).describe('How many of each kind'),
  tools: z.array(z.strictObject({ tool: z.string(), tables: z.array(z.string()) })),
  tables: z.array(table),
  notes: z.array(z.string()),
  ledger: z.array(verdict),
  refusal: z.string().nullable(),
})

/** The form of an audit as JSON; docs/audit.schema.json is made from it. */
export const auditSchema: z.ZodType = z.strictObject({
  kind: z.literal('audit'),
  format: z.literal('elenchus-audit-1'),
  discovery: discoverySchema.nullable(),
  databases: z.array(database),
  findings: z.array(finding),
  suppressed: z.array(z.strictObject({ finding, reason: z.string() })),
  references: z.array(reference),
  orphans: z.array(z.strictObject({ reference, orphans: z.int().min(0), rows: z.int().min(0) })),
})
