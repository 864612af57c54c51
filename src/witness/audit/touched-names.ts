import type { Node } from 'libpg-query'
import type { Catalogue } from '../../catalogue/catalogue.ts'
import type { Dependency } from '../../catalogue/dependency.ts'
import { referenceKey, type ObjectReference } from '../../catalogue/object-reference.ts'
import type { ReplayedStatement } from '../../history/replayed-revision.ts'
import { parseStatement } from '../../sql/parser.ts'

/** What was there, and what of it needs what else. */
export interface DropGround {
  readonly catalogue: Catalogue
  readonly dependencies: readonly Dependency[]
}

/** Whether a statement may drop something. */
export function mayDrop({ sql }: ReplayedStatement): boolean {
  return /\bdrop\b/i.test(sql)
}

/**
 * What statements could touch: names, and words that may be names, and names of what falls with the
 * objects that they drop. With `cascade` those are foreign keys of other tables, views, columns of a type;
 * of a column it is the name of its table. The parser has to be loaded.
 *
 * @param ground null where nothing is dropped, or nobody knows what was there
 */
export function touchedNames(
  statements: readonly ReplayedStatement[],
  ground: DropGround | null,
): readonly string[] {
  const drops =
    ground === null ? [] : statements.filter(mayDrop).flatMap((one) => dropOf(one) ?? [])
  const fallen = ground === null ? [] : drops.flatMap((drop) => namesFalling(drop, ground))
  return [...new Set([...wordsIn(statements), ...fallen])]
}

function wordsIn(statements: readonly ReplayedStatement[]): readonly string[] {
  return statements.flatMap(({ sql }) => sql.match(/[\p{L}_][\p{L}\p{N}_$]*/gu) ?? [])
}

/** What one statement drops. */
interface Drop {
  readonly targets: readonly Target[]
  readonly isCascading: boolean
}

interface Target {
  /** Null for whatever schema is searched. */
  readonly schema: string | null
  /** Null for all that is in the schema. */
  readonly name: string | null
  /** A column or a constraint of what has the name; null for the whole. */
  readonly part: string | null
}

function dropOf(statement: ReplayedStatement): Drop | null {
  const parsed = parseStatement(statement.sql)
  if (parsed.kind !== 'statement') return null
  const { node } = parsed
  if ('DropStmt' in node) {
    const { removeType, objects = [], behavior } = node.DropStmt
    const isSchema = removeType === 'OBJECT_SCHEMA'
    const targets = objects.flatMap((one) => targetOf(namesIn(one), isSchema) ?? [])
    return { targets, isCascading: behavior === 'DROP_CASCADE' }
  }
  if ('AlterTableStmt' in node) return partsDropped(node.AlterTableStmt)
  if (!('DoStmt' in node)) return null
  // Of a block no more than its words is known.
  const targets = [...new Set(wordsIn([statement]))].map((name) => ({
    schema: null,
    name,
    part: null,
  }))
  return { targets, isCascading: /\bcascade\b/i.test(statement.sql) }
}

type AlterStatement = Extract<Node, { AlterTableStmt: unknown }>['AlterTableStmt']

function partsDropped({ relation, cmds = [] }: AlterStatement): Drop {
  const drops = cmds.flatMap((one) => {
    if (!('AlterTableCmd' in one)) return []
    const { subtype = '' } = one.AlterTableCmd
    return /^AT_Drop(Column|Constraint)$/.test(subtype) ? [one.AlterTableCmd] : []
  })
  const whole = { schema: relation?.schemaname ?? null, name: relation?.relname ?? null }
  return {
    targets: drops.flatMap(({ name }) => (name === undefined ? [] : { ...whole, part: name })),
    isCascading: drops.some(({ behavior }) => behavior === 'DROP_CASCADE'),
  }
}

function targetOf(names: readonly string[], isSchema: boolean): Target | null {
  const name = names.at(-1)
  if (name === undefined) return null
  if (isSchema) return { schema: name, name: null, part: null }
  return { schema: names.at(-2) ?? null, name, part: null }
}

/** The parts of a name, however the kind of statement holds them. */
function namesIn(node: Node): readonly string[] {
  if ('String' in node) return node.String.sval === undefined ? [] : [node.String.sval]
  if ('List' in node) return (node.List.items ?? []).flatMap(namesIn)
  if ('TypeName' in node) return (node.TypeName.names ?? []).flatMap(namesIn)
  return 'ObjectWithArgs' in node ? (node.ObjectWithArgs.objname ?? []).flatMap(namesIn) : []
}

function namesFalling({ targets, isCascading }: Drop, ground: DropGround): readonly string[] {
  const fallen = new Map<string, ObjectReference>()
  const isGone = (one: ObjectReference): boolean =>
    targets.some((target) => isOf(one, target)) || keysOf(one).some((key) => fallen.has(key))
  const ties = ground.dependencies.filter(({ kind }) => isCascading || kind !== 'normal')
  for (let before = -1; before < fallen.size;) {
    before = fallen.size
    for (const { dependent, on } of ties) {
      const key = referenceKey(dependent)
      if (!fallen.has(key) && isGone(on)) fallen.set(key, dependent)
    }
  }
  return [...[...fallen.values()].map(nameOf), ...namesWithin(targets, ground)]
}

/** A schema that is dropped does not say what is in it. */
function namesWithin(
  targets: readonly Target[],
  { catalogue: { types, sequences, tables, views, routines, aggregates } }: DropGround,
): readonly string[] {
  const schemas = new Set(targets.flatMap(({ schema, name }) => (name === null ? schema : [])))
  return [types, sequences, tables, views, routines, aggregates]
    .flat()
    .flatMap(({ schema, name }) => (schemas.has(schema) ? name : []))
}

function isOf(object: ObjectReference, { schema, name, part }: Target): boolean {
  if (schema !== null && 'schema' in object && object.schema !== schema) return false
  if (object.kind === 'undescribed') return false
  if (name === null) return 'schema' in object
  const whole = wholeName(object)
  return part === null
    ? whole === name || (object.kind === 'index' && object.name === name)
    : whole === name && object.name === part
}

function wholeName(object: Exclude<ObjectReference, { kind: 'undescribed' }>): string {
  if ('relation' in object) return object.relation
  return 'type' in object ? object.type : object.name
}

/** The keys of an object and of what it falls with. */
function keysOf(object: ObjectReference): readonly string[] {
  const own = referenceKey(object)
  if ('relation' in object) {
    const { schema, relation: name } = object
    return [
      own,
      ...(['table', 'view'] as const).map((kind) => referenceKey({ kind, schema, name })),
    ]
  }
  if (!('type' in object)) return [own]
  const { schema, type: name } = object
  return [own, referenceKey({ kind: 'type', schema, name })]
}

function nameOf(object: ObjectReference): string {
  if (object.kind === 'undescribed') return object.identity
  const isColumn = object.kind === 'column' || object.kind === 'view-column'
  return isColumn || 'type' in object ? wholeName(object) : object.name
}
