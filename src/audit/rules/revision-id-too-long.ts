import { faultRule } from '../fault-rule.ts'
import type { Rule } from '../rule.ts'

/** The id of a revision does not fit into the table of versions. */
export const revisionIdTooLong: Rule = faultRule({
  name: 'revision-id-too-long',
  severity: 'error',
  code: 'long-revision-id',
  finds: 'The id of a revision does not fit into the table of versions.',
  why: '`alembic_version.version_num` takes 32 characters: the revision is run, cannot be recorded, and is rolled back.',
  cures: ({ at, revision }) => [
    {
      kind: 'edit',
      purpose: 'Shorten the id, here and where the next revision names it',
      at,
      text: `revision = "${(revision ?? '').slice(0, LONGEST)}"`,
    },
  ],
})

/** As Alembic makes its table: `version_num varchar(32)`. */
const LONGEST = 32
