import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import type { ColumnName, Sequence, SequenceParameters } from '../../catalogue/sequence.ts'
import { identifier, qualified } from '../identifier.ts'
import { joinSql, sql, type Sql } from '../sql.ts'
import { nothing, where } from './optional.ts'
import { defaultParameters } from './sequence-defaults.ts'
import { printedText } from './printed-text.ts'

/** Makes a sequence that nothing owns yet. */
export function createSequence(sequence: Sequence): readonly Sql[] {
  const { parameters, persistence } = sequence
  const unlogged = where(persistence === 'unlogged', sql` unlogged`)
  const type = sql` as ${printedText(parameters.type)}`
  const options = newSequenceOptions(parameters)
  return [sql`create${unlogged} sequence ${qualified(sequence)}${type}${options}`]
}

/** Drops a sequence. */
export function dropSequence(sequence: QualifiedName): readonly Sql[] {
  return [sql`drop sequence ${qualified(sequence)}`]
}

/** Gives a sequence other parameters. Where it stands it stays, unless it is to start anew. */
export function setSequenceParameters(
  sequence: QualifiedName,
  parameters: SequenceParameters,
  { restart = false }: { readonly restart?: boolean } = {},
): readonly Sql[] {
  const options = sql`as ${printedText(parameters.type)} ${sequenceOptions(parameters)}`
  return [sql`alter sequence ${qualified(sequence)} ${options}${where(restart, sql` restart`)}`]
}

/** Ties a sequence to the column that it falls with, or unties it. */
export function setOwner(sequence: QualifiedName, owner: ColumnName | null): readonly Sql[] {
  const column = owner === null ? sql`none` : columnOf(owner)
  return [sql`alter sequence ${qualified(sequence)} owned by ${column}`]
}

/** Makes a sequence logged or unlogged, since PostgreSQL 15. */
export function setSequencePersistence(
  sequence: QualifiedName,
  persistence: Sequence['persistence'],
): readonly Sql[] {
  const word = persistence === 'unlogged' ? sql`unlogged` : sql`logged`
  return [sql`alter sequence ${qualified(sequence)} set ${word}`]
}

/** The parameters of a new sequence that are not as they would be anyway: ` start with 100`. */
export function newSequenceOptions(parameters: SequenceParameters): Sql {
  const usual = defaultParameters(parameters)
  const odd = optionNames.filter((name) => parameters[name] !== usual[name])
  return joinSql(
    odd.map((name) => sql` ${optionOf(parameters, name)}`),
    nothing,
  )
}

type OptionName = (typeof optionNames)[number]

const optionNames = ['start', 'increment', 'minimum', 'maximum', 'cache', 'cycle'] as const

/** All parameters but the type: `start with 1 increment by 1 …`. */
function sequenceOptions(parameters: SequenceParameters): Sql {
  return joinSql(
    optionNames.map((name) => optionOf(parameters, name)),
    sql` `,
  )
}

function optionOf(parameters: SequenceParameters, name: OptionName): Sql {
  switch (name) {
    case 'start':
      return sql`start with ${printedText(parameters.start)}`
    case 'increment':
      return sql`increment by ${printedText(parameters.increment)}`
    case 'minimum':
      return sql`minvalue ${printedText(parameters.minimum)}`
    case 'maximum':
      return sql`maxvalue ${printedText(parameters.maximum)}`
    case 'cache':
      return sql`cache ${printedText(parameters.cache)}`
    case 'cycle':
      return parameters.cycle ? sql`cycle` : sql`no cycle`
  }
}

function columnOf({ schema, table, column }: ColumnName): Sql {
  return sql`${qualified({ schema, name: table })}.${identifier(column)}`
}
