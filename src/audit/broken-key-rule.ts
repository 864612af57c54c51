import { formatName } from '../catalogue/qualified-name.ts'
import type { DatabaseCase } from './audit-case.ts'
import type { Cure } from './cure.ts'
import { columnSubject, saidByCode } from './model-findings.ts'
import type { BrokenKey } from './model-facts.ts'
import { groupsOf, type FactGroup } from './revision-rule.ts'
import type { Found, Rule } from './rule.ts'
import { countOf, listOf } from './sentences.ts'

/** What a rule about foreign keys of models that cannot be made says. */
export interface BrokenKeyRule extends Pick<Rule, 'name' | 'severity' | 'finds' | 'why'> {
  readonly reasons: readonly BrokenKey['why'][]
  /** What is wrong with what they point at, as the end of the sentence. */
  readonly said: (key: BrokenKey) => string
  readonly cure: (group: FactGroup<BrokenKey>, subject: DatabaseCase) => Cure
}

/** Makes a rule about foreign keys that cannot be made. Those that point at one key are one finding. */
export function brokenKeyRule({ reasons, said, cure, ...rule }: BrokenKeyRule): Rule {
  const foundOf = (group: FactGroup<BrokenKey>, subject: DatabaseCase): Found => {
    const { database } = subject
    const names = group.flatMap(columnPaths)
    const [first] = group
    return {
      database,
      culprit: 'code',
      message: `${names.length === 1 ? `column ${names.join('')} has a foreign key` : `${countOf(names.length, 'column')} (${listOf(names)}) have foreign keys`} to ${targetPath(first)}, ${said(first)}.`,
      subjects: group.flatMap(({ table, columns }) =>
        columns.map((column) => columnSubject(database, table, column)),
      ),
      evidence: group.flatMap((key) => evidenceOf(key, said(key))),
      cures: [cure(group, subject)],
    }
  }
  return {
    ...rule,
    family: 'models',
    check: ({ databases }) =>
      databases.flatMap((subject) => {
        const mine = subject.modelFacts.brokenKeys.filter(({ why }) => reasons.includes(why))
        return groupsOf(mine, (key) => `${key.why} ${targetPath(key)} ${said(key)}`).map((group) =>
          foundOf(group, subject),
        )
      }),
  }
}

function columnPaths({ table, columns }: BrokenKey): readonly string[] {
  return columns.map((column) => `${formatName(table)}.${column}`)
}

/** `public.users.id`. */
export function targetPath({ target, targetColumns }: BrokenKey): string {
  return `${formatName(target)}.${targetColumns.join(', ')}`
}

function evidenceOf(key: BrokenKey, said: string): Found['evidence'] {
  const from = columnPaths(key).join(', ')
  return [
    saidByCode(from, `foreign key to ${targetPath(key)}, ${said}`, key.at),
    ...(key.targetAt === null
      ? []
      : [saidByCode(formatName(key.target), 'declared', key.targetAt)]),
  ]
}
