import { formatPlace } from '../kernel/place.ts'
import type { UserError } from '../kernel/user-error.ts'
import type { Paint } from './paint.ts'

/** A fault as a person reads it: the sentence, the place, the source, the facts, the way out. */
export function errorText(error: UserError, paint: Paint): string {
  const parts = [`${paint.bad('error')}: ${error.message}`]
  if (error.at !== undefined) parts.push(`  ${paint.dim('at')} ${formatPlace(error.at)}`)
  if (error.excerpt !== undefined) parts.push('', indent(error.excerpt), '')
  for (const detail of error.details) parts.push(indent(detail))
  if (error.hint !== undefined) parts.push(`${paint.good('hint')}: ${error.hint}`)
  return `${parts.join('\n')}\n`
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ')
}
