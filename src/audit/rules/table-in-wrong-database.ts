import { qualified } from '../../sql/identifier.ts'
import { sql } from '../../sql/sql.ts'
import type { Verdict } from '../../compare/verdict.ts'
import type { AuditCase, DatabaseCase } from '../audit-case.ts'
import { evidenceOf, unexplained } from '../drift-rule.ts'
import { groupsOf, type FactGroup } from '../revision-rule.ts'
import { objectSubjects } from '../object-subjects.ts'
import type { Found, Rule } from '../rule.ts'
import { countOf, listOf } from '../sentences.ts'
import { objectPath } from '../subject-name.ts'
import { homesOf } from '../table-homes.ts'

/** A database has tables that belong to another one of the application. */
export const tableInWrongDatabase: Rule = {
  name: 'table-in-wrong-database',
  family: 'standards',
  severity: 'warning',
  finds: 'A database has a table that the models or migrations of another database make.',
  why: 'Migrations were run against the wrong address, or rows are written to two places and read from one.',
  check: (whole) =>
    whole.databases.flatMap((subject) =>
      groupsOf(unexplained('table-elsewhere', subject, whole), ({ object }) =>
        homesOf(objectPath(object), subject, whole)
          .map(({ database }) => database)
          .join(' and '),
      ).map((group) => foundOf(group, subject, whole)),
    ),
}

function foundOf(group: FactGroup<Verdict>, subject: DatabaseCase, whole: AuditCase): Found {
  const { database } = subject
  const paths = group.map(({ object }) => objectPath(object))
  const homes = homesOf(paths[0] ?? '', subject, whole).map((one) => one.database)
  return {
    database,
    culprit: 'database',
    message: `${countOf(paths.length, 'table')} of ${homes.join(' and ')} (${listOf(paths)}) ${paths.length === 1 ? 'is' : 'are'} in the database ${database}.`,
    subjects: objectSubjects(database, group),
    evidence: group.flatMap(evidenceOf),
    cures: [
      {
        kind: 'sql',
        purpose: `See whether there are rows that ${homes.join(' and ')} should have, and where they come from`,
        text: group
          .flatMap(({ object }) =>
            object.kind === 'table' ? [sql`select count(*) from ${qualified(object)};`] : [],
          )
          .join('\n'),
      },
    ],
  }
}
