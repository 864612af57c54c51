import type { Catalogue } from '../../../catalogue/catalogue.ts'
import type { Table } from '../../../catalogue/table.ts'
import type { UserType } from '../../../catalogue/user-type.ts'
import type { View } from '../../../catalogue/view.ts'
import type { Commented } from '../comment.ts'

/** A comment and what it is on. */
export interface Comment {
  readonly object: Commented
  readonly text: string
}

/** All comments of a catalogue. */
export function commentsOf(catalogue: Catalogue): readonly Comment[] {
  return [
    ...catalogue.schemas.flatMap(({ name, comment }) => on({ kind: 'schema', name }, comment)),
    ...catalogue.types.flatMap(commentsOfType),
    ...catalogue.sequences.flatMap(({ schema, name, comment }) =>
      on({ kind: 'sequence', schema, name }, comment),
    ),
    ...catalogue.tables.flatMap(commentsOfTable),
    ...catalogue.views.flatMap(commentsOfView),
    ...catalogue.routines.flatMap(({ kind, schema, name, identityArguments, comment }) =>
      on({ kind, schema, name, identityArguments }, comment),
    ),
    ...catalogue.aggregates.flatMap(({ schema, name, identityArguments, comment }) =>
      on({ kind: 'aggregate', schema, name, identityArguments }, comment),
    ),
    ...catalogue.statistics.flatMap(({ schema, name, comment }) =>
      on({ kind: 'statistics', schema, name }, comment),
    ),
  ]
}

function on(object: Commented, text: string | null): readonly Comment[] {
  return text === null ? [] : [{ object, text }]
}

function commentsOfType(type: UserType): readonly Comment[] {
  const { schema, name } = type
  return [...on({ kind: 'type', schema, name }, type.comment), ...commentsOfTypeParts(type)]
}

function commentsOfTypeParts(type: UserType): readonly Comment[] {
  const { schema, name: whole } = type
  switch (type.kind) {
    case 'domain':
      return type.checks.flatMap(({ name, comment }) =>
        on({ kind: 'domain-check', schema, type: whole, name }, comment),
      )
    case 'composite-type':
      return type.attributes.flatMap(({ name, comment }) =>
        on({ kind: 'composite-attribute', schema, type: whole, name }, comment),
      )
    case 'enum':
    case 'range':
      return []
  }
}

function commentsOfTable(table: Table): readonly Comment[] {
  const { schema, name: relation } = table
  const parts = [
    ...table.columns,
    ...table.constraints.map((part) => ({ ...part, kind: 'constraint' as const })),
    ...table.indexes,
    ...table.triggers,
    ...table.policies,
  ]
  return [
    ...on({ kind: 'table', schema, name: relation }, table.comment),
    ...parts.flatMap(({ kind, name, comment }) => on({ kind, schema, relation, name }, comment)),
  ]
}

function commentsOfView(view: View): readonly Comment[] {
  const { kind, schema, name: relation, comment } = view
  const hanging = view.kind === 'view' ? view.triggers : view.indexes
  return [
    ...on({ kind, schema, name: relation }, comment),
    ...view.columns.flatMap((column) =>
      on({ kind: 'view-column', schema, relation, name: column.name }, column.comment),
    ),
    ...hanging.flatMap((part) =>
      on({ kind: part.kind, schema, relation, name: part.name }, part.comment),
    ),
  ]
}
