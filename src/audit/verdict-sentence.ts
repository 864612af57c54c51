import { formatAttribute, formatValue } from '../compare/difference.ts'
import { witnesses, type Witness } from '../compare/testimony.ts'
import type { Said, Verdict } from '../compare/verdict.ts'
import { groupBy } from '../kernel/group-by.ts'

/** What a witness is called within a sentence. */
export const witnessNames: Readonly<Record<Witness, string>> = {
  code: 'the models',
  history: 'the migrations',
  database: 'the database',
}

/** What the witnesses say of it, as the end of a sentence: `type is uuid in …, text in the database`. */
export function testimonySentence({ attribute, said }: Verdict): string {
  const heard = witnesses.filter((witness) => said[witness].kind !== 'silent')
  if (attribute === null) return existence(heard, said)
  const values = groupBy(heard, (witness) => sayingOf(said[witness]))
  const parts = [...values].map(([value, all]) => `${value} in ${listed(all)}`)
  const name = formatAttribute(attribute)
  return `${name} ${name.endsWith('s') ? 'are' : 'is'} ${parts.join(', ')}`
}

function existence(heard: readonly Witness[], said: Verdict['said']): string {
  const has = heard.filter((witness) => said[witness].kind === 'value')
  const lacks = heard.filter((witness) => said[witness].kind === 'absent')
  return `in ${listed(has)}, not in ${listed(lacks)}`
}

/** One saying as a short text: long definitions are cut. */
export function sayingOf(said: Said): string {
  switch (said.kind) {
    case 'value':
      return shortened(formatValue(said.value))
    case 'absent':
      return 'absent'
    case 'silent':
      return 'not heard'
  }
}

/** As much of a value as a line holds. */
const WIDEST = 120

function shortened(text: string): string {
  const folded = text.replace(/\s+/g, ' ').trim()
  return folded.length > WIDEST ? `${folded.slice(0, WIDEST - 1)}…` : folded
}

function listed(all: readonly Witness[]): string {
  return all.map((witness) => witnessNames[witness]).join(' and ')
}
