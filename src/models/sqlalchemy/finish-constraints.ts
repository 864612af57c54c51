import { identifier } from '../../sql/identifier.ts'
import { joinSql, sql, verbatim, type Sql } from '../../sql/sql.ts'
import type { Value } from '../../python/value/value.ts'
import type { DeclaredConstraint } from '../declaration.ts'
import type { ColumnDraft, ConstraintDraft, ForeignKeyDraft, TableDraft } from './drafts.ts'
import { asExpression } from './expression-object.ts'
import { conventionalName, type Named } from './naming.ts'
import { flagIn, itemsIn, keyword, textIn } from './read-value.ts'
import type { Reading } from './reading.ts'
import { targetOf } from './key-target.ts'
import { isUnknown, itemOf } from './sa-object.ts'
import { columnsIn, elementText, expression, expressionText } from './sql-expression.ts'

/** A table whose constraints and indexes are written down. */
export interface Finishing {
  readonly table: TableDraft
  readonly reading: Reading
}

/** A column of a table by its key or as itself. */
export function columnBy(table: TableDraft, value: Value): ColumnDraft | null {
  const item = itemOf(value)
  if (item?.kind === 'column') {
    return table.columns.includes(item)
      ? item
      : (table.columns.find((one) => one.name === item.name) ?? null)
  }
  const text = textIn(value)
  return (
    table.columns.find((one) => one.key === text) ??
    table.columns.find((one) => one.name === text) ??
    null
  )
}

/** The primary key; null where there is none. */
export async function primaryKeyOf({
  table,
  reading,
}: Finishing): Promise<DeclaredConstraint | null> {
  const own = table.constraints.find((one) => one.form === 'primary-key')
  const named = own?.columns.map((one) => columnBy(table, one)).filter((one) => one !== null) ?? []
  for (const column of named) column.isPrimaryKey = true
  const columns = named.length > 0 ? named : table.columns.filter((one) => one.isPrimaryKey)
  if (columns.length === 0) return null
  const name = await conventionalName(
    { prefix: 'pk', name: textIn(own?.name), table, columns, targets: [] },
    reading,
  )
  return {
    kind: 'primary-key',
    name,
    columns: columns.map((one) => one.name ?? ''),
    at: own?.at ?? columns[0]?.at ?? table.at,
    comment: null,
  }
}

/** All constraints but the primary key, in the order in which they were made. */
export async function constraintsOf(finishing: Finishing): Promise<readonly DeclaredConstraint[]> {
  const { table } = finishing
  const found: { readonly order: number; readonly made: DeclaredConstraint }[] = []
  const drafts = [...table.constraints, ...table.columns.flatMap((one) => one.checks)]
  for (const draft of drafts) {
    const made = draft.form === 'primary-key' ? null : await constraintOf(draft, finishing)
    if (made) found.push({ order: draft.order, made })
  }
  for (const column of table.columns) {
    for (const key of column.foreignKeys) {
      const made = await foreignKeyOf(columnKey(column, key), finishing)
      if (made) found.push({ order: key.order, made })
    }
    if (column.unique === true && column.index !== true) {
      found.push({ order: Infinity, made: await uniqueColumn(column, finishing) })
    }
    const check = await typeCheck(column, finishing)
    if (check) found.push({ order: Infinity, made: check })
  }
  return found
    .sort((one, other) => (one.order < other.order ? -1 : Number(one.order > other.order)))
    .map(({ made }) => made)
}

async function constraintOf(
  draft: ConstraintDraft,
  finishing: Finishing,
): Promise<DeclaredConstraint | null> {
  switch (draft.form) {
    case 'primary-key':
      return null
    case 'foreign-key':
      return foreignKeyOf(
        {
          columns: draft.columns,
          targets: draft.targets,
          options: draft.options,
          name: draft.name,
          at: draft.at,
        },
        finishing,
      )
    case 'unique':
      return uniqueOf(draft, finishing)
    case 'check':
      return checkOf(draft, finishing)
    case 'exclusion':
      return exclusionOf(draft, finishing)
  }
}

/** Names of columns with commas between them. */
export function listOf(columns: readonly ColumnDraft[]): Sql {
  return joinSql(
    columns.map((one) => identifier(one.name ?? '')),
    sql`, `,
  )
}

/** Columns by key; a gap where one is not there. */
function known(
  values: readonly Value[],
  { table, reading }: Finishing,
  at: ConstraintDraft['at'],
): readonly ColumnDraft[] | null {
  const found: ColumnDraft[] = []
  for (const value of values) {
    const column = columnBy(table, value)
    if (!column) {
      const reason = isUnknown(value)
        ? value.reason
        : `there is no column "${textIn(value) ?? '?'}" here`
      reading.gap(reason, at, table.name)
      return null
    }
    found.push(column)
  }
  return found
}

/** The name that a convention, or the project, gives. */
export async function nameOf(
  prefix: Named['prefix'],
  {
    name,
    columns,
    targets = [],
  }: { name: Value | null; columns: readonly ColumnDraft[]; targets?: Named['targets'] },
  { table, reading }: Finishing,
): Promise<string | null> {
  if (isUnknown(name)) reading.doubt(name, table.name)
  return conventionalName({ prefix, name: textIn(name), table, columns, targets }, reading)
}

async function uniqueOf(
  draft: ConstraintDraft,
  finishing: Finishing,
): Promise<DeclaredConstraint | null> {
  const columns = known(draft.columns, finishing, draft.at)
  if (!columns || columns.length === 0) return null
  const include = keyword(draft.options, 'postgresql_include')
  const definition = sql`unique${distinctness(draft.options)} (${listOf(columns)})${includeText(include, finishing)}${deferral(draft.options)}`
  return {
    kind: 'unique',
    name: await nameOf('uq', { name: draft.name, columns }, finishing),
    definition,
    at: draft.at,
    comment: textIn(keyword(draft.options, 'comment')),
  }
}

async function uniqueColumn(
  column: ColumnDraft,
  finishing: Finishing,
): Promise<DeclaredConstraint> {
  return {
    kind: 'unique',
    name: await nameOf('uq', { name: null, columns: [column] }, finishing),
    definition: sql`unique (${listOf([column])})`,
    at: column.at,
    comment: null,
  }
}

/** `nulls not distinct`, where it was asked for. */
export function distinctness(options: ReadonlyMap<string, Value>): Sql {
  const given = flagIn(keyword(options, 'postgresql_nulls_not_distinct'))
  return given === true ? sql` nulls not distinct` : sql``
}

/** `include (…)`, where it was asked for. */
export function includeText(include: Value | null, { table }: Finishing): Sql {
  const columns = itemsIn(include)
    .map((one) => columnBy(table, one))
    .filter((one) => one !== null)
  return columns.length === 0 ? sql`` : sql` include (${listOf(columns)})`
}

function deferral(options: ReadonlyMap<string, Value>): Sql {
  const deferrable = flagIn(keyword(options, 'deferrable'))
  const initially = textIn(keyword(options, 'initially'))
  const words = deferrable === null ? sql`` : deferrable ? sql` deferrable` : sql` not deferrable`
  if (initially === null) return words
  return /deferred/i.test(initially)
    ? sql`${words} initially deferred`
    : sql`${words} initially immediate`
}

async function checkOf(
  draft: ConstraintDraft,
  finishing: Finishing,
): Promise<DeclaredConstraint | null> {
  const given = draft.expression
  const text = textIn(given)
  const made = text === null ? given && asExpression(given) : expression('text', [text])
  if (!made) {
    const reason = isUnknown(given) ? given.reason : 'the condition of this check is not understood'
    finishing.reading.gap(reason, draft.at, finishing.table.name)
    return null
  }
  const columns = draft.column ? [draft.column] : columnsIn(made)
  const options = draft.options
  const notValid =
    flagIn(keyword(options, 'postgresql_not_valid')) === true ? sql` not valid` : sql``
  return {
    kind: 'check',
    name: await nameOf('ck', { name: draft.name, columns }, finishing),
    definition: sql`check (${expressionText(made)})${notValid}`,
    at: draft.at,
    comment: textIn(keyword(options, 'comment')),
  }
}

/** An enum that is no type of PostgreSQL's may ask for a check. */
async function typeCheck(
  column: ColumnDraft,
  finishing: Finishing,
): Promise<DeclaredConstraint | null> {
  const { type } = column
  if (type.kind !== 'enum' || type.isNative || !type.createConstraint) return null
  const labels = type.labels.map((label) => asExpression({ kind: 'str', value: label }))
  const texts = labels.flatMap((label) => (label ? [expressionText(label)] : []))
  const name: Value | null = type.name === null ? null : { kind: 'str', value: type.name }
  return {
    kind: 'check',
    name: await nameOf('ck', { name, columns: [column] }, finishing),
    definition: sql`check (${listOf([column])} in (${joinSql(texts, sql`, `)}))`,
    at: column.at,
    comment: null,
  }
}

async function exclusionOf(
  draft: ConstraintDraft,
  finishing: Finishing,
): Promise<DeclaredConstraint | null> {
  const elements = draft.columns.map((pair) => exclusionElement(pair, draft, finishing))
  if (elements.includes(null)) {
    const { table, reading } = finishing
    reading.gap('an element of this exclusion is not understood', draft.at, table.name)
    return null
  }
  const texts = elements.filter((one) => one !== null)
  const using = verbatim(textIn(keyword(draft.options, 'using')) ?? 'gist')
  const where = whereText(keyword(draft.options, 'where'))
  return Promise.resolve({
    kind: 'exclusion',
    name: textIn(draft.name),
    definition: sql`exclude using ${using} (${joinSql(texts, sql`, `)})${where}${deferral(draft.options)}`,
    at: draft.at,
    comment: null,
  })
}

function exclusionElement(
  pair: Value,
  { options }: ConstraintDraft,
  { table }: Finishing,
): Sql | null {
  const [what, operator] = itemsIn(pair)
  if (!what) return null
  const column = columnBy(table, what)
  const text = textIn(what)
  const made = text === null ? asExpression(what) : expression('text', [text])
  if (!column && !made) return null
  const written = column
    ? identifier(column.name ?? '')
    : elementText(made ?? expression('text', []))
  const opclass = operatorClass(keyword(options, 'ops'), column?.key ?? text)
  return sql`${written}${opclass} with ${verbatim(textIn(operator) ?? '=')}`
}

/** `where (…)`, where there is a condition. */
export function whereText(value: Value | null): Sql {
  const text = textIn(value)
  const made = text === null ? value && asExpression(value) : expression('text', [text])
  return made ? sql` where (${expressionText(made)})` : sql``
}

/** The operator class of an element, by its key. */
export function operatorClass(ops: Value | null, key: string | null): Sql {
  if (ops?.kind !== 'dict' || key === null) return sql``
  for (const [name, value] of ops.entries.values()) {
    if (textIn(name) === key) return sql` ${verbatim(textIn(value) ?? '')}`
  }
  return sql``
}

interface KeyFacts {
  readonly columns: readonly Value[]
  readonly targets: readonly Value[]
  readonly options: ReadonlyMap<string, Value>
  readonly name: Value | null
  readonly at: ConstraintDraft['at']
}

function columnKey(column: ColumnDraft, key: ForeignKeyDraft): KeyFacts {
  return {
    columns: [{ kind: 'str', value: column.key ?? '' }],
    targets: [key.target],
    options: key.options,
    name: keyword(key.options, 'name'),
    at: key.at,
  }
}

async function foreignKeyOf(
  facts: KeyFacts,
  finishing: Finishing,
): Promise<DeclaredConstraint | null> {
  const { table, reading } = finishing
  const columns = known(facts.columns, finishing, facts.at)
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
  const deferred = deferral(options)
  if (deferred !== '') found.push(deferred)
  if (flagIn(keyword(options, 'postgresql_not_valid')) === true) found.push(sql`not valid`)
  return found
}
