import type { ObjectKind } from '../catalogue/object-reference.ts'
import type { Verdict } from '../compare/verdict.ts'

/** What a contradiction is about; each topic has one rule. */
export type DriftTopic =
  | 'column-type'
  | 'nullability'
  | 'default'
  | 'check'
  | 'enum-labels'
  | 'enum-names'
  | 'index'
  | 'constraint'
  | 'view'
  | 'routine'
  | 'trigger'
  | 'policy'
  | 'table-missing'
  | 'table-unexpected'
  | 'table-elsewhere'
  | 'column-missing'
  | 'column-unexpected'
  | 'model-without-table'
  | 'untracked-model'
  | 'table-without-model'
  | 'autogenerate-drops'
  | 'model-column-without-column'
  | 'column-without-model'
  | 'required-column-without-model'
  | 'comment'
  /** The models were not read so far, or say what cannot be made: other rules and notes tell it. */
  | 'unread'
  /** A table of another database, told by the rule about that. */
  | 'stranger'
  | 'other'

/** The topic of a contradiction by itself: every one has one, so that none is lost. */
export function topicOf(verdict: Verdict): DriftTopic {
  const { attribute, object } = verdict
  if (attribute === 'comment') return 'comment'
  const topic = topics[object.kind]
  return typeof topic === 'string' ? topic : topic(verdict)
}

const topics: Readonly<Record<ObjectKind, DriftTopic | ((verdict: Verdict) => DriftTopic)>> = {
  table: (verdict) =>
    verdict.attribute === null ? existenceTopic(verdict, 'table') : ofTable(verdict.attribute),
  column: (verdict) =>
    verdict.attribute === null ? existenceTopic(verdict, 'column') : ofColumn(verdict.attribute),
  constraint: ({ variant }) => (variant === 'check' ? 'check' : 'constraint'),
  type: ({ attribute }) => (attribute === 'labels' ? 'enum-labels' : 'other'),
  index: 'index',
  trigger: 'trigger',
  policy: 'policy',
  routine: 'routine',
  aggregate: 'routine',
  view: 'view',
  'view-column': 'view',
  schema: 'other',
  extension: 'other',
  'domain-check': 'other',
  'composite-attribute': 'other',
  sequence: 'other',
  statistics: 'other',
  undescribed: 'other',
}

function ofTable(attribute: Verdict['attribute']): DriftTopic {
  return attribute === 'rowSecurity' ? 'policy' : 'other'
}

function ofColumn(attribute: Verdict['attribute']): DriftTopic {
  if (attribute === 'type') return 'column-type'
  if (attribute === 'nullable') return 'nullability'
  const isDefault = attribute === 'default' || attribute === 'generated' || attribute === 'identity'
  return isDefault ? 'default' : 'other'
}

function existenceTopic(verdict: Verdict, whole: 'table' | 'column'): DriftTopic {
  const { kind, said } = verdict
  const byCode = kind === 'code-alone' || (kind === 'disputed' && said.code.kind !== 'silent')
  if (byCode) return codeTopic(said.code.kind === 'value', whole)
  return said.database.kind === 'absent' ? `${whole}-missing` : `${whole}-unexpected`
}

function codeTopic(isInCode: boolean, whole: 'table' | 'column'): DriftTopic {
  if (whole === 'table') return isInCode ? 'model-without-table' : 'table-without-model'
  return isInCode ? 'model-column-without-column' : 'column-without-model'
}
