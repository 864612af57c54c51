import type { AuditCase, DatabaseCase } from '../../audit/audit-case.ts'
import { behindBreaks } from '../../audit/history-break.ts'
import { noModelFacts, type ModelFacts } from '../../audit/model-facts.ts'
import { formatName } from '../../catalogue/qualified-name.ts'
import type { Discovery } from '../../discovery/discovery.ts'
import type { Run } from '../../run/opened.ts'
import { generationOf } from './autogenerate-of.ts'
import type { HeardOne } from './hear-one.ts'
import { historyFactsOf } from './history-facts-of.ts'
import { looseGaps, withoutRevisions } from './loose-gaps.ts'
import { modelFactsOf } from './model-facts-of.ts'
import { outsideMakers } from './outside-makers.ts'

/** What was heard of all databases, and what was found in their repository. */
export interface HeardAll {
  readonly run: Run
  readonly heard: readonly HeardOne[]
  /** Null where nobody looked. */
  readonly discovery: Discovery | null
}

/** The cases of all databases, with what is known besides schemas. The SQL parser has to be loaded. */
export async function casesWithFacts(
  all: HeardAll,
): Promise<Pick<AuditCase, 'databases' | 'untied' | 'discovery'>> {
  const { heard, run } = all
  const revisions = new Set(heard.flatMap((one) => one.revisions.map(({ file }) => file)))
  const discovery = withoutRevisions(all.discovery, revisions)
  const outside = await outsideMakers(discovery, run, revisions)
  const databases = heard.map((one) => ({
    ...one.subject,
    gaps: [...one.subject.gaps, ...looseGaps(discovery, one.database.name)],
    historyFacts: historyFactsOf({
      revisions: one.revisions,
      alembic: one.history.kind === 'alembic' ? one.history.source : null,
      behind: behindBreaks(one.subject.breaks),
      outside: outside.of(one.database.name),
      lent: tablesBeside(one.subject),
    }),
    modelFacts: factsOfModels(one, { heard, run, discovery }),
  }))
  return { databases, untied: outside.untied, discovery }
}

function tablesBeside({ testimonies: { code, database } }: DatabaseCase): ReadonlySet<string> {
  return new Set([code, database].flatMap((one) => one?.catalogue.tables.map(formatName) ?? []))
}

function factsOfModels(
  { models, subject, database }: HeardOne,
  { heard, discovery }: HeardAll,
): ModelFacts {
  if (models === null) return noModelFacts
  const { history, database: live } = subject.testimonies
  const there = new Set(
    [history, live].flatMap((one) => one?.catalogue.tables.map(formatName) ?? []),
  )
  const loose = new Set(looseGaps(discovery, database.name).flatMap(({ touches }) => touches))
  const { declarations, gaps, sources, guests } = models.read
  return modelFactsOf({
    declarations,
    guests,
    gaps,
    sources,
    refusals: models.refusals,
    generation: generationOf(discovery, database.name),
    isThere: (table) => there.has(formatName(table)) || loose.has(table.name),
    elsewhere: heard.flatMap((one) =>
      one.models === null || one.database === database
        ? []
        : [{ database: one.database.name, declarations: one.models.read.declarations }],
    ),
  })
}
