import { shellWord } from '../../kernel/shell-word.ts'
import type { DatabaseCase, RevisionFacts } from '../audit-case.ts'
import { backToHistory } from '../drift-cures.ts'
import { differing, evidenceOfRevisions, explainedBy, subjectsOf } from '../ledger-rule.ts'
import type { Found, Rule } from '../rule.ts'

/** A migration was recorded and never run. */
export const stampedNotRun: Rule = {
  name: 'stamped-not-run',
  family: 'ledger',
  severity: 'error',
  finds:
    'A migration is recorded as applied without having been run, and the database lacks what it makes.',
  why: 'The version says that all is there, so nothing will ever make it: "all migrations applied" is read off a number.',
  check: ({ databases }) =>
    databases.flatMap((subject) =>
      subject.chain
        .filter(({ isStamped }) => isStamped)
        .flatMap((revision) => foundOf(subject, revision)),
    ),
}

function foundOf(subject: DatabaseCase, revision: RevisionFacts): readonly Found[] {
  const verdicts = explainedBy(subject, 'stamped', revision.id)
  if (verdicts.length === 0) return []
  return [
    {
      database: subject.database,
      culprit: 'database',
      message: `migration ${revision.id} was recorded without being run: ${differing(verdicts)}.`,
      subjects: subjectsOf(subject, [revision], verdicts),
      evidence: evidenceOfRevisions([revision], 'stamped', verdicts),
      cures: [
        {
          kind: 'command',
          purpose: 'Take it out of the ledger and apply it, if nothing of it is there',
          text: runIt(subject, revision),
        },
        { ...backToHistory(subject), purpose: 'If some of it is there, make the rest' },
      ],
    },
  ]
}

/** Alembic has no record of each revision: it is set back to the one before. */
function runIt(
  { database, historyFacts: { tool } }: DatabaseCase,
  revision: RevisionFacts,
): string {
  const up = `elenchus up --only ${shellWord(database)}`
  switch (tool) {
    case 'elenchus':
      return `elenchus stamp ${shellWord(`${database}/${revision.id}`)} --forget && ${up} --out-of-order`
    case 'alembic': {
      const [parent] = revision.parents
      const back =
        parent === undefined
          ? `elenchus stamp ${shellWord(`${database}/${revision.id}`)} --forget`
          : `elenchus stamp ${shellWord(`${database}/${parent}`)}`
      return `${back} && ${up}`
    }
  }
}
