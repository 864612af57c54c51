import { formatName } from '../../catalogue/qualified-name.ts'
import { shellWord } from '../../kernel/shell-word.ts'
import type { AuditCase, DatabaseCase } from '../audit-case.ts'
import type { HistoryFacts, OutsideMaker } from '../history-facts.ts'
import { groupsOf, type FactGroup } from '../revision-rule.ts'
import type { Found, Rule } from '../rule.ts'
import { countOf, listOf } from '../sentences.ts'

/** Something makes the schema, and is no migration. */
export const madeBesideHistory: Rule = {
  name: 'made-beside-history',
  family: 'history',
  severity: 'warning',
  finds: 'Code or a SQL file makes or stamps what migrations are to make.',
  why: 'A database that was made this way is not the one that the migrations make, and they fail on it or pass it by.',
  check: (whole) => [...whole.databases.flatMap(checkOne), ...untied(whole)],
}

/** With one database only, all belong to it. */
function untied({ databases, untied: makers }: AuditCase): readonly Found[] {
  const names = databases.filter(({ chain }) => chain.length > 0).map(({ database }) => database)
  if (names.length === 0) return []
  return groupsOf(makers, ({ kind }) => kind).map((group): Found => {
    const [{ kind, at }] = group
    const places = [...new Set(group.map(({ at: place }) => place.file))]
    const who = `${countOf(places.length, 'file')} (${listOf(places)}) ${places.length === 1 ? one[kind] : many[kind]}`
    return {
      database: null,
      severity: 'note',
      culprit: null,
      message: `${who}, in a database that cannot be told (${listOf(names)}).`,
      subjects: group.map(({ file }) => ({ kind: 'file', database: null, file })),
      evidence: group.map(({ at: place, says, why }) => ({
        witness: 'code',
        subject: place.file,
        says: `${says.join(', ')}: ${why}`,
        at: place,
      })),
      cures: [{ kind: 'edit', purpose: telling[kind], at, text: group[0].says.join(', ') }],
    }
  })
}

function checkOne(subject: DatabaseCase): readonly Found[] {
  const { historyFacts, chain } = subject
  if (chain.length === 0) return []
  const known = new Set(
    [subject.testimonies.code, subject.testimonies.history, subject.testimonies.database].flatMap(
      (one) => one?.catalogue.tables.map(formatName) ?? [],
    ),
  )
  // A script that makes something else is none of ours.
  const mine = historyFacts.outside.filter(
    ({ kind, says }) => kind !== 'script' || says.some((path) => known.has(path)),
  )
  return groupsOf(mine, ({ kind }) => kind).map((group) => foundOf(group, subject))
}

function foundOf(
  group: FactGroup<OutsideMaker>,
  { database, historyFacts: { tool } }: DatabaseCase,
): Found {
  const [{ kind }] = group
  const places = [...new Set(group.map(({ at }) => at.file))]
  return {
    database,
    culprit: null,
    message: `${countOf(places.length, 'file')} (${listOf(places)}) ${places.length === 1 ? one[kind] : many[kind]}, beside the migrations of ${database}.`,
    subjects: group.map(({ file }) => ({ kind: 'file', database, file })),
    evidence: group.map(({ at, says }) => ({
      witness: 'code',
      subject: at.file,
      says: kind === 'script' ? `makes or alters ${says.join(', ')}` : says.join(', '),
      at,
    })),
    cures: [
      {
        kind: 'edit',
        purpose: purposes[kind],
        at: group[0].at,
        text: commands[tool](kind, database),
      },
    ],
  }
}

const one = {
  'create-all': 'makes tables with create_all',
  stamp: 'records revisions without running them',
  script: 'makes or alters tables',
} as const

const many = {
  'create-all': 'make tables with create_all',
  stamp: 'record revisions without running them',
  script: 'make or alter tables',
} as const

const telling = {
  'create-all': 'Take the call away, or call it on the metadata of one database',
  stamp: 'Run the revisions in place of recording them, or name the ini file of the history',
  script: 'Make a migration of what the file does, and delete it',
} as const

const purposes = {
  'create-all': 'Take the call away, and bring databases up with the migrations alone',
  stamp: 'Run the revisions in place of recording them',
  script: 'Make a migration of what the file does, and delete it',
} as const

type Command = (kind: OutsideMaker['kind'], database: string) => string

const commands: Readonly<Record<HistoryFacts['tool'], Command>> = {
  alembic: (kind) =>
    kind === 'script' ? 'alembic revision -m "what the file does"' : 'alembic upgrade head',
  elenchus: (kind, database) =>
    kind === 'script'
      ? `elenchus new ${shellWord(database)} "what the file does"`
      : `elenchus up --only ${shellWord(database)}`,
}
