import { sql, verbatim, type Sql } from '../../sql/sql.ts'
import type { Value } from '../../python/value/value.ts'
import type { DeclaredConstraint } from '../declaration.ts'
import { deferralWords } from './constraint-clauses.ts'
import type { ColumnDraft, ConstraintDraft, ForeignKeyDraft } from './drafts.ts'
import { knownColumns, type Finishing } from './finishing.ts'
import { targetOf } from './key-target.ts'
import { nameOf } from './naming.ts'
import { flagIn, keyword, textIn } from './read-value.ts'
import { isUnknown } from './sa-object.ts'

/** What a foreign key is made of, of a column or of a table. */
export interface KeyFacts {
  readonly columns: readonly Value[]
  readonly targets: readonly Value[]
  readonly options: ReadonlyMap<string, Value>
  readonly name: Value | null
  readonly at: ConstraintDraft['at']
}

/** The facts of a `ForeignKey` that stands in a column. */
export function columnKey(column: ColumnDraft, key: ForeignKeyDraft): KeyFacts {
  return {
    columns: [{ kind: 'str', value: column.key ?? '' }],
    targets: [key.target],
    options: key.options,
    name: keyword(key.options, 'name'),
    at: key.at,
  }
}

/** A foreign key as it is declared; null, and a gap, where it is not understood. */
export async function foreignKeyOf(
  facts: KeyFacts,
  finishing: Finishing,
): Promise<DeclaredConstraint | null> {
  const { table, reading } = finishing
  const columns = knownColumns(facts.columns, finishing, facts.at)
  const targets = facts.targets.map((one) => targetOf(one, table))
  const [first] = targets
  if (!columns || !first || targets.includes(null)) {
    const unknown = facts.targets.find(isUnknown)
    reading.gap(
      unknown?.reason ?? 'what this foreign key points at is not understood',
      facts.at,
      table.name,
    )
    return null
  }
  const sure = targets.filter((one) => one !== null)
  const named = sure.map((target, index) => ({
    table: target.table,
    column: target.column ?? columns[index]?.name ?? '',
    full: [target.schema, target.table, target.column].filter((one) => one !== null).join('.'),
  }))
  return {
    kind: 'foreign-key',
    name: await nameOf('fk', { name: facts.name, columns, targets: named }, finishing),
    columns: columns.map((one) => one.name ?? ''),
    target: { schema: first.schema, table: first.table },
    targetColumns: named.map((one) => one.column),
    isByName: facts.targets.every((one) => textIn(one) !== null),
    options: keyOptions(facts.options),
    at: facts.at,
    comment: textIn(keyword(facts.options, 'comment')),
  }
}

function keyOptions(options: ReadonlyMap<string, Value>): readonly Sql[] {
  const found: Sql[] = []
  const text = (name: string): Sql | null => {
    const value = textIn(keyword(options, name))
    return value === null ? null : verbatim(value)
  }
  const [match, update, removal] = [text('match'), text('onupdate'), text('ondelete')]
  if (match) found.push(sql`match ${match}`)
  if (removal) found.push(sql`on delete ${removal}`)
  if (update) found.push(sql`on update ${update}`)
  found.push(...deferralWords(options))
  if (flagIn(keyword(options, 'postgresql_not_valid')) === true) found.push(sql`not valid`)
  return found
}
