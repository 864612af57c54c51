import { formatEnd } from '../../references/make-reference.ts'
import type { Reference } from '../../references/reference.ts'
import { identifier, qualified } from '../../sql/identifier.ts'
import { namesOfReferences } from '../reference-findings.ts'
import { referenceRule } from '../reference-rule.ts'
import type { Rule } from '../rule.ts'

/** A column points at a key of another type. */
export const referenceTypesDiffer: Rule = referenceRule({
  name: 'reference-types-differ',
  severity: 'error',
  // An id of another system may have the name of ours.
  severityByName: 'warning',
  finds: 'A column points at a key of a type that PostgreSQL cannot compare with its own.',
  why: 'No foreign key can be made, every join needs a cast and can use no index, and values come in that no key can have.',
  verdict: 'types-differ',
  message: (group) =>
    `${namesOfReferences(group)} (${typesOf(group)}) point${group.length > 1 ? '' : 's'} at ${formatEnd(group[0].to)}, which is ${group[0].to.types.join(', ')}.`,
  cure: (group) => ({
    kind: 'sql',
    purpose: 'Give the column the type of the key; a value that is none stops the statement',
    text: group.map(retypeSql).join('\n'),
  }),
})

function typesOf(group: readonly Reference[]): string {
  return [...new Set(group.map(({ from }) => from.types.join(', ')))].join(' and ')
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
