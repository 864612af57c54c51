import type { BrokenKey } from '../../audit/model-facts.ts'
import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import { formatPlace, type Place } from '../../kernel/place.ts'
import type {
  Declaration,
  DeclaredConstraint,
  DeclaredTable,
  ModelGap,
} from '../../models/declaration.ts'
import type { Refusal } from '../build-models.ts'

/** What tells whether a foreign key of models can be made. */
export interface KeyGround {
  /** The models of the database. */
  readonly declarations: readonly Declaration[]
  /** What these point at in the same metadata, though another history makes it. */
  readonly guests: readonly Declaration[]
  /** Models of the other databases. */
  readonly elsewhere: readonly {
    readonly database: string
    readonly declarations: readonly Declaration[]
  }[]
  /** What PostgreSQL refused of them. */
  readonly refusals: readonly Refusal[]
  /** What of them could not be read. */
  readonly gaps: readonly Pick<ModelGap, 'subject'>[]
  /** Whether the migrations or the database have a table. */
  readonly isThere: (table: QualifiedName) => boolean
}

/** The foreign keys of models that cannot be made, as far as that is certain. */
export function brokenKeys(ground: KeyGround): readonly BrokenKey[] {
  return ground.declarations.flatMap((declaration) =>
    declaration.tables.flatMap((table) =>
      table.constraints.flatMap((constraint) =>
        constraint.kind === 'foreign-key'
          ? brokenKey({ declaration, table, constraint }, ground)
          : [],
      ),
    ),
  )
}

type ForeignKey = Extract<DeclaredConstraint, { kind: 'foreign-key' }>

interface KeyOf {
  readonly declaration: Declaration
  readonly table: DeclaredTable
  readonly constraint: ForeignKey
}

type Why = Pick<BrokenKey, 'why' | 'says' | 'targetAt'>

function brokenKey(
  { declaration, table, constraint }: KeyOf,
  ground: KeyGround,
): readonly BrokenKey[] {
  const target = {
    schema: constraint.target.schema ?? 'public',
    name: constraint.target.table,
  }
  const { columns, targetColumns, at } = constraint
  return whysBroken({ declaration, table, constraint }, target, ground).map((why) => ({
    ...{ ...why, table: nameOf(table) },
    ...{ columns, target, targetColumns, at },
  }))
}

/** A key that its metadata does not find may be refused besides, once it does. */
function whysBroken(key: KeyOf, target: QualifiedName, ground: KeyGround): readonly Why[] {
  const own = [key.declaration, ...ground.guests].flatMap((one) => tableIn(one, target) ?? [])[0]
  if (own) return whyRefused(key, own, ground)
  const why = whyNotFound(key, target, ground)
  if (why === null) return []
  const elsewhere = ground.declarations.flatMap((one) => tableIn(one, target) ?? [])
  const [found] = why.why === 'other-metadata' ? elsewhere : []
  return found === undefined ? [why] : [why, ...whyRefused(key, found, ground)]
}

function whyNotFound(key: KeyOf, target: QualifiedName, ground: KeyGround): Why | null {
  for (const { database, declarations } of ground.elsewhere) {
    const found = declarations.flatMap((one) => tableIn(one, target) ?? [])[0]
    if (found && !isHere(target, ground)) {
      return { why: 'other-database', says: database, targetAt: found.at }
    }
  }
  for (const other of ground.declarations) {
    const found = tableIn(other, target)
    // A column that is given as itself is found wherever it is.
    if (found && !key.constraint.isByName) return null
    if (found) return { why: 'other-metadata', says: other.names[0] ?? null, targetAt: found.at }
  }
  return isUnknown(ground) || ground.isThere(target)
    ? null
    : { why: 'nowhere', says: null, targetAt: null }
}

function isHere(target: QualifiedName, { declarations, isThere }: KeyGround): boolean {
  return isThere(target) || declarations.some((one) => tableIn(one, target) !== undefined)
}

/** What was not read may have been any table. */
function isUnknown({ gaps, declarations }: KeyGround): boolean {
  return gaps.some(
    ({ subject }) =>
      subject === null ||
      !declarations.some(({ tables }) => tables.some((table) => speaksOf(subject, table))),
  )
}

function whyRefused(
  { constraint }: KeyOf,
  target: DeclaredTable,
  { refusals, gaps }: KeyGround,
): readonly Why[] {
  const isWhole = !gaps.some(({ subject }) => subject !== null && speaksOf(subject, target))
  const columns = new Set(target.columns.map(({ name }) => name))
  const lacks = constraint.targetColumns.some((name) => !columns.has(name))
  if (lacks) return isWhole ? [{ why: 'no-column', says: null, targetAt: target.at }] : []
  const refusal = refusals.find(
    ({ statement, code }) =>
      code === DATATYPE_MISMATCH &&
      samePlace(statement.at, constraint.at) &&
      statement.sql.includes('foreign key'),
  )
  if (refusal === undefined) return []
  const { message, detail } = refusal
  const says = detail === null ? message : `${message}. ${detail}`
  return [{ why: 'refused', says, targetAt: placeOfColumn(target, constraint) }]
}

/** SQLSTATE of a foreign key whose columns have types that cannot be compared. */
const DATATYPE_MISMATCH = '42804'

function placeOfColumn(target: DeclaredTable, { targetColumns }: ForeignKey): Place {
  return target.columns.find(({ name }) => targetColumns.includes(name))?.at ?? target.at
}

function samePlace(one: Place, other: Place): boolean {
  return formatPlace(one) === formatPlace(other)
}

function tableIn(
  { tables }: Declaration,
  { schema, name }: QualifiedName,
): DeclaredTable | undefined {
  return tables.find((one) => (one.schema ?? 'public') === schema && one.name === name)
}

function speaksOf(subject: string, { name, className }: DeclaredTable): boolean {
  return [name, className ?? name].some((one) => subject === one || subject.startsWith(`${one}.`))
}

function nameOf({ schema, name }: DeclaredTable): QualifiedName {
  return { schema: schema ?? 'public', name }
}
