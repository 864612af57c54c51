import { formatEnd } from '../../references/make-reference.ts'
import type { CountedOrphans } from '../counted-orphans.ts'
import { endPath, subjectsOfReferences } from '../reference-findings.ts'
import type { Found, Rule } from '../rule.ts'
import { countOf } from '../sentences.ts'

/** Rows point at keys that are not there. */
export const orphanedRows: Rule = {
  name: 'orphaned-rows',
  family: 'references',
  severity: 'error',
  finds: 'Rows point at keys that are not there. Asked with `--orphans`.',
  why: 'What they belonged to is gone: they are counted, charged and shown for nobody, and no foreign key can be added before they go.',
  check: ({ orphans }) => orphans.filter((one) => one.orphans > 0).map(foundOf),
}

function foundOf({ reference, orphans, rows }: CountedOrphans): Found {
  const { from, to } = reference
  return {
    database: from.database,
    culprit: 'database',
    message: `${countOf(orphans, 'row')} of ${rows} point${orphans === 1 ? 's' : ''} by ${endPath(from)} at a ${formatEnd(to)} that is not there.`,
    subjects: subjectsOfReferences([reference]),
    evidence: [
      {
        witness: 'data',
        subject: endPath(from),
        says: `${orphans} of ${countOf(rows, 'row')} without a key`,
        at: null,
      },
    ],
    cures: [
      {
        kind: 'edit',
        purpose: 'Decide whether the rows go, or the keys come back, before a foreign key is added',
        at: null,
        text: `${endPath(from)} without ${formatEnd(to)}`,
      },
    ],
  }
}
