import type { DatabaseCase } from '../audit-case.ts'
import type { Found, Rule } from '../rule.ts'
import { countOf, listOf } from '../sentences.ts'

/** Migrations that cannot be taken back. */
export const migrationWithoutWayBack: Rule = {
  name: 'migration-without-way-back',
  family: 'history',
  severity: 'note',
  finds: 'A migration has no `-- migrate:down`, a revision no `downgrade`.',
  why: 'When it turns out to be wrong on a live database there is no tried way back.',
  check: ({ databases }) => databases.flatMap(checkOne),
}

function checkOne({ database, chain, historyFacts }: DatabaseCase): readonly Found[] {
  const { faults, tool } = historyFacts
  // Of a file that does not parse nobody knows.
  const broken = new Set(faults.map(({ at }) => at.file))
  const without = chain.filter(
    ({ hasWayBack, state, at }) =>
      !hasWayBack && state !== 'unknown' && !(at !== null && broken.has(at.file)),
  )
  const [first] = without
  if (first === undefined) return []
  const names = without.map(({ id }) => id)
  return [
    {
      database,
      culprit: 'history',
      message: `${countOf(names.length, 'migration')} of ${database} ${names.length === 1 ? 'has' : 'have'} no way back (${listOf(names)}).`,
      subjects: names.map((revision) => ({ kind: 'revision', database, revision })),
      evidence: without.map(({ id, at }) => ({
        witness: 'history',
        subject: id,
        says: `no ${wayBack[tool]}`,
        at,
      })),
      cures: [
        {
          kind: 'edit',
          purpose: 'Write the way back, at the end of the file',
          at: first.at,
          text: wayBack[tool],
        },
      ],
    },
  ]
}

const wayBack = { elenchus: '-- migrate:down', alembic: 'def downgrade():' } as const
