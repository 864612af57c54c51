import { shellWord } from '../../kernel/shell-word.ts'
import type { DatabaseCase, RevisionFacts } from '../audit-case.ts'
import { backToHistory } from '../drift-cures.ts'
import { differing, evidenceOfRevisions, explainedBy, subjectsOf } from '../ledger-rule.ts'
import type { Found, Rule } from '../rule.ts'

/** A migration was edited after it was applied. */
export const migrationEdited: Rule = {
  name: 'migration-edited',
  family: 'ledger',
  severity: 'error',
  finds: 'The file of a migration was changed after the migration was applied.',
  why: 'The database has what the old file made, a rebuilt one gets what the new file makes, and nothing will ever bring them together.',
  check: ({ databases }) =>
    databases.flatMap((subject) =>
      subject.chain
        .filter(({ state }) => state === 'changed')
        .map((revision) => foundOf(subject, revision)),
    ),
}

function foundOf(subject: DatabaseCase, revision: RevisionFacts): Found {
  const verdicts = explainedBy(subject, 'edited', revision.id)
  const effect = differing(verdicts) || 'nothing in the schema differs'
  const name = shellWord(`${subject.database}/${revision.id}`)
  return {
    database: subject.database,
    culprit: 'history',
    message: `migration ${revision.id} was changed after it was applied: ${effect}.`,
    subjects: subjectsOf(subject, [revision], verdicts),
    evidence: evidenceOfRevisions([revision], 'applied with another content', verdicts),
    cures: [
      ...(verdicts.length === 0 ? [] : [backToHistory(subject)]),
      {
        kind: 'command',
        purpose: 'Restore the file; or, where the schema is the same, accept it as it is',
        text: `elenchus stamp ${name} --accept`,
      },
    ],
  }
}
