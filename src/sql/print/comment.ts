import type { ObjectKind, ReferenceTo } from '../../catalogue/object-reference.ts'
import type { Routine } from '../../catalogue/routine.ts'
import { identifier, qualified } from '../identifier.ts'
import { literal } from '../literal.ts'
import { sql, type Sql } from '../sql.ts'
import { aggregateSignature } from './aggregate.ts'
import { routineSignature, routineWord } from './routine.ts'

/**
 * What can have a comment: any object that the catalogue describes. A reference does not tell a
 * view from a materialised view, and SQL wants to know. A routine may be told to be a function.
 */
export type Commented =
  | { [Kind in CommentedKind]: ReferenceTo<Kind> }[CommentedKind]
  | (Omit<ReferenceTo<'view'>, 'kind'> & { readonly kind: 'materialized-view' })
  | (Omit<ReferenceTo<'routine'>, 'kind'> & { readonly kind: Routine['kind'] })

type CommentedKind = Exclude<ObjectKind, 'extension' | 'undescribed'>

/** Sets the comment of an object, or takes it away. */
export function commentOn(object: Commented, comment: string | null): readonly Sql[] {
  return [sql`comment on ${subjectOf(object)} is ${literal(comment)}`]
}

function subjectOf(object: Commented): Sql {
  if (isPart(object)) return partOf(object)
  switch (object.kind) {
    case 'schema':
      return sql`schema ${identifier(object.name)}`
    case 'routine':
      return sql`routine ${routineSignature(object)}`
    case 'function':
    case 'window-function':
    case 'procedure':
      return sql`${routineWord(object)} ${routineSignature(object)}`
    case 'aggregate':
      return sql`aggregate ${aggregateSignature(object)}`
    case 'type':
    case 'sequence':
    case 'table':
    case 'view':
    case 'materialized-view':
    case 'index':
    case 'statistics':
      return sql`${words[object.kind]} ${qualified(object)}`
  }
}

const words = {
  type: sql`type`,
  sequence: sql`sequence`,
  table: sql`table`,
  view: sql`view`,
  'materialized-view': sql`materialized view`,
  index: sql`index`,
  statistics: sql`statistics`,
} as const

/** An index is named by its schema alone. */
type Part = Exclude<
  Extract<Commented, { readonly relation: string } | { readonly type: string }>,
  { readonly kind: 'index' }
>

function isPart(object: Commented): object is Part {
  return object.kind !== 'index' && ('relation' in object || 'type' in object)
}

function partOf(part: Part): Sql {
  const name = identifier(part.name)
  const whole = qualified({
    schema: part.schema,
    name: 'relation' in part ? part.relation : part.type,
  })
  switch (part.kind) {
    case 'column':
    case 'view-column':
    case 'composite-attribute':
      return sql`column ${whole}.${name}`
    case 'domain-check':
      return sql`constraint ${name} on domain ${whole}`
    case 'constraint':
      return sql`constraint ${name} on ${whole}`
    case 'trigger':
      return sql`trigger ${name} on ${whole}`
    case 'policy':
      return sql`policy ${name} on ${whole}`
  }
}
