import { holdsEveryValue } from '../catalogue/holds-every-value.ts'
import type { AttributeValue } from '../compare/attribute-value.ts'
import type { Said, Verdict } from '../compare/verdict.ts'
import { compareText } from '../kernel/ordering.ts'
import type { Severity } from './severity.ts'

/**
 * The severity of a contradiction between the models and what is made, where nothing that the models say
 * fails on it: a column that takes more than they ask, a check that they need not know of. Null where the
 * rule's own severity holds.
 */
export function milderSeverity(verdict: Verdict): Severity | null {
  const { kind, said } = verdict
  if (kind !== 'code-alone' && kind !== 'disputed') return null
  if (said.code.kind === 'silent') return null
  const made = said.history.kind === 'silent' ? said.database : said.history
  return isHarmless(verdict, said.code, made) ? 'warning' : null
}

function isHarmless({ attribute, object, variant }: Verdict, code: Said, made: Said): boolean {
  if (variant === 'check') return true
  if (code.kind !== 'value' || made.kind !== 'value') return false
  if (attribute === 'nullable') return code.value === false
  if (attribute === 'type') return object.kind === 'column' && takesAll(made.value, code.value)
  const isOrdered = attribute === 'labels' || (attribute === 'columns' && variant === 'primary-key')
  return isOrdered && sameSet(code.value, made.value)
}

/** Of one family only: Python gets another kind of value for another kind of type. */
function takesAll(made: AttributeValue, code: AttributeValue): boolean {
  if (typeof made !== 'string' || typeof code !== 'string') return false
  const isOneFamily = families.some((family) => family.test(made) && family.test(code))
  return isOneFamily && holdsEveryValue(made, code)
}

const families = [/^(text|character varying(\(\d+\))?)$/, /^(smallint|integer|bigint)$/]

/** Whether only the order differs. */
function sameSet(left: AttributeValue, right: AttributeValue): boolean {
  return sortedTexts(left).join('\0') === sortedTexts(right).join('\0')
}

function sortedTexts(value: AttributeValue): readonly string[] {
  return Array.isArray(value) ? value.map(String).toSorted(compareText) : []
}
