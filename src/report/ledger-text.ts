import type { AuditedDatabase } from '../audit/audit-report.ts'
import { sayingOf } from '../audit/verdict-sentence.ts'
import { formatReference } from '../catalogue/object-reference.ts'
import { formatAttribute } from '../compare/difference.ts'
import { isContradiction, type Verdict } from '../compare/verdict.ts'
import { witnesses } from '../compare/testimony.ts'
import { formatPlace } from '../kernel/place.ts'
import { columns } from './columns.ts'
import type { Paint } from './paint.ts'
import { groupBy } from '../kernel/group-by.ts'

/** What every witness says of every attribute, object by object. */
export function ledgerText({ database, ledger }: AuditedDatabase, paint: Paint): string {
  const blocks = byObject(ledger).map((verdicts) => objectBlock(verdicts, paint))
  return `${paint.bold(`testimonies about ${database}`)}\n\n${blocks.join('\n\n')}\n`
}

function byObject(ledger: readonly Verdict[]): readonly (readonly Verdict[])[] {
  return [...groupBy(ledger, ({ object }) => formatReference(object)).values()]
}

function objectBlock(verdicts: readonly Verdict[], paint: Paint): string {
  const [first] = verdicts
  const heard = witnesses.filter((witness) => first?.said[witness].kind !== 'silent')
  const rows = verdicts.map((verdict) => [
    `  ${verdict.attribute === null ? 'is there' : formatAttribute(verdict.attribute)}`,
    ...heard.map((witness) => saidOf(verdict, witness)),
    isContradiction(verdict) ? paint.bad(verdict.kind) : paint.good(verdict.kind),
    ...placesOf(verdict),
  ])
  const title = first === undefined ? '' : paint.bold(formatReference(first.object))
  return [title, ...columns([['', ...heard.map((one) => paint.dim(one)), ''], ...rows])].join('\n')
}

function saidOf({ said, attribute }: Verdict, witness: (typeof witnesses)[number]): string {
  const one = said[witness]
  if (attribute === null && one.kind === 'value') return 'yes'
  const text = sayingOf(one)
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text
}

/** What a column of the table may hold, in characters. */
const WIDEST = 40

function placesOf({ said }: Verdict): readonly string[] {
  return witnesses.flatMap((witness) => {
    const one = said[witness]
    return one.kind === 'value' && one.at ? [formatPlace(one.at)] : []
  })
}
