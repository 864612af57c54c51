import { referenceKey, type ReferenceTo } from '../../../catalogue/object-reference.ts'
import type { Sequence } from '../../../catalogue/sequence.ts'
import { partKey } from '../../../catalogue/table-key.ts'
import { createSequence, setOwner } from '../sequence.ts'
import { stepFor, type Step } from './step.ts'

/** The steps that make a sequence: it may be used by the very column that owns it. */
export function sequenceSteps(sequence: Sequence): readonly Step[] {
  const { schema, name, ownedBy } = sequence
  const reference: ReferenceTo<'sequence'> = { kind: 'sequence', schema, name }
  const made = stepFor(reference, 'sequence', { statements: createSequence(sequence), bears: [] })
  if (ownedBy === null) return [made]
  const owner = { schema: ownedBy.schema, name: ownedBy.table }
  const owned = stepFor(reference, 'ownership', {
    statements: setOwner(sequence, ownedBy),
    makes: [],
    bears: [],
    needs: [referenceKey(reference), partKey('column', owner, ownedBy.column)],
  })
  return [made, owned]
}
