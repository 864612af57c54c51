import { groupBy } from '../../kernel/group-by.ts'
import type { DatabaseCase, RevisionFacts } from '../audit-case.ts'
import type { Cure } from '../cure.ts'
import type { HistoryFacts } from '../history-facts.ts'
import type { Found, Rule } from '../rule.ts'
import { countOf, listOf } from '../sentences.ts'

/** Migrations that cannot be taken back. */
export const migrationWithoutWayBack: Rule = {
  name: 'migration-without-way-back',
  family: 'history',
  severity: 'note',
  finds:
    'A migration has no `-- migrate:down`, a revision no `downgrade`, or one that does nothing or only raises.',
  why: 'When it turns out to be wrong on a live database there is no tried way back.',
  check: ({ databases }) => databases.flatMap(checkOne),
}

/** What was forgotten is one finding, and what was declared is another. */
function checkOne(subject: DatabaseCase): readonly Found[] {
  const groups = groupBy(withoutWayBack(subject), ({ wayBack }) => wayBack.kind === 'refused')
  return [false, true].flatMap((isDeclared) => foundOf(groups.get(isDeclared) ?? [], subject))
}

function withoutWayBack({ chain, historyFacts }: DatabaseCase): readonly RevisionFacts[] {
  // Of a file that does not parse nobody knows.
  const broken = new Set(historyFacts.faults.map(({ at }) => at.file))
  return chain.filter(
    ({ wayBack, state, at }) =>
      wayBack.kind !== 'written' && state !== 'unknown' && !(at !== null && broken.has(at.file)),
  )
}

function foundOf(
  group: readonly RevisionFacts[],
  { database, historyFacts: { tool } }: DatabaseCase,
): readonly Found[] {
  const [first] = group
  if (first === undefined) return []
  const names = group.map(({ id }) => id)
  const who = `${countOf(names.length, 'migration')} of ${database}`
  return [
    {
      database,
      culprit: 'history',
      message: `${who} ${predicateOf(first, names.length === 1)} (${listOf(names)}).`,
      subjects: names.map((revision) => ({ kind: 'revision', database, revision })),
      evidence: group.map((one) => ({
        witness: 'history',
        subject: one.id,
        says: saysOf(one, tool),
        at: one.wayBack.at ?? one.at,
      })),
      cures: [cureOf(first, tool)],
    },
  ]
}

function predicateOf({ wayBack }: RevisionFacts, isOne: boolean): string {
  if (wayBack.kind === 'refused') {
    return `${isOne ? 'refuses' : 'refuse'} to be taken back`
  }
  return `${isOne ? 'has' : 'have'} no way back`
}

type Tool = HistoryFacts['tool']

function saysOf({ wayBack: { kind, refusal } }: RevisionFacts, tool: Tool): string {
  switch (kind) {
    case 'written':
    case 'missing':
      return `no ${begins[tool]}`
    case 'empty':
      return `${begins[tool]} does nothing`
    case 'refused':
      return `declared one-way: ${refusal}`
  }
}

function cureOf({ at, wayBack }: RevisionFacts, tool: Tool): Cure {
  switch (wayBack.kind) {
    case 'written':
    case 'missing':
      return edit('Write the way back, at the end of the file', at, begins[tool])
    case 'empty':
      return edit('Write what takes back what the way up does', wayBack.at, begins[tool])
    case 'refused':
      return edit(
        'Write the way back; where there is none, accept the finding in the settings with this reason',
        wayBack.at,
        begins[tool],
      )
  }
}

function edit(purpose: string, at: RevisionFacts['at'], text: string): Cure {
  return { kind: 'edit', purpose, at, text }
}

const begins = { elenchus: '-- migrate:down', alembic: 'def downgrade():' } as const
