import { shellWord } from '../../kernel/shell-word.ts'
import type { DatabaseCase, RevisionFacts } from '../audit-case.ts'
import { differing, evidenceOfRevisions, explainedBy, subjectsOf } from '../ledger-rule.ts'
import type { Found, Rule } from '../rule.ts'

/** A migration was interrupted. */
export const migrationUnfinished: Rule = {
  name: 'migration-unfinished',
  family: 'ledger',
  severity: 'error',
  finds: 'A migration was interrupted between two statements.',
  why: 'The database is neither what it was before nor what it is to be, and code was written for neither.',
  check: ({ databases }) =>
    databases.flatMap((subject) =>
      subject.chain
        .filter(({ state }) => state === 'partial')
        .map((revision) => foundOf(subject, revision)),
    ),
}

function foundOf(subject: DatabaseCase, revision: RevisionFacts): Found {
  const verdicts = explainedBy(subject, 'unfinished', revision.id)
  const effect = differing(verdicts)
  return {
    database: subject.database,
    culprit: 'database',
    message: `migration ${revision.id} was interrupted and is not finished${effect === '' ? '' : `: ${effect}`}.`,
    subjects: subjectsOf(subject, [revision], verdicts),
    evidence: evidenceOfRevisions([revision], 'begun, not finished', verdicts),
    cures: [
      {
        kind: 'command',
        purpose: 'Go on where it stopped',
        text: `elenchus up --only ${shellWord(subject.database)}`,
      },
    ],
  }
}
