import { formatName } from '../../catalogue/qualified-name.ts'
import { shellWord } from '../../kernel/shell-word.ts'
import type { DatabaseCase } from '../audit-case.ts'
import { tableSubject } from '../model-findings.ts'
import { groupsOf, type FactGroup } from '../revision-rule.ts'
import type { Found, Rule } from '../rule.ts'
import { countOf, listOf } from '../sentences.ts'
import { strangersIn, type Stranger } from '../stranger-tables.ts'

/** A revision makes a table that belongs to another database. */
export const revisionInWrongDatabase: Rule = {
  name: 'revision-in-wrong-database',
  family: 'history',
  severity: 'error',
  finds: 'A migration makes a table in one database that only the models of another one declare.',
  why: 'The code looks for the table where it is not: every statement that names it fails.',
  check: (whole) =>
    whole.databases.flatMap((subject) =>
      groupsOf(strangersIn(subject, whole), ({ revision, home }) => `${revision} ${home}`).map(
        (group) => foundOf(group, subject),
      ),
    ),
}

function foundOf(group: FactGroup<Stranger>, { database }: DatabaseCase): Found {
  const [{ revision, home }] = group
  const paths = group.map(({ table }) => formatName(table))
  return {
    database,
    culprit: 'history',
    message: `migration ${revision} of ${database} makes ${countOf(paths.length, 'table')} (${listOf(paths)}) that ${paths.length === 1 ? 'belongs' : 'belong'} to ${home}.`,
    subjects: [
      { kind: 'revision', database, revision },
      ...group.map(({ table }) => tableSubject(database, table)),
    ],
    evidence: group.flatMap(({ table, at, declaredAt }) => [
      {
        witness: 'history',
        subject: formatName(table),
        says: `made in ${database} by ${revision}`,
        at,
      },
      { witness: 'code', subject: formatName(table), says: `declared for ${home}`, at: declaredAt },
    ]),
    cures: [
      {
        kind: 'command',
        purpose: `Make it in ${home}, and drop it here in a migration of its own`,
        text: `elenchus new ${shellWord(home)} "tables that were made in ${database}"`,
      },
    ],
  }
}
