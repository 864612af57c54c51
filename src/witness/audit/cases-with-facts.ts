import type { DatabaseCase } from '../../audit/audit-case.ts'
import { noModelFacts, type ModelFacts } from '../../audit/model-facts.ts'
import { formatName } from '../../catalogue/qualified-name.ts'
import type { Generation } from './autogenerate-of.ts'
import type { HeardOne } from './hear-one.ts'
import { historyFactsOf } from './history-facts-of.ts'
import { modelFactsOf } from './model-facts-of.ts'
import { pythonMakers } from './outside-makers.ts'

/** What was found in the repository besides what was heard, by the name of the database. */
export interface FoundBesides {
  /** What generates migrations. */
  readonly generations: ReadonlyMap<string, Generation>
}

const nothing: FoundBesides = { generations: new Map() }

/** The cases of all databases, with what is known besides schemas. The SQL parser has to be loaded. */
export function casesWithFacts(
  heard: readonly HeardOne[],
  found: FoundBesides = nothing,
): readonly DatabaseCase[] {
  return heard.map((one) => ({
    ...one.subject,
    historyFacts: historyFactsOf({
      revisions: one.revisions,
      alembic: one.history.kind === 'alembic' ? one.history.source : null,
      outside: one.revisions.length === 0 ? [] : makersBeside(one),
      lent: tablesBeside(one.subject),
    }),
    modelFacts: factsOfModels(one, heard, found),
  }))
}

/** What the Python of the project makes; revisions are the history itself. */
function makersBeside({ models, revisions }: HeardOne): ReturnType<typeof pythonMakers> {
  const own = new Set(revisions.map(({ file }) => file))
  return pythonMakers((models?.read.sources ?? []).filter(({ file }) => !own.has(file)))
}

function tablesBeside({ testimonies: { code, database } }: DatabaseCase): ReadonlySet<string> {
  return new Set([code, database].flatMap((one) => one?.catalogue.tables.map(formatName) ?? []))
}

function factsOfModels(
  { models, subject, database }: HeardOne,
  heard: readonly HeardOne[],
  { generations }: FoundBesides,
): ModelFacts {
  if (models === null) return noModelFacts
  const { history, database: live } = subject.testimonies
  const there = new Set(
    [history, live].flatMap((one) => one?.catalogue.tables.map(formatName) ?? []),
  )
  const { declarations, gaps, sources } = models.read
  return modelFactsOf({
    declarations,
    gaps,
    sources,
    refusals: models.refusals,
    generation: generations.get(database.name) ?? null,
    isThere: (table) => there.has(formatName(table)),
    elsewhere: heard.flatMap((one) =>
      one.models === null || one.database === database
        ? []
        : [{ database: one.database.name, declarations: one.models.read.declarations }],
    ),
  })
}
