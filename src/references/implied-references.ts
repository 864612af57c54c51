import type { Column } from '../catalogue/column.ts'
import type { Table } from '../catalogue/table.ts'
import type { ReferenceDraft } from './make-reference.ts'
import type { Confidence } from './reference.ts'
import { keyColumnOf, type DatabaseSchema } from './schemas.ts'
import { singularAndPlural } from './table-names.ts'
import { matchTypes } from './type-match.ts'

/** A column that nothing else says a reference of. */
interface Candidate {
  readonly database: string
  readonly table: Table
  readonly column: Column
}

/** A table that a column may mean. */
interface Target {
  readonly database: string
  readonly table: Table
  readonly key: Column
}

/**
 * What columns are by their names and types: `user_id` is named after `users`, `approved_by` after
 * whoever approved. A name alone is never enough: the table has to be there.
 *
 * @param isKnown whether something else says where a column points
 */
export function impliedReferences(
  schemas: readonly DatabaseSchema[],
  isKnown: (database: string, table: Table, column: string) => boolean,
): readonly ReferenceDraft[] {
  return schemas.flatMap(({ database, catalogue }) =>
    catalogue.tables
      .filter(({ partitionOf }) => partitionOf === null)
      .flatMap((table) =>
        table.columns
          .filter(({ name }) => name !== keyColumnOf(table) && !isKnown(database, table, name))
          .flatMap((column) => impliedBy({ database, table, column }, schemas)),
      ),
  )
}

function impliedBy(
  candidate: Candidate,
  schemas: readonly DatabaseSchema[],
): readonly ReferenceDraft[] {
  const reading = readingOf(candidate)
  if (reading === null) return []
  for (const { names, reason, grade } of reading) {
    const target = nearest(candidate, targetsNamed(names, schemas))
    const confidence = target && confidenceOf(candidate, target, grade)
    if (target && confidence) return [draftOf(candidate, target, { reason, confidence })]
  }
  return []
}

/** What a name may mean, the most telling first. */
interface Reading {
  /** Names that the table may have. */
  readonly names: readonly string[]
  readonly reason: string
  readonly grade: Grade
}

type Grade = 'named' | 'role' | 'ending'

/** Where people are kept, the most usual name first. */
const people = ['users', 'user', 'accounts', 'account', 'app_users', 'auth_user', 'people']

/** What people are to a row. */
const roles =
  /^(owner|creator|author|editor|reviewer|approver|assignee|assigned_to|inviter|sender|recipient|manager|expert|reporter)$/

function readingOf({ table, column: { name } }: Candidate): readonly Reading[] | null {
  const [, stem] = /^(.+)_id$/.exec(name) ?? []
  const [, doer] = /^(.+)_by(?:_id)?$/.exec(name) ?? []
  if (doer !== undefined || (stem !== undefined && roles.test(stem))) {
    return [...named(stem), { names: people, reason: `"${name}" names a person`, grade: 'role' }]
  }
  if (stem === undefined) return null
  // A kind beside it says that the id is of one of several tables.
  if (table.columns.some((column) => column.name === `${stem}_type`)) return null
  if (stem === 'parent') {
    return [
      { names: [table.name], reason: 'the parent is a row of the same table', grade: 'named' },
    ]
  }
  const last = /_([a-z]+)$/.exec(stem)?.[1]
  const ending: readonly Reading[] =
    last === undefined
      ? []
      : [
          {
            names: singularAndPlural(last),
            reason: `"${name}" ends with the name of a table`,
            grade: 'ending',
          },
        ]
  return [...named(stem), ...ending]
}

function named(stem: string | undefined): readonly Reading[] {
  if (stem === undefined) return []
  const names = singularAndPlural(stem)
  return [{ names, reason: `"${stem}_id" is named after the table`, grade: 'named' }]
}

function targetsNamed(
  names: readonly string[],
  schemas: readonly DatabaseSchema[],
): readonly Target[] {
  return names.flatMap((name) =>
    schemas.flatMap(({ database, catalogue }) =>
      catalogue.tables
        .filter((table) => table.name === name)
        .flatMap((table): readonly Target[] => {
          const key = table.columns.find((column) => column.name === keyColumnOf(table))
          return key ? [{ database, table, key }] : []
        }),
    ),
  )
}

/** In the same schema before the same database before others. */
function nearest({ database, table }: Candidate, targets: readonly Target[]): Target | null {
  const distance = (target: Target): number =>
    target.database !== database ? 2 : target.table.schema === table.schema ? 0 : 1
  return targets.toSorted((left, right) => distance(left) - distance(right))[0] ?? null
}

/** Null where the types speak against it. */
function confidenceOf(candidate: Candidate, target: Target, grade: Grade): Confidence | null {
  const { column, database } = candidate
  const match = matchTypes(column.type, target.key.type)
  if (match === 'refused') return confidenceAgainstTypes(candidate, target, grade)
  const isNear = target.database === database
  if (grade === 'named') return isNear ? 'high' : 'medium'
  return isNear ? 'medium' : 'low'
}

/** Of two types a column is often a foreign system's id: the payment's there, not the row of `payments`. */
function confidenceAgainstTypes(
  { column, table: own }: Candidate,
  { table, key }: Target,
  grade: Grade,
): Confidence | null {
  const isText = matchTypes(column.type, 'text') !== 'refused'
  if (grade === 'ending' || (grade === 'role' && isText)) return null
  if (grade === 'role') return 'low'
  // `slack_apps.slack_app_id` is what the row is called elsewhere.
  if (own === table) return null
  return isUuidText(column.type, key.type) || isUsers(table.name) ? 'medium' : 'low'
}

/** Whose ids no other system hands out. */
function isUsers(table: string): boolean {
  return /^(app_|auth_)?users?$/.test(table)
}

/** Whether a text has just the room that an id takes when it is written out, with its dashes or without. */
function isUuidText(type: string, keyType: string): boolean {
  return keyType === 'uuid' && /^character( varying)?\((32|36)\)$/.test(type)
}

function draftOf(
  { database, table, column }: Candidate,
  target: Target,
  said: { readonly reason: string; readonly confidence: Confidence },
): ReferenceDraft {
  return {
    kind: 'implied',
    from: {
      database,
      table: { schema: table.schema, name: table.name },
      columns: [column.name],
    },
    to: {
      database: target.database,
      table: { schema: target.table.schema, name: target.table.name },
      columns: [target.key.name],
    },
    constraint: null,
    at: null,
    ...said,
  }
}
