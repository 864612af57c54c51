import { formatName } from '../catalogue/qualified-name.ts'
import { dependenciesInTransaction, introspectInTransaction } from '../postgres/introspect.ts'
import type { Session } from '../postgres/session.ts'
import { onlyAdds } from './fate/in-place.ts'
import type { LendShadow } from './lend-shadow.ts'
import { loadSchema } from './load-schema.ts'
import { renameObjects } from './rename-objects.ts'
import type { Schema } from './side.ts'
import { nothingLearned, type Learned } from './steps/planning.ts'
import type { TrialInput } from './trial-input.ts'
import { tryPlainly } from './try-plainly.ts'
import { undone } from './undone.ts'

/** What came of a trial. */
export interface TrialResult {
  /** The old schema as the shadow describes it, with the new names. */
  readonly from: Schema
  readonly learned: Learned
  /** Whether the shadow is not as the old schema any more. */
  readonly isSpent: boolean
}

/**
 * Tries the plain way until nothing more is learned: which types need a cast, what PostgreSQL does
 * not change in place, what writes a table anew. What is tried is rolled back; where it is too much
 * for one transaction it is committed, on as many shadows as it takes.
 *
 * @param shadow loaded with the old schema
 */
export async function tryOut(
  shadow: Session,
  input: TrialInput,
  lend: LendShadow,
): Promise<TrialResult> {
  const from = await undone(shadow, async () => {
    await renameObjects(shadow, input.renames)
    return readInTransaction(shadow)
  })
  const widened = withAddedLabels(input.from, input.to)
  if (widened !== input.from) {
    const learned = await tryElsewhere({ ...input, from: widened }, lend, nothingLearned)
    return { from, learned, isSpent: false }
  }
  const first = await tryPlainly(shadow, { ...input, from }, nothingLearned)
  if (first.kind === 'learned') return { from, ...first }
  return { from, isSpent: true, learned: await tryElsewhere(input, lend, first.learned) }
}

async function tryElsewhere(input: TrialInput, lend: LendShadow, known: Learned): Promise<Learned> {
  for (let learned = known; ;) {
    const before = learned
    const lesson = await lend(async (shadow) => {
      await loadSchema(shadow, input.from)
      const from = await undone(shadow, async () => {
        await renameObjects(shadow, input.renames)
        return readInTransaction(shadow)
      })
      return tryPlainly(shadow, { ...input, from }, before)
    })
    learned = lesson.learned
    if (lesson.kind === 'learned') return learned
  }
}

/**
 * A label cannot be used in the transaction that adds it, so for a trial the new ones are there. The
 * same schema where there are none.
 */
function withAddedLabels(from: Schema, to: Schema): Schema {
  const enums = new Map(
    to.catalogue.types.flatMap((type) =>
      type.kind === 'enum' ? [[formatName(type), type.labels] as const] : [],
    ),
  )
  const types = from.catalogue.types.map((type) => {
    const labels = type.kind === 'enum' ? enums.get(formatName(type)) : undefined
    const widens = type.kind === 'enum' && labels !== undefined && onlyAdds(type.labels, labels)
    return widens && labels.length > type.labels.length ? { ...type, labels } : type
  })
  const isSame = types.every((type, at) => type === from.catalogue.types[at])
  return isSame ? from : { ...from, catalogue: { ...from.catalogue, types } }
}

/** Describes what a transaction sees. */
async function readInTransaction(session: Session): Promise<Schema> {
  const { catalogue } = await introspectInTransaction(session)
  return { catalogue, dependencies: await dependenciesInTransaction(session) }
}
