import type {
  EnvironmentGate,
  HistoryFacts,
  HistoryFault,
  MadeTwice,
  PresupposedObject,
  RevisionHead,
  UnsafeStatement,
} from '../../audit/history-facts.ts'
import { formatName } from '../../catalogue/qualified-name.ts'
import type { AlembicHistory } from '../../history/alembic/read-alembic-history.ts'
import type { RevisionOutcome } from '../../history/alembic/revision-outcome.ts'
import type { RevisionReplay } from '../../history/replay-history.ts'
import type { Place } from '../../kernel/place.ts'
import { docstringDisagreements } from './docstring-disagreements.ts'
import { placeInPython } from './place-in-python.ts'
import type { ReplayedHistory } from './replayed-history.ts'
import { swallowedStatements } from './swallowed-statements.ts'

type Read = Omit<ReplayedHistory, 'alembic'> & {
  readonly alembic: NonNullable<ReplayedHistory['alembic']>
}

/** What is known of a history of Alembic's, by its files and by its replay. */
export function alembicFactsOf({
  revisions,
  alembic: history,
  lent,
  behind,
}: Read): Omit<HistoryFacts, 'downs' | 'outside'> {
  const files = history.graph.revisions.flatMap(({ id, parents, file }) => {
    const text = history.modules.files.get(file)
    return text === undefined ? [] : [{ id, parents, file, text }]
  })
  const outcomes = revisions.flatMap((one) => outcomeIn(one) ?? [])
  return {
    tool: 'alembic',
    faults: faultsOf(history),
    heads: headsOf(history),
    docstrings: files.flatMap(docstringDisagreements),
    gates: outcomes.flatMap(gatesOf),
    madeTwice: outcomes.flatMap((one) => rememberedIn(one, history)),
    presupposed: presupposedIn(
      outcomes.filter(({ revision }) => !behind.has(revision.id)),
      lent,
    ),
    swallowed: files.flatMap((one) => swallowedStatements(one, history.parser)),
    unsafe: isAutocommitted(history) ? [] : outcomes.flatMap(unsafeOf),
  }
}

/** Tables that no revision made and that were lent to the replay, as `public.users`. */
export function lentTables(revisions: readonly RevisionReplay[]): readonly string[] {
  return revisions.flatMap((one) =>
    (outcomeIn(one)?.presupposed ?? []).flatMap(({ schema, name, isBorrowed }) =>
      isBorrowed ? [formatName({ schema: schema ?? 'public', name })] : [],
    ),
  )
}

/** What was noted of an Alembic revision; null for one of another tool. */
function outcomeIn({ up }: RevisionReplay): RevisionOutcome | null {
  return 'presupposed' in up && 'failures' in up ? (up as RevisionOutcome) : null
}

function faultsOf({ faults }: AlembicHistory): readonly HistoryFault[] {
  return faults
}

function headsOf({ graph }: AlembicHistory): readonly RevisionHead[] {
  return graph.revisions
    .filter(({ id }) => graph.heads.includes(id))
    .map(({ id, at }) => ({ revision: id, at, labels: graph.labels.get(id) ?? [] }))
}

function gatesOf({ revision, assumptions }: RevisionOutcome): readonly EnvironmentGate[] {
  return unique(
    assumptions
      // What env.py asks for its address is asked before any revision.
      .filter(({ kind, at }) => kind === 'environment' && at.file === revision.file)
      .map(({ text, at }) => ({ revision: revision.id, at, text })),
  )
}

/** Types that are not made again where one run makes them, and refused in every other. */
function rememberedIn(
  { revision, remembered }: RevisionOutcome,
  { modules }: AlembicHistory,
): readonly MadeTwice[] {
  return remembered.map(({ schema, name, at, before }) => {
    const object = { kind: 'type', schema: schema ?? 'public', name } as const
    const placed = (place: Place): Place =>
      placeInPython(object, place, { text: modules.files.get(place.file) ?? '', sql: null })
    return {
      object,
      revision: revision.id,
      at: placed(at),
      before: { revision: before.revision, at: placed(before.at) },
      second: 'remembered',
    }
  })
}

function unsafeOf({ revision, assumptions }: RevisionOutcome): readonly UnsafeStatement[] {
  return assumptions
    .filter(({ kind, text }) => kind === 'transaction' && text.includes('cannot run'))
    .map(({ text, at }) => ({ revision: revision.id, at, reason: text }))
}

/** Where env.py gives up transactions, any statement may stand outside of one. */
function isAutocommitted({ settings, modules }: AlembicHistory): boolean {
  const text = modules.files.get(`${settings.scriptFolder}/env.py`) ?? ''
  return /AUTOCOMMIT|transactional_ddl/.test(text)
}

/**
 * What revisions need and none made, each once. What went unread before may have made it, and then
 * nothing is said.
 */
function presupposedIn(
  outcomes: readonly RevisionOutcome[],
  lent: ReadonlySet<string>,
): readonly PresupposedObject[] {
  const found = new Map<string, PresupposedObject>()
  const unread: RevisionOutcome['gaps'][number][] = []
  for (const { revision, presupposed, gaps } of outcomes) {
    unread.push(...gaps.filter(({ kind }) => kind === 'schema'))
    const isDoubtful = (name: string): boolean =>
      unread.some(({ touches }) => touches.length === 0 || touches.includes(name))
    for (const { schema, name, at, isBorrowed } of presupposed) {
      const path = `${schema ?? 'public'}.${name}`
      // Extensions and schemas are provided in the same way, and are no tables of anybody's.
      if (isDoubtful(name) || (isBorrowed && !lent.has(path)) || found.has(path)) continue
      found.set(path, { revision: revision.id, at, schema, name })
    }
  }
  return [...found.values()]
}

function unique<Fact extends { readonly at: Place; readonly text: string }>(
  facts: readonly Fact[],
): readonly Fact[] {
  const seen = new Set<string>()
  return facts.filter(({ at, text }) => {
    const key = `${at.line}:${at.column} ${text}`
    return !seen.has(key) && seen.add(key)
  })
}
