import { formatName } from '../catalogue/qualified-name.ts'
import type { Column } from '../catalogue/column.ts'
import type { Verdict } from '../compare/verdict.ts'
import { compareText } from '../kernel/ordering.ts'
import type { AuditCase, DatabaseCase } from './audit-case.ts'
import { topicOf, type DriftTopic } from './drift-topic.ts'
import { gapBehind } from './gap-behind.ts'
import { isLeftOut } from './left-out-models.ts'
import type { ModelEnum } from './model-facts.ts'
import { isStranger } from './stranger-tables.ts'
import { objectPath } from './subject-name.ts'
import { homesOf } from './table-homes.ts'

/**
 * The topic of a contradiction by all that was heard: where something more is known than that
 * witnesses differ, the rule about that tells it.
 */
export function topicInCase(verdict: Verdict, subject: DatabaseCase, whole: AuditCase): DriftTopic {
  const topic = topicOf(verdict)
  if (isUnread(verdict, subject)) return 'unread'
  if (verdict.object.kind === 'table' && isStranger(objectPath(verdict.object), subject, whole)) {
    return 'stranger'
  }
  return refinements[topic]?.(verdict, subject, whole) ?? topic
}

/** What a topic becomes where more is known; null where it stays. */
type Refinement = (verdict: Verdict, subject: DatabaseCase, whole: AuditCase) => DriftTopic | null

const refinements: Readonly<Partial<Record<DriftTopic, Refinement>>> = {
  'model-without-table': ({ object }, subject) =>
    isLeftOut(objectPath(object), subject) ? 'untracked-model' : null,
  'table-without-model': (_, { modelFacts }) =>
    modelFacts.autogenerate?.seesAll === true ? 'autogenerate-drops' : null,
  'column-without-model': (verdict, subject) =>
    isRequired(verdict, subject) ? 'required-column-without-model' : null,
  'table-unexpected': (verdict, subject, whole) =>
    gapBehind(verdict, subject) === null &&
    homesOf(objectPath(verdict.object), subject, whole).length > 0
      ? 'table-elsewhere'
      : null,
  'enum-labels': (verdict, subject) =>
    namesForValues(verdict, subject) === null ? null : 'enum-names',
}

/** Whether the models lack something only because it was not read, or because PostgreSQL refused it. */
function isUnread(
  { kind, object, said, variant }: Verdict,
  { modelFacts: { unread, brokenKeys, refusedKeys } }: DatabaseCase,
): boolean {
  const byCode = kind === 'code-alone' || (kind === 'disputed' && said.code.kind !== 'silent')
  if (!byCode || said.code.kind !== 'absent' || !('relation' in object)) return false
  const table = `${object.schema}.${object.relation}`
  if (unread.includes(table)) return true
  if (variant !== 'foreign-key') return false
  return refusedKeys.includes(table) || brokenKeys.some((key) => formatName(key.table) === table)
}

/** Whether inserts fail that leave the column out. */
function isRequired({ object }: Verdict, { schema }: DatabaseCase): boolean {
  if (object.kind !== 'column') return false
  const table = schema.tables.find(
    (one) => one.schema === object.schema && one.name === object.relation,
  )
  const column = table?.columns.find(({ name }) => name === object.name)
  return column !== undefined && needsValue(column)
}

function needsValue({ nullable, default: value, generated, identity, type }: Column): boolean {
  // A domain may have a default of its own.
  const isPlain = /^[a-z]/.test(type) && !type.includes('.')
  return !nullable && value === null && generated === null && identity === null && isPlain
}

/** The enum whose labels are member names in the models and values elsewhere, or the other way round. */
export function namesForValues(
  { object, said }: Verdict,
  { modelFacts: { enums } }: Pick<DatabaseCase, 'modelFacts'>,
): ModelEnum | null {
  const other = said.history.kind === 'value' ? said.history : said.database
  if (object.kind !== 'type' || other.kind !== 'value') return null
  const made = enums.find(({ type }) => formatName(type) === formatName(object))
  if (made?.members === undefined || made.members === null) return null
  const names = made.members.map(({ name }) => name)
  const values = made.members.map(({ value }) => value ?? '')
  const elsewhere = Array.isArray(other.value) ? other.value.map(String) : []
  const sent = [names, values].findIndex((texts) => sameTexts(texts, made.labels))
  if (sent < 0 || sameTexts(names, values)) return null
  return sameTexts([values, names][sent] ?? [], elsewhere) ? made : null
}

function sameTexts(left: readonly string[], right: readonly string[]): boolean {
  const sorted = (texts: readonly string[]): string => texts.toSorted(compareText).join('\0')
  return sorted(left) === sorted(right)
}
