import type { Column } from '../../../src/catalogue/column.ts'
import type { QualifiedName } from '../../../src/catalogue/qualified-name.ts'
import type { Sequence, SequenceParameters } from '../../../src/catalogue/sequence.ts'
import { identifier } from '../../../src/sql/identifier.ts'
import { printedName, printedText, type Draft } from './draft.ts'
import { drawCollation, type UsableType } from './drawn-type.ts'

/** A column without anything but its type. */
export function plainColumn(name: string, type: string): Column {
  return {
    kind: 'column',
    name,
    type,
    collation: null,
    nullable: true,
    default: null,
    generated: null,
    identity: null,
    storage: null,
    compression: null,
    statisticsTarget: null,
    inherited: false,
    comment: null,
  }
}

/** The integer column that every table begins with, for keys, checks and what is generated. */
export function drawKeyColumn(
  draft: Draft,
  schema: string,
  sequences: readonly Sequence[],
): Column {
  const column = {
    ...plainColumn(draft.name('column'), 'integer'),
    nullable: false,
    comment: draft.comment(),
  }
  if (draft.chance(3)) {
    const identity = {
      kind: draft.one(['always', 'by-default'] as const),
      sequence: { schema, name: draft.name('identity') },
      parameters: drawParameters(draft, draft.chance(5) ? 'bigint' : 'integer'),
    }
    return { ...column, identity }
  }
  const [sequence] = sequences
  if (sequence === undefined || draft.chance(2)) return column
  return { ...column, default: `nextval(${printedText(printedName(sequence))}::regclass)` }
}

/** Any other column. */
export function drawColumn(
  draft: Draft,
  table: QualifiedName,
  types: readonly UsableType[],
): Column {
  const type = draft.one(types)
  const name = draft.name('column')
  if (type.reference !== null) {
    const { schema, name: relation } = table
    draft.needs({ kind: 'column', schema, relation, name }, type.reference)
  }
  return {
    ...plainColumn(name, type.text),
    collation: drawCollation(draft, type),
    nullable: draft.chance(2),
    default: draft.chance(2) ? type.default(draft) : null,
    storage: type.text === 'text' ? draft.one([null, 'external', 'main', 'plain']) : null,
    compression: type.long ? draft.one([null, 'pglz']) : null,
    statisticsTarget: draft.one([null, 0, 77]),
    comment: draft.comment(),
  }
}

/** A column that is computed from the key column. */
export function drawGenerated(draft: Draft, { name: key }: Pick<Column, 'name'>): Column {
  return {
    ...plainColumn(draft.name('column'), 'integer'),
    generated: {
      kind: draft.one(['stored', 'virtual']),
      expression: `(${identifier(key)} + ${draft.integer(0, 9)})`,
    },
    comment: draft.comment(),
  }
}

/** A sequence that nothing owns. */
export function drawSequence(draft: Draft): Sequence {
  return {
    kind: 'sequence',
    ...draft.qualifiedName('sequence'),
    parameters: drawParameters(draft, draft.one(['smallint', 'integer', 'bigint'])),
    persistence: draft.one(['permanent', 'unlogged']),
    ownedBy: null,
    comment: draft.comment(),
  }
}

const bounds: Readonly<Record<string, readonly [string, string]>> = {
  smallint: ['-32768', '32767'],
  integer: ['-2147483648', '2147483647'],
  bigint: ['-9223372036854775808', '9223372036854775807'],
}

function drawParameters(draft: Draft, type: string): SequenceParameters {
  const [lowest = '', highest = ''] = bounds[type] ?? []
  const increment = draft.one([1, 1, 5, -1, -7])
  const minimum = draft.one([increment > 0 ? '1' : lowest, lowest, '-10'])
  const maximum = draft.one([increment > 0 ? highest : '-1', highest, '10'])
  // -10 to -1 is the narrowest that these can be.
  const start = draft.one(
    [increment > 0 ? minimum : maximum, '-5'].filter((text) => Number(text) >= Number(minimum)),
  )
  return {
    type,
    start,
    increment: String(increment),
    minimum,
    maximum,
    cache: draft.one(['1', '20']),
    cycle: draft.chance(2),
  }
}
