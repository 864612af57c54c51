import type { DatabaseCase, HistoryFailure } from '../audit-case.ts'
import type { Found, Rule } from '../rule.ts'

/** The history cannot be run. */
export const migrationCannotRun: Rule = {
  name: 'migration-cannot-run',
  family: 'history',
  severity: 'error',
  finds: 'A migration cannot be run after those before it.',
  why: 'No new environment can be made: the history is the only way to one.',
  check: ({ databases }) =>
    databases.flatMap((subject) =>
      subject.failures
        .filter(({ kind }) => kind === 'up')
        // What is made again is told by the rules about that.
        .filter((failure) => !isMadeTwice(failure, subject))
        .map((failure) => foundOf(subject, failure)),
    ),
}

function isMadeTwice(
  { revision, at }: HistoryFailure,
  { historyFacts: { madeTwice } }: DatabaseCase,
): boolean {
  return madeTwice.some(
    (one) => one.second === 'refused' && one.revision === revision && one.at.line === at?.line,
  )
}

function foundOf({ database }: DatabaseCase, failure: HistoryFailure): Found {
  const { revision, message, details, at } = failure
  return {
    database,
    culprit: 'history',
    message: `migration ${revision} cannot be run on an empty database: ${message}`,
    subjects: [{ kind: 'revision', database, revision }],
    evidence: [
      { witness: 'history', subject: revision, says: [message, ...details].join(' '), at },
    ],
    cures: [
      {
        kind: 'edit',
        purpose:
          'Mend the migration; if it needs an extension or a role of your server, give a shadow there in the settings file',
        at,
        text: "shadow: { url: 'postgresql://…' }",
      },
    ],
  }
}
