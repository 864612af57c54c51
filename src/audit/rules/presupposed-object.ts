import type { PresupposedObject } from '../history-facts.ts'
import { revisionRule } from '../revision-rule.ts'
import type { Rule } from '../rule.ts'
import { countOf, listOf } from '../sentences.ts'

/** A revision needs an object that no revision before it made. */
export const presupposedObject: Rule = revisionRule<PresupposedObject>({
  name: 'presupposed-object',
  severity: 'error',
  finds: 'A revision needs a table that no revision before it made.',
  why: 'The history does not begin with an empty database: no new environment can be made with it.',
  facts: ({ historyFacts }) => historyFacts.presupposed,
  message: (group) => {
    const names = [...new Set(group.map(pathOf))]
    const [one] = group
    return `${countOf(names.length, 'table')} (${listOf(names)}) ${names.length === 1 ? 'is' : 'are'} used from revision ${one.revision} on, and no revision makes ${names.length === 1 ? 'it' : 'them'}.`
  },
  says: (fact) => `needs ${pathOf(fact)}, which no revision before it made`,
  cures: ([first, ...more]) => [
    {
      kind: 'edit',
      purpose:
        'Make the table in a revision before this one, and skip it where it is there: databases have it already',
      at: first.at,
      text: [first, ...more]
        .map(({ schema, name }) => {
          const where = schema === null ? '' : `, schema="${schema}"`
          return `if not sa.inspect(op.get_bind()).has_table("${name}"${where}):\n    op.create_table("${name}", …${where})`
        })
        .filter((text, at, all) => all.indexOf(text) === at)
        .join('\n'),
    },
  ],
})

function pathOf({ schema, name }: PresupposedObject): string {
  return schema === null ? name : `${schema}.${name}`
}
