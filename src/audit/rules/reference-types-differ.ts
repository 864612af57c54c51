import { formatEnd } from '../../references/make-reference.ts'
import type { Reference } from '../../references/reference.ts'
import { identifier, qualified } from '../../sql/identifier.ts'
import type { AuditCase } from '../audit-case.ts'
import {
  evidenceOfReferences,
  namesOfReferences,
  referencesByTarget,
  subjectsOfReferences,
} from '../reference-findings.ts'
import type { Found, Rule } from '../rule.ts'

/** A column points at a key of another type. */
export const referenceTypesDiffer: Rule = {
  name: 'reference-types-differ',
  family: 'references',
  severity: 'error',
  finds: 'A column points at a key of a type that PostgreSQL cannot compare with its own.',
  why: 'No foreign key can be made, every join needs a cast and can use no index, and values come in that no key can have.',
  check: (subject) =>
    referencesByTarget(subject, 'types-differ').map((group) => foundOf(group, subject)),
}

function foundOf(group: readonly Reference[], subject: AuditCase): Found {
  const [first] = group
  if (first === undefined) throw new RangeError('a group has a member')
  const types = [...new Set(group.map(({ from }) => from.types.join(', ')))].join(' and ')
  const many = group.length > 1
  return {
    database: first.from.database,
    culprit: null,
    message: `${namesOfReferences(group)} (${types}) point${many ? '' : 's'} at ${formatEnd(first.to)}, which is ${first.to.types.join(', ')}.`,
    subjects: subjectsOfReferences(group),
    evidence: evidenceOfReferences(group, subject),
    cures: [
      {
        kind: 'sql',
        purpose: 'Give the column the type of the key; a value that is none stops the statement',
        text: group.map(retypeSql).join('\n'),
      },
    ],
  }
}

/** The key's type is text that PostgreSQL printed, shown to a person, and not sent anywhere. */
function retypeSql({ from, to }: Reference): string {
  return from.columns
    .map((column, at) => {
      const [name, type] = [identifier(column), to.types[at] ?? '']
      const cast = /\b(text|character varying)\b/.test(from.types[at] ?? '')
        ? name
        : `${name}::text`
      return `alter table ${qualified(from.table)} alter column ${name} type ${type} using ${cast}::${type};`
    })
    .join('\n')
}
