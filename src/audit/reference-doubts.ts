import { formatName } from '../catalogue/qualified-name.ts'
import type { DoubtOf } from '../references/schemas.ts'
import type { DatabaseCase } from './audit-case.ts'
import { gapBehind, unknownSentence } from './gap-behind.ts'

/** What of the witness that rules about the design look at went unread. */
export function doubtsOf(subject: DatabaseCase): DoubtOf {
  switch (subject.schemaOf) {
    case 'history':
      return (table, lacks) => {
        const object = { kind: 'table', ...table } as const
        const history = lacks ? ({ kind: 'absent' } as const) : PRESENT
        const said = { code: PRESENT, history, database: { kind: 'silent' as const } }
        const gap = gapBehind({ object, said }, subject)
        return gap && { says: unknownSentence([gap]), at: gap.at }
      }
    case 'code':
      return (table) => {
        const path = formatName(table)
        if (!subject.modelFacts.unread.includes(path)) return null
        return { says: `The models of ${path} could not be read whole.`, at: null }
      }
    case 'database':
      return () => null
  }
}

const PRESENT = { kind: 'value', value: null, at: null } as const
