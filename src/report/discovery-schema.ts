import { z } from 'zod'

/** A place in a file, as JSON. */
export const placeSchema: z.ZodType = z.strictObject({
  file: z.string(),
  line: z.int().min(1),
  column: z.int().min(1),
})

const model = z.strictObject({
  schema: z.string().nullable(),
  table: z.string(),
  className: z.string().nullable(),
  module: z.string(),
  at: placeSchema,
  database: z.string().nullable(),
  sharedBy: z.array(z.string()),
})

const metadata = z.strictObject({
  names: z.array(z.string()),
  at: placeSchema,
  base: z.string(),
  root: z.string(),
  sources: z.array(z.string()),
  folder: z.string(),
  models: z.array(model),
  trackedBy: z.array(z.string()),
  mayBeTracked: z.boolean(),
  database: z.string().nullable(),
  why: z.string(),
})

const environment = z.strictObject({
  file: z.string(),
  targets: z.array(z.string()),
  unread: z.string().nullable(),
  targetAt: placeSchema,
  seesAll: z.boolean(),
  imports: z.array(z.string()),
  importsMore: z.boolean(),
})

const history = z.union([
  z.strictObject({
    kind: z.literal('alembic'),
    database: z.string(),
    config: z.string(),
    section: z.string().nullable(),
    scriptFolder: z.string(),
    versionFolders: z.array(z.string()),
    revisions: z.int().min(0),
    heads: z.array(z.string()),
    environment: environment.nullable(),
    why: z.string(),
  }),
  z.strictObject({
    kind: z.literal('sql'),
    database: z.string(),
    folder: z.string(),
    revisions: z.int().min(0),
    why: z.string(),
  }),
])

/** What was found in a repository, as JSON. */
export const discoverySchema: z.ZodType = z.strictObject({
  folder: z.string(),
  isDescribed: z.boolean(),
  metadatas: z.array(metadata),
  histories: z.array(history),
  databases: z.array(
    z.strictObject({
      name: z.string(),
      addresses: z.array(z.string()),
      given: z.enum(['settings', 'command line']).nullable(),
    }),
  ),
  addresses: z.array(
    z.strictObject({
      name: z.string(),
      at: placeSchema.nullable(),
      database: z.string().nullable(),
    }),
  ),
  looseScripts: z.array(z.string()),
  looseRevisions: z.array(
    z.strictObject({
      folder: z.string(),
      files: z.array(
        z.strictObject({
          id: z.string(),
          at: placeSchema,
          names: z.array(z.string()),
          namesMore: z.boolean(),
        }),
      ),
      databases: z.array(z.string()),
      why: z.string(),
    }),
  ),
  makers: z.array(
    z.strictObject({
      kind: z.enum(['create-all', 'stamp']),
      at: placeSchema,
      text: z.string(),
      metadatas: z.array(z.string()),
      databases: z.array(z.string()),
      why: z.string(),
    }),
  ),
  notes: z.array(z.string()),
})
