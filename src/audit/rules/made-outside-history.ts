import { shellWord } from '../../kernel/shell-word.ts'
import type { DatabaseCase } from '../audit-case.ts'
import { evidenceOfRevisions, explainedBy, subjectsOf } from '../ledger-rule.ts'
import { tablesMadeOutside } from '../made-outside.ts'
import type { Found, Rule } from '../rule.ts'
import { countOf, listOf } from '../sentences.ts'
import { objectPath } from '../subject-name.ts'

/** What migrations make is there, and they were not run. */
export const madeOutsideHistory: Rule = {
  name: 'made-outside-history',
  family: 'ledger',
  severity: 'error',
  finds: 'A database has what pending migrations make, though they were never run there.',
  why: 'It was made by `create_all`, by hand or from a dump; the migrations will fail on what they find, and nobody knows whether it is the same.',
  check: ({ databases }) =>
    databases.flatMap((subject) => [...withoutLedger(subject), ...early(subject)]),
}

/** Nothing is recorded at all, and tables are there. */
function withoutLedger(subject: DatabaseCase): readonly Found[] {
  const { database, chain } = subject
  const both = tablesMadeOutside(subject)
  if (both.length === 0) return []
  return [
    {
      database,
      culprit: 'database',
      message: `no migration is recorded in the database ${database}, and ${countOf(both.length, 'table')} that they make ${both.length === 1 ? 'is' : 'are'} there (${listOf(both)}).`,
      subjects: subjectsOf(subject, chain, []),
      evidence: [{ witness: 'ledger', subject: database, says: 'nothing recorded', at: null }],
      cures: [
        {
          kind: 'command',
          purpose: 'Where nothing else differs, record them as applied',
          text: `elenchus stamp --only ${shellWord(database)}`,
        },
      ],
    },
  ]
}

/** Single objects that a pending migration makes are there before it. */
function early(subject: DatabaseCase): readonly Found[] {
  return subject.chain.flatMap((revision): readonly Found[] => {
    const verdicts = explainedBy(subject, 'early', revision.id)
    if (verdicts.length === 0) return []
    const names = verdicts.map(({ object }) => objectPath(object))
    return [
      {
        database: subject.database,
        culprit: 'database',
        message: `migration ${revision.id} is pending, and ${countOf(names.length, 'object')} that it makes ${names.length === 1 ? 'is' : 'are'} there already (${listOf(names)}).`,
        subjects: subjectsOf(subject, [revision], verdicts),
        evidence: evidenceOfRevisions([revision], 'not recorded', verdicts),
        cures: [
          {
            kind: 'command',
            purpose: 'Where it is all there and the same, record it as applied',
            text: `elenchus stamp ${shellWord(`${subject.database}/${revision.id}`)}`,
          },
        ],
      },
    ]
  })
}
