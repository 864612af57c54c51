import { tableKey } from '../../../catalogue/table-key.ts'
import { parentNames } from '../../../catalogue/parent-names.ts'
import type { QualifiedName } from '../../../catalogue/qualified-name.ts'
import { referenceKey, type ReferenceTo } from '../../../catalogue/object-reference.ts'
import type { Table } from '../../../catalogue/table.ts'
import type { Trigger } from '../../../catalogue/trigger.ts'
import { createTrigger, setTriggerFiring } from '../trigger.ts'
import { tablesBelow, type CreationContext } from './creation-context.ts'
import { attachmentKey, stepFor, type Step } from './step.ts'

/** The steps that make a table's triggers. A partition has copies of those of its parent. */
export function triggerSteps(table: Table, context: CreationContext): readonly Step[] {
  const partitions = tablesBelow(table, context).map((below) => attachmentKey(tableKey(below)))
  return table.triggers.map((trigger) =>
    trigger.inherited
      ? copyStep(table, trigger)
      : ownTriggerStep(table, trigger, [tableKey(table), ...partitions]),
  )
}

/** The step that makes a trigger which is no copy. */
export function ownTriggerStep(
  relation: QualifiedName,
  trigger: Trigger,
  needs: readonly string[],
): Step {
  const statements = [...createTrigger(trigger), ...firingOf(relation, trigger)]
  return stepFor(triggerReference(relation, trigger.name), 'trigger', { statements, needs })
}

function copyStep(table: Table, trigger: Trigger): Step {
  const originals = parentNames(table).map((parent) =>
    referenceKey(triggerReference(parent, trigger.name)),
  )
  return stepFor(triggerReference(table, trigger.name), 'trigger', {
    statements: firingOf(table, trigger),
    needs: originals,
  })
}

function firingOf(relation: QualifiedName, trigger: Trigger): Step['statements'] {
  return trigger.enabled === 'origin' ? [] : setTriggerFiring(relation, trigger)
}

function triggerReference(
  { schema, name: relation }: QualifiedName,
  name: string,
): ReferenceTo<'trigger'> {
  return { kind: 'trigger', schema, relation, name }
}
