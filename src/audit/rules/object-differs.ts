import { driftRule } from '../drift-rule.ts'
import type { Rule } from '../rule.ts'

/** Something else differs: a schema, an extension, a sequence, a domain, statistics, partitioning, storage. */
export const objectDiffers: Rule = driftRule({
  name: 'object-differs',
  topic: 'other',
  severity: 'warning',
  finds:
    'Something else differs: a schema, an extension, a sequence, a domain, statistics, partitioning, storage.',
  why: 'The database is not what its migrations make, so what was tried on a rebuilt one need not hold for it.',
})
