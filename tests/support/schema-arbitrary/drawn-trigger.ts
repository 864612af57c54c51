import type { Column } from '../../../src/catalogue/column.ts'
import type { QualifiedName } from '../../../src/catalogue/qualified-name.ts'
import type { Routine } from '../../../src/catalogue/routine.ts'
import type { Trigger } from '../../../src/catalogue/trigger.ts'
import { identifier } from '../../../src/sql/identifier.ts'
import { printedName, printedText, type Draft } from './draft.ts'

/** What a trigger looks at and calls. */
export interface TriggerParts {
  readonly key: Pick<Column, 'name'>
  readonly functions: readonly Routine[]
}

/** A trigger of a table, as PostgreSQL prints it. */
export function drawTrigger(
  draft: Draft,
  table: QualifiedName,
  { key, functions }: TriggerParts,
): Trigger {
  const column = identifier(key.name)
  const event = draft.one([
    'BEFORE INSERT',
    'AFTER DELETE',
    `BEFORE INSERT OR UPDATE OF ${column}`,
    'AFTER INSERT OR DELETE OR UPDATE',
  ])
  const conditional = event === 'BEFORE INSERT' && draft.chance(2)
  const condition = conditional ? `WHEN ((new.${column} > 0)) ` : ''
  const enabled = draft.one(['origin', 'origin', 'replica', 'always', 'disabled'] as const)
  return { ...triggerOn(draft, table, { event, condition, functions }), enabled }
}

/** A trigger of a view. */
export function drawInsteadTrigger(
  draft: Draft,
  view: QualifiedName,
  functions: readonly Routine[],
): Trigger {
  const event = draft.one(['INSTEAD OF INSERT', 'INSTEAD OF DELETE OR UPDATE'])
  return triggerOn(draft, view, { event, condition: '', functions })
}

interface Call {
  readonly event: string
  readonly condition: string
  readonly functions: readonly Routine[]
}

function triggerOn(draft: Draft, relation: QualifiedName, call: Call): Trigger {
  const name = draft.name('trigger')
  const called = draft.one(call.functions)
  const { schema, name: whole } = relation
  draft.needs(
    { kind: 'trigger', schema, relation: whole, name },
    {
      kind: 'routine',
      schema: called.schema,
      name: called.name,
      identityArguments: called.identityArguments,
    },
  )
  const texts = draft.upTo(2, () => printedText(draft.text())).join(', ')
  const head = `CREATE TRIGGER ${identifier(name)} ${call.event} ON ${printedName(relation)}`
  const tail = `EXECUTE FUNCTION ${printedName(called)}(${texts})`
  return {
    kind: 'trigger',
    name,
    definition: `${head} FOR EACH ROW ${call.condition}${tail}`,
    enabled: 'origin',
    inherited: false,
    comment: draft.comment(),
  }
}
