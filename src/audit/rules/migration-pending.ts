import { shellWord } from '../../kernel/shell-word.ts'
import type { DatabaseCase } from '../audit-case.ts'
import { evidenceOfRevisions, migrationsNamed, subjectsOf } from '../ledger-rule.ts'
import { isMadeOutside } from '../made-outside.ts'
import type { Found, Rule } from '../rule.ts'

/** A database is behind. */
export const migrationPending: Rule = {
  name: 'migration-pending',
  family: 'ledger',
  severity: 'note',
  finds: 'A database has not all of its migrations yet.',
  why: 'Code that was written for the whole history meets a schema without its last steps.',
  check: ({ databases }) => databases.flatMap(checkOne),
}

function checkOne(subject: DatabaseCase): readonly Found[] {
  const pending = subject.chain.filter(
    ({ state, isOutOfOrder }) => state === 'pending' && !isOutOfOrder,
  )
  if (pending.length === 0 || isMadeOutside(subject)) return []
  return [
    {
      database: subject.database,
      culprit: null,
      message: `the database ${subject.database} is behind: ${migrationsNamed(pending)} ${pending.length === 1 ? 'is' : 'are'} pending.`,
      subjects: subjectsOf(subject, pending, []),
      evidence: evidenceOfRevisions(pending, 'not recorded', []),
      cures: [
        {
          kind: 'command',
          purpose: 'Apply what is pending',
          text: `elenchus up --only ${shellWord(subject.database)}`,
        },
      ],
    },
  ]
}
