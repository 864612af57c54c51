import { catalogueHash } from '../catalogue/snapshot.ts'
import { formatReference } from '../catalogue/object-reference.ts'
import { differences } from '../compare/differences.ts'
import { renames } from '../compare/renames.ts'
import { shellWord } from '../kernel/shell-word.ts'
import { makePlan } from '../plan/make-plan.ts'
import type { Plan } from '../plan/plan.ts'
import { surveyPlan } from '../plan/survey.ts'
import type { SurveyedPlan } from '../plan/surveyed-plan.ts'
import type { RenameRequest } from '../plan/rename-request.ts'
import type { Run } from '../run/opened.ts'
import { withShadow } from '../run/rebuild.ts'
import { loadParser } from '../sql/parser.ts'
import { testifyWhole, withLive, type WholeTestimony } from './testify.ts'
import { notesOf } from './testimony-notes.ts'
import { withoutTools } from './without-tools.ts'
import type { WitnessName } from './witness-name.ts'

/** How a plan is made. */
export interface PlanOptions {
  readonly renames: readonly RenameRequest[]
  /** Whether forms are chosen that let reads and writes go on. */
  readonly online: boolean
  /** Whether the notes tell every gap of the witnesses, not only how many there are. */
  readonly gaps?: boolean
}

/**
 * Plans the way from what one witness says to what another one says, tries it on a shadow, and
 * proves that it leads there. A live database is asked how large its tables are, and whether rows
 * stand in the way. Changes nothing.
 *
 * @throws UserError for faults of the witnesses, and for names that are not there
 */
export async function plan(
  run: Run,
  [left, right]: readonly [WitnessName, WitnessName],
  options: PlanOptions,
): Promise<Plan | SurveyedPlan> {
  await loadParser()
  const from = await testifyWhole(left, run)
  const to = await testifyWhole(right, run)
  const made = await planBetween(run, { from, to, ...options })
  const surveyed = await withLive(left, run, (session) => surveyPlan(session, made))
  return surveyed ?? made
}

/** What a plan between two testimonies is made of. */
export interface PlanBetween extends PlanOptions {
  readonly from: WholeTestimony
  readonly to: WholeTestimony
}

/** Plans between two testimonies that were heard already. The parser has to be loaded. */
export async function planBetween(run: Run, request: PlanBetween): Promise<Plan> {
  const { lock, statement } = run.application.timeouts
  const timeouts = { lock, statement }
  const { to, gaps = false } = request
  const from = withoutTools(request.from, to)
  const planned = await makePlan((work) => withShadow(run, work), { ...request, from, timeouts })
  // It is run on the database as it is, with what other tools keep there.
  const hash = from === request.from ? planned.from.hash : catalogueHash(request.from.catalogue)
  const made = { ...planned, from: { ...planned.from, hash } }
  const notes = [...notesOf(from, gaps), ...notesOf(to, gaps), ...made.notes]
  return { ...made, notes: [...notes, ...renameNotes(request)] }
}

/** What is dropped and what is made may be one object, and only the user can say so. */
function renameNotes({ from, to, renames: told }: PlanBetween): readonly string[] {
  if (told.length > 0) return []
  const found = differences(from.catalogue, to.catalogue)
  return renames(found, from.catalogue, to.catalogue)
    .filter(({ reason }) => reason === 'only-the-name-differs')
    .flatMap((rename) => {
      const flag = renameFlag(rename.from, rename.to)
      if (flag === null) return []
      const [before, after] = [formatReference(rename.from), formatReference(rename.to)]
      return [`${before} and ${after} differ only by their names. If they are one: ${flag}`]
    })
}

type Named = Parameters<typeof formatReference>[0]

function renameFlag(from: Named, to: Named): string | null {
  if (!('schema' in from) || !('name' in to)) return null
  if ('identityArguments' in from || 'type' in from || from.kind === 'statistics') return null
  const path =
    'relation' in from ? [from.schema, from.relation, from.name] : [from.schema, from.name]
  return `--rename ${shellWord(`${path.map(spelled).join('.')}=${spelled(to.name)}`)}`
}

/** Odd names stand in double quotes, as in SQL. */
function spelled(name: string): string {
  return /^[^".=\s']+$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`
}
