import { shellWord } from '../../kernel/shell-word.ts'
import type { DatabaseCase } from '../audit-case.ts'
import type { HistoryFault, RevisionHead } from '../history-facts.ts'
import { revisionRule, revisionsOf } from '../revision-rule.ts'
import type { Rule } from '../rule.ts'
import { listOf } from '../sentences.ts'

/** A history has several ends that nobody named. */
export const severalHeads: Rule = revisionRule<RevisionHead>({
  name: 'several-heads',
  severity: 'error',
  finds: 'A history has several heads, and no branch labels tell that this is meant.',
  why: '`alembic upgrade head` refuses to choose, so deployments stop; what the branches change is never run together.',
  facts: unlabelledHeads,
  message: (group, { database }) =>
    `the history of ${database} has ${group.length} heads (${listOf(revisionsOf(group))}).`,
  says: () => 'nothing comes after it',
  cures: (group) => [
    {
      kind: 'command',
      purpose: 'Bring them together',
      text: `alembic merge -m "merge heads" ${revisionsOf(group).map(shellWord).join(' ')}`,
    },
  ],
})

/** Of one branch there may be one head; those without a label are of no branch. */
function unlabelledHeads({
  historyFacts: { heads, faults },
}: DatabaseCase): readonly RevisionHead[] {
  // A chain that is broken ends where it breaks, and that is told.
  if (heads.length < 2 || faults.some(({ code }) => breaks.has(code))) return []
  const isMeant = heads.every(({ labels }, at) =>
    labels.some((label) =>
      heads.every((one, other) => other === at || !one.labels.includes(label)),
    ),
  )
  return isMeant ? [] : heads
}

const breaks: ReadonlySet<HistoryFault['code']> = new Set([
  'missing-revision',
  'duplicate-revision',
  'revision-cycle',
  'unread-revision',
  'no-revision-id',
  'syntax-error',
])
