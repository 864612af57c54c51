import { driftRule } from '../drift-rule.ts'
import type { Rule } from '../rule.ts'
import { listOf } from '../sentences.ts'
import { objectPath } from '../subject-name.ts'

/** A column that has to be given a value is not in the model. */
export const requiredColumnWithoutModel: Rule = driftRule({
  name: 'required-column-without-model',
  topic: 'required-column-without-model',
  family: 'models',
  severity: 'error',
  finds: 'A column that is not null and has no default is not in the model.',
  why: 'An ORM names the columns that its models declare: every insert leaves this one out, and PostgreSQL refuses it.',
  sentence: (group) => {
    const names = listOf(group.map(({ object }) => objectPath(object)))
    return `${names} ${group.length === 1 ? 'is' : 'are'} not null, without a default and not in the model: its inserts fail`
  },
})
