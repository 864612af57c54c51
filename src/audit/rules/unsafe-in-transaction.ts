import type { UnsafeStatement } from '../history-facts.ts'
import { revisionRule, revisionsOf } from '../revision-rule.ts'
import type { Rule } from '../rule.ts'
import { countOf, listOf } from '../sentences.ts'

/** A statement stands in a transaction and cannot run in one. */
export const unsafeInTransaction: Rule = revisionRule<UnsafeStatement>({
  name: 'unsafe-in-transaction',
  severity: 'error',
  finds: 'A statement that PostgreSQL refuses in a transaction stands in one.',
  why: 'The migration fails wherever it is run, and takes with it what was done in its transaction.',
  facts: ({ historyFacts }) => historyFacts.unsafe,
  message: (group) => {
    const names = revisionsOf(group)
    return `${countOf(names.length, 'revision')} (${listOf(names)}) ${names.length === 1 ? 'has' : 'have'} statements that cannot run in its transaction.`
  },
  says: ({ reason }) => reason,
  cures: ([{ at }], { historyFacts: { tool } }) => [
    {
      kind: 'edit',
      purpose: 'Run it outside of the transaction',
      at,
      text:
        tool === 'alembic'
          ? 'with op.get_context().autocommit_block():'
          : '-- migrate:up transaction:false',
    },
  ],
})
