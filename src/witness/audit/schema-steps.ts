import type { Node } from 'libpg-query'
import type { ObjectReference } from '../../catalogue/object-reference.ts'
import { parseStatement } from '../../sql/parser.ts'

/** What a statement does to the objects that are there. */
export type SchemaStep =
  | {
      readonly kind: 'make'
      readonly key: string
      readonly object: ObjectReference
      /** It does nothing where the object is there. */
      readonly isConditional: boolean
    }
  | { readonly kind: 'drop'; readonly key: string }
  /** What may be gone: all whose key begins so. */
  | { readonly kind: 'forget'; readonly prefix: string }

const ALL: SchemaStep = { kind: 'forget', prefix: '' }

/** The tables, indexes and enums that a statement makes and takes away. The parser has to be loaded. */
export function steps(text: string): readonly SchemaStep[] {
  const parsed = parseStatement(text)
  if (parsed.kind !== 'statement') return parsed.kind === 'empty' ? [] : [ALL]
  const { node } = parsed
  if ('CreateStmt' in node) {
    const { relation, if_not_exists: isConditional = false } = node.CreateStmt
    return relation ? [made(tableOf(relation), isConditional)] : []
  }
  if ('IndexStmt' in node) return indexSteps(node.IndexStmt)
  if ('CreateEnumStmt' in node) return enumSteps(namesIn(node.CreateEnumStmt.typeName))
  if ('DropStmt' in node) return dropSteps(node.DropStmt)
  if ('AlterTableStmt' in node) return alterSteps(node.AlterTableStmt)
  if ('DoStmt' in node) return blockSteps(text)
  return mayTakeAway(node, text) ? [ALL] : []
}

type Relation = Pick<NonNullable<IndexStatement['relation']>, 'schemaname' | 'relname'>
type IndexStatement = Extract<Node, { IndexStmt: unknown }>['IndexStmt']
type DropStatement = Extract<Node, { DropStmt: unknown }>['DropStmt']
type AlterStatement = Extract<Node, { AlterTableStmt: unknown }>['AlterTableStmt']

function tableOf({ schemaname: schema = 'public', relname: name = '' }: Relation): ObjectReference {
  return { kind: 'table', schema, name }
}

function made(object: ObjectReference, isConditional: boolean): SchemaStep {
  return { kind: 'make', key: keyOf(object), object, isConditional }
}

/** Parts begin with the key of their table and a blank, so that they fall with it. */
function keyOf(object: ObjectReference): string {
  if (object.kind === 'index') {
    return `table ${object.schema}.${object.relation} index ${object.name}`
  }
  return `${object.kind} ${'schema' in object ? object.schema : ''}.${'name' in object ? object.name : ''}`
}

function indexSteps({ idxname, relation, if_not_exists }: IndexStatement): readonly SchemaStep[] {
  if (idxname === undefined || idxname === '' || relation === undefined) return []
  const { schemaname: schema = 'public', relname = '' } = relation
  const object = { kind: 'index', schema, relation: relname, name: idxname } as const
  return [made(object, if_not_exists === true)]
}

function enumSteps(names: readonly string[], isConditional = false): readonly SchemaStep[] {
  const name = names.at(-1)
  if (name === undefined) return []
  return [made({ kind: 'type', schema: names.at(-2) ?? 'public', name }, isConditional)]
}

function dropSteps({ removeType, objects = [] }: DropStatement): readonly SchemaStep[] {
  if (removeType === 'OBJECT_TABLE' || removeType === 'OBJECT_TYPE') {
    const kind = removeType === 'OBJECT_TABLE' ? 'table' : 'type'
    return objects.flatMap((one): readonly SchemaStep[] => {
      const names = 'List' in one ? namesIn(one.List.items) : typeNames(one)
      const name = names.at(-1)
      if (name === undefined) return [ALL]
      return [{ kind: 'drop', key: `${kind} ${names.at(-2) ?? 'public'}.${name}` }]
    })
  }
  // Of an index the table is not said, and a schema takes all with it.
  return removeType === 'OBJECT_INDEX' || removeType === 'OBJECT_SCHEMA' ? [ALL] : []
}

function typeNames(node: Node): readonly string[] {
  return 'TypeName' in node ? namesIn(node.TypeName.names) : []
}

/** A column or a constraint that is dropped takes indexes with it. */
function alterSteps({ relation, cmds = [] }: AlterStatement): readonly SchemaStep[] {
  const drops = cmds.some(
    (one) =>
      'AlterTableCmd' in one &&
      /^AT_(Drop|Attach|Detach|SetSchema)/.test(one.AlterTableCmd.subtype ?? ''),
  )
  if (!drops || relation === undefined) return []
  return [{ kind: 'forget', prefix: `${keyOf(tableOf(relation))} ` }]
}

/** A block that makes an enum does so only where it is not there. */
function blockSteps(text: string): readonly SchemaStep[] {
  if (/\b(drop|rename|execute|call|perform)\b/i.test(text)) return [ALL]
  const types = [...text.matchAll(/\bcreate\s+type\s+(?:"?(\w+)"?\.)?"?(\w+)"?\s+as\s+enum\b/gi)]
  return types.flatMap(([, schema, name = '']) =>
    enumSteps([...(schema === undefined ? [] : [schema]), name], true),
  )
}

/** Renamed or moved objects, another search path, and calls of functions, which may do anything. */
function mayTakeAway(node: Node, text: string): boolean {
  if ('RenameStmt' in node || 'AlterObjectSchemaStmt' in node || 'DropOwnedStmt' in node) {
    return true
  }
  if ('VariableSetStmt' in node) return /search_path/i.test(text)
  return (
    'CallStmt' in node || ('SelectStmt' in node && text.includes('(') && !/^\s*insert/i.test(text))
  )
}

function namesIn(nodes: readonly Node[] | undefined): readonly string[] {
  return (nodes ?? []).flatMap((one) => ('String' in one ? (one.String.sval ?? []) : []))
}
