import type { AlembicFault } from '../../history/alembic/alembic-revision.ts'
import type { AlembicDatabaseHistory, History } from '../../history/revision.ts'
import { excerpt } from '../../kernel/excerpt.ts'
import { formatPlace } from '../../kernel/place.ts'
import { UserError } from '../../kernel/user-error.ts'

/**
 * Refuses to work with Alembic histories that have faults: what is applied, and what comes next, cannot be
 * told from them. Before any database is contacted.
 *
 * @throws UserError with the place of the first, and all others in its details
 */
export function refuseAlembicFaults(
  histories: readonly History[],
  databases: readonly { readonly name: string }[],
): void {
  for (const history of histories) {
    if (history.kind !== 'alembic') continue
    if (!databases.some(({ name }) => name === history.database)) continue
    const [first, ...others] = faultsOf(history)
    if (first !== undefined) throw faulty(history, first, others)
  }
}

/** What is wrong with the files of a history, such that it cannot be run. */
export function faultsOf({ source }: AlembicDatabaseHistory): readonly Fault[] {
  // A table with a wider column takes long ids; if it does not, PostgreSQL says so on the shadow.
  const faults = source.faults.filter(({ code }) => code !== 'long-revision-id')
  return [...missingEnvironment(source), ...faults.map((fault) => shown(source, fault))]
}

type Fault = Omit<AlembicFault, 'code'> & { readonly code: AlembicFault['code'] | 'no-environment' }

function shown({ modules }: AlembicDatabaseHistory['source'], fault: Fault): Fault {
  const text = modules.files.get(fault.at.file)
  return text === undefined ? fault : { ...fault, excerpt: excerpt(text, fault.at) }
}

function missingEnvironment({ settings, modules }: AlembicDatabaseHistory['source']): Fault[] {
  const file = `${settings.scriptFolder}/env.py`
  if (modules.files.has(file)) return []
  const at = { file: settings.file, line: 1, column: 1 }
  const message = `There is no "${file}", which Alembic runs before any revision.`
  return [{ code: 'no-environment', message, revision: null, at, excerpt: null }]
}

function faulty(
  { database }: AlembicDatabaseHistory,
  { code, message, at, excerpt: lines }: Fault,
  others: readonly Fault[],
): UserError {
  return new UserError(message, {
    code,
    at,
    excerpt: lines ?? undefined,
    details: others.map((one) => `${formatPlace(one.at)}: ${one.message}`),
    hint: `Mend it first. What can be read of the history is shown by: elenchus history ${database}`,
  })
}
