import type { Verdict } from '../../compare/verdict.ts'
import type { DatabaseCase } from '../audit-case.ts'
import { evidenceOf } from '../drift-rule.ts'
import type { Evidence } from '../finding.ts'
import { formatName } from '../../catalogue/qualified-name.ts'
import type { OutsideMaker } from '../history-facts.ts'
import { wholeOf } from '../whole-of.ts'
import { gapBehind } from '../gap-behind.ts'
import { objectSubjects } from '../object-subjects.ts'
import type { Found, Rule } from '../rule.ts'
import { countOf, listOf } from '../sentences.ts'
import { objectPath } from '../subject-name.ts'

/** A database can be born in two ways, and they do not give the same. */
export const twoBirths: Rule = {
  name: 'two-births',
  family: 'history',
  severity: 'warning',
  finds:
    'The code makes tables with `create_all`, and they are not those that the migrations make.',
  why: 'Which schema a new database has depends on what came first, the application or the migrations. What was tried on the one need not hold for the other.',
  check: ({ databases }) => databases.flatMap(checkOne),
}

function checkOne(subject: DatabaseCase): readonly Found[] {
  const calls = subject.historyFacts.outside.filter(({ kind }) => kind === 'create-all')
  const [call] = calls
  const { code, history } = subject.testimonies
  if (call === undefined || code === null || history === null) return []
  const isMade = tablesMadeBy(calls, subject)
  const differing = subject.verdicts.filter(
    (verdict) => isBetweenBirths(verdict, subject) && isMade(verdict),
  )
  const names = [...new Set(differing.map(({ object }) => objectPath(object)))]
  if (names.length === 0) return []
  const made = calls.map(({ at, says }): Evidence => ({
    witness: 'code',
    subject: at.file,
    says: says.join(', '),
    at,
  }))
  return [
    {
      database: subject.database,
      culprit: null,
      message: `a database ${subject.database} that create_all makes is not the one that the migrations make: ${countOf(names.length, 'object')} ${names.length === 1 ? 'differs' : 'differ'} (${listOf(names)}).`,
      subjects: objectSubjects(subject.database, differing),
      evidence: [...made, ...differing.flatMap(evidenceOfBirths)],
      cures: [
        {
          kind: 'edit',
          purpose: 'Take the call away, and make new databases with the migrations alone',
          at: call.at,
          text: call.says.join(', '),
        },
      ],
    },
  ]
}

/** What the database has is another question. */
function evidenceOfBirths(verdict: Verdict): readonly Evidence[] {
  return evidenceOf(verdict).filter(({ witness }) => witness !== 'database')
}

function isBetweenBirths(verdict: Verdict, subject: DatabaseCase): boolean {
  const { kind, said } = verdict
  if (said.code.kind === 'silent' || said.history.kind === 'silent') return false
  if (gapBehind(verdict, subject) !== null) return false
  switch (kind) {
    case 'code-alone':
    case 'history-alone':
    case 'all-differ':
    case 'disputed':
      return true
    case 'database-alone':
    case 'agreed':
    case 'uncontested':
      return false
  }
}

/**
 * Whether an object comes of one of the calls. A call of which the metadata is known makes the tables of
 * that one only; another one may make all.
 */
function tablesMadeBy(
  calls: readonly OutsideMaker[],
  { modelFacts: { models } }: DatabaseCase,
): (verdict: Verdict) => boolean {
  const known = new Set(models.map(({ metadata }) => metadata))
  const isCalled = (metadata: string): boolean =>
    calls.some(({ metadatas }) => metadatas.length === 0 || isAmong(metadata, metadatas, known))
  const tables = (wanted: boolean): ReadonlySet<string> =>
    new Set(
      models
        .filter(({ metadata }) => isCalled(metadata) === wanted)
        .map(({ table }) => formatName(table)),
    )
  const [made, others] = [tables(true), tables(false)]
  return ({ object, said }) => {
    if (object.kind === 'type') return others.size === 0 || said.code.kind === 'absent'
    const whole = wholeOf(object) ?? object
    const table = objectPath(whole)
    return made.has(table) || !others.has(table)
  }
}

/** Who reads the models from another folder spells them otherwise, but for their ends. */
function isAmong(metadata: string, called: readonly string[], known: ReadonlySet<string>): boolean {
  if (called.some((name) => known.has(name))) return called.includes(metadata)
  const end = metadata.slice(metadata.indexOf(':'))
  return called.some((name) => name.endsWith(end))
}
