import { referenceKey } from '../../../catalogue/object-reference.ts'
import type { Extension, Schema } from '../../../catalogue/schema.ts'
import { createExtension } from '../extension.ts'
import { createSchema, dropSchema } from '../schema.ts'
import { stepFor, type Step } from './step.ts'

/** The steps that make the schemas. A new database has `public` already. */
export function schemaSteps(schemas: readonly Schema[]): readonly Step[] {
  const others = schemas.filter(({ name }) => name !== 'public')
  const steps = others.map((schema) =>
    stepFor({ kind: 'schema', name: schema.name }, 'schema', { statements: createSchema(schema) }),
  )
  if (others.length < schemas.length) return steps
  const name = 'public'
  return [
    stepFor({ kind: 'schema', name }, 'schema', { statements: dropSchema({ name }) }),
    ...steps,
  ]
}

/** The step that installs an extension. */
export function extensionSteps(extension: Extension): readonly Step[] {
  const { name, schema } = extension
  return [
    stepFor({ kind: 'extension', name }, 'extension', {
      statements: createExtension(extension),
      needs: [referenceKey({ kind: 'schema', name: schema })],
    }),
  ]
}
