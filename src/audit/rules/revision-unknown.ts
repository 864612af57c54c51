import { shellWord } from '../../kernel/shell-word.ts'
import type { DatabaseCase } from '../audit-case.ts'
import {
  differing,
  evidenceOfRevisions,
  explainedBy,
  migrationsNamed,
  subjectsOf,
} from '../ledger-rule.ts'
import type { Found, Rule } from '../rule.ts'

/** The ledger knows a revision that no file has. */
export const revisionUnknown: Rule = {
  name: 'revision-unknown',
  family: 'ledger',
  severity: 'error',
  finds: 'A database has a migration applied that no file has.',
  why: 'It came from another branch, or its file was deleted or renamed: the history cannot make this database again.',
  check: ({ databases }) => databases.flatMap(checkOne),
}

function checkOne(subject: DatabaseCase): readonly Found[] {
  const unknown = subject.chain.filter(({ state }) => state === 'unknown')
  const [first] = unknown
  if (first === undefined) return []
  const verdicts = explainedBy(subject, 'elsewhere', null)
  const effect = differing(verdicts)
  return [
    {
      database: subject.database,
      culprit: 'history',
      message: `${migrationsNamed(unknown)} ${unknown.length === 1 ? 'is' : 'are'} applied, and no file has ${unknown.length === 1 ? 'it' : 'them'}${effect === '' ? '' : `: ${effect}`}.`,
      subjects: subjectsOf(subject, unknown, verdicts),
      evidence: evidenceOfRevisions(unknown, 'recorded as applied', verdicts),
      cures: [
        {
          kind: 'command',
          purpose:
            'Bring the file back from the branch that has it; or, if it is meant to be gone, forget it',
          text: [
            ...standsAt(subject).map((id) => stampOf(subject, id)),
            `${stampOf(subject, first.id)} --forget`,
          ].join(' && '),
        },
      ],
    },
  ]
}

/** Alembic's table without the revision could say that nothing is applied: what is has to be said first. */
function standsAt({ historyFacts, chain }: DatabaseCase): readonly string[] {
  if (historyFacts.tool !== 'alembic') return []
  const applied = new Set(chain.flatMap(({ id, state }) => (state === 'applied' ? id : [])))
  return historyFacts.heads.flatMap(({ revision }) => (applied.has(revision) ? revision : []))
}

function stampOf({ database }: DatabaseCase, revision: string): string {
  return `elenchus stamp ${shellWord(`${database}/${revision}`)}`
}
