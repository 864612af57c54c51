import { referenceKey, type ReferenceTo } from '../../../catalogue/object-reference.ts'
import type { ColumnName, Sequence } from '../../../catalogue/sequence.ts'
import { createSequence, setOwner } from '../sequence.ts'
import { stepFor, type Step } from './step.ts'

/** The steps that make a sequence: it may be used by the very column that owns it. */
export function sequenceSteps(sequence: Sequence): readonly Step[] {
  const { schema, name, ownedBy } = sequence
  const reference: ReferenceTo<'sequence'> = { kind: 'sequence', schema, name }
  const made = stepFor(reference, 'sequence', { statements: createSequence(sequence), bears: [] })
  if (ownedBy === null) return [made]
  const owned = stepFor(reference, 'ownership', {
    statements: setOwner(sequence, ownedBy),
    makes: [],
    bears: [],
    needs: [referenceKey(reference), columnKey(ownedBy)],
  })
  return [made, owned]
}

function columnKey({ schema, table, column }: ColumnName): string {
  return referenceKey({ kind: 'column', schema, relation: table, name: column })
}
