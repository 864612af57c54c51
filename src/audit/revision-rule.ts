import type { Place } from '../kernel/place.ts'
import type { DatabaseCase } from './audit-case.ts'
import type { Cure } from './cure.ts'
import type { Evidence } from './finding.ts'
import type { Found, Rule } from './rule.ts'
import type { Severity } from './severity.ts'
import { groupBy } from '../kernel/group-by.ts'
import type { Verdict } from '../compare/verdict.ts'
import { evidenceOf } from './drift-rule.ts'
import { objectSubjects } from './object-subjects.ts'

/** Something that is known of a revision, at a place in its file. */
export interface RevisionFact {
  readonly revision: string | null
  readonly at: Place
}

/** Facts that are told in one finding. */
export type FactGroup<Fact> = readonly [Fact, ...Fact[]]

/** What a rule about facts of revisions says; how the findings are made is the same for all. */
export interface RevisionRule<Fact extends RevisionFact> extends Pick<
  Rule,
  'name' | 'severity' | 'finds' | 'why'
> {
  readonly facts: (subject: DatabaseCase) => readonly Fact[]
  /** Facts of one cause are told in one finding; all of a database are of one where this is left out. */
  readonly causeOf?: (fact: Fact) => string
  readonly message: (group: FactGroup<Fact>, subject: DatabaseCase) => string
  /** What is told of one fact as evidence. */
  readonly says: (fact: Fact) => string
  readonly cures: (group: FactGroup<Fact>, subject: DatabaseCase) => readonly Cure[]
  /** What cannot be judged for its sake, and is told with it. */
  readonly unjudged?: (group: FactGroup<Fact>, subject: DatabaseCase) => readonly Verdict[]
  /** Where it differs from the rule's. */
  readonly severityOf?: (group: FactGroup<Fact>, subject: DatabaseCase) => Severity
}

/** Makes a rule about what is known of revisions besides the schema that they make. */
export function revisionRule<Fact extends RevisionFact>(rule: RevisionRule<Fact>): Rule {
  const { name, severity, finds, why, facts, causeOf = () => '' } = rule
  const foundOf = (group: FactGroup<Fact>, subject: DatabaseCase): Found => ({
    ...saidOf(group, subject, rule),
    cures: rule.cures(group, subject),
    severity: rule.severityOf?.(group, subject) ?? severity,
  })
  return {
    name,
    family: 'history',
    severity,
    finds,
    why,
    check: ({ databases }) =>
      databases.flatMap((subject) =>
        groupsOf(facts(subject), causeOf).map((group) => foundOf(group, subject)),
      ),
  }
}

/** What the history says where it is broken need not be true. */
function asUnknown(one: Evidence): Evidence {
  return one.witness === 'history'
    ? { ...one, says: `not known, ${one.says} before the break` }
    : one
}

function saidOf<Fact extends RevisionFact>(
  group: FactGroup<Fact>,
  subject: DatabaseCase,
  { message, says, unjudged }: RevisionRule<Fact>,
): Omit<Found, 'cures' | 'severity'> {
  const { database } = subject
  const verdicts = unjudged?.(group, subject) ?? []
  return {
    database,
    culprit: 'history',
    message: message(group, subject),
    subjects: [
      ...revisionsOf(group).map((revision) => ({ kind: 'revision' as const, database, revision })),
      ...objectSubjects(database, verdicts),
    ],
    evidence: [
      ...group.map((fact) => ({
        witness: 'history' as const,
        subject: fact.revision ?? fact.at.file,
        says: says(fact),
        at: fact.at,
      })),
      ...verdicts.flatMap(evidenceOf).map(asUnknown),
    ],
  }
}

/** Facts by what they have in common, in the order in which that is met. */
export function groupsOf<Fact>(
  facts: readonly Fact[],
  causeOf: (fact: Fact) => string,
): readonly FactGroup<Fact>[] {
  return [...groupBy(facts, causeOf).values()]
}

/** The revisions that facts are about, each once; a file without an id is named itself. */
export function revisionsOf(facts: readonly RevisionFact[]): readonly string[] {
  return [...new Set(facts.map(({ revision, at }) => revision ?? at.file))]
}
