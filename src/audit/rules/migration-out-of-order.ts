import { shellWord } from '../../kernel/shell-word.ts'
import type { DatabaseCase } from '../audit-case.ts'
import { evidenceOfRevisions, migrationsNamed, subjectsOf } from '../ledger-rule.ts'
import type { Found, Rule } from '../rule.ts'

/** A migration came in before one that is applied. */
export const migrationOutOfOrder: Rule = {
  name: 'migration-out-of-order',
  family: 'ledger',
  severity: 'warning',
  finds: 'A pending migration stands before one that is applied already.',
  why: 'A rebuilt database runs them in the order of their versions, this one in another: what came of the one need not come of the other.',
  check: ({ databases }) => databases.flatMap(checkOne),
}

function checkOne(subject: DatabaseCase): readonly Found[] {
  const late = subject.chain.filter(({ isOutOfOrder }) => isOutOfOrder)
  if (late.length === 0) return []
  return [
    {
      database: subject.database,
      culprit: 'history',
      message: `${migrationsNamed(late)} ${late.length === 1 ? 'is' : 'are'} pending, and later ones were applied.`,
      subjects: subjectsOf(subject, late, []),
      evidence: evidenceOfRevisions(late, 'not recorded', []),
      cures: [
        {
          kind: 'command',
          purpose:
            'If nothing applied depends on it, apply it all the same; else give it the next version',
          text: `elenchus up --only ${shellWord(subject.database)} --out-of-order`,
        },
      ],
    },
  ]
}
