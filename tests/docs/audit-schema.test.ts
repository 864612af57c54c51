import { expect, test } from 'vitest'
import { z } from 'zod'
import { auditSchema } from '../../src/report/audit-schema.ts'

test('docs/audit.schema.json is the form that reports are held to', async () => {
  const schema = z.toJSONSchema(auditSchema, { target: 'draft-2020-12' })
  const text = `${JSON.stringify(schema, null, 2)}\n`
  // `npx vitest run tests/docs/audit-schema.test.ts -u` writes it.
  await expect(text).toMatchFileSnapshot('../../docs/audit.schema.json')
})
