import type { ObjectReference } from '../catalogue/object-reference.ts'
import { formatName } from '../catalogue/qualified-name.ts'
import type { Verdict } from '../compare/verdict.ts'
import type { DatabaseCase } from './audit-case.ts'
import { objectPath } from './subject-name.ts'
import type { ModelFacts, RefusedPart } from './model-facts.ts'

/** Whether the models say otherwise only because something was not read, or because PostgreSQL refused it. */
export function isUnreadInModels(verdict: Verdict, { modelFacts }: DatabaseCase): boolean {
  const { kind, said } = verdict
  const byCode = kind === 'code-alone' || (kind === 'disputed' && said.code.kind !== 'silent')
  if (!byCode) return false
  if (said.code.kind === 'absent') return isLacking(verdict, modelFacts)
  if (modelFacts.unreadColumns.includes(objectPath(verdict.object))) return true
  return verdict.attribute === 'default' && isRefused(verdict.object, 'default', modelFacts)
}

function isLacking(
  { object, variant }: Verdict,
  modelFacts: Pick<ModelFacts, 'unread' | 'mayHaveMore' | 'brokenKeys' | 'refused'>,
): boolean {
  const table = tableOf(object)
  if (table === null) return false
  if (isRefused(object, partKind(object), modelFacts)) return true
  if (object.kind === 'table') return false
  if (modelFacts.unread.includes(table)) return true
  if (object.kind !== 'column' && modelFacts.mayHaveMore.includes(table)) return true
  return (
    variant === 'foreign-key' &&
    modelFacts.brokenKeys.some((key) => formatName(key.table) === table)
  )
}

type PartKind = NonNullable<RefusedPart['part']>['kind']

function partKind({ kind }: ObjectReference): PartKind | null {
  return kind === 'column' || kind === 'constraint' || kind === 'index' ? kind : null
}

/** Whether it, or the whole table, was refused. Constraints have other names elsewhere, so any of them counts. */
function isRefused(
  object: ObjectReference,
  kind: PartKind | null,
  { refused }: Pick<ModelFacts, 'refused'>,
): boolean {
  const table = tableOf(object)
  return refused.some(
    (one) =>
      one.table === table &&
      (one.part === null ||
        (one.part.kind === kind &&
          (kind === 'constraint' || ('name' in object && one.part.name === object.name)))),
  )
}

function tableOf(object: ObjectReference): string | null {
  if (object.kind === 'table') return formatName(object)
  return 'relation' in object ? formatName({ schema: object.schema, name: object.relation }) : null
}
