import { none } from '../../python/value/plain-value.ts'
import type { HostCall, Value } from '../../python/value/value.ts'
import { makeColumn } from './column-construct.ts'
import type { ConstraintDraft, SequenceDraft } from './drafts.ts'
import { expressionObject } from './expression-object.ts'
import { finalName } from './final-name.ts'
import { liveDatabase } from './live-host.ts'
import { metadataObject } from './metadata-object.ts'
import { argument, entriesIn, flagIn, itemsIn, keyword, textIn } from './read-value.ts'
import type { Reading } from './reading.ts'
import { construct, inert, itemOfKind, saObject, type SaObject } from './sa-object.ts'
import { expression } from './sql-expression.ts'
import { makeTable } from './table-object.ts'

/** `Column`, `Table`, `MetaData`, constraints, indexes and what columns are given. */
export function schemaConstructs(reading: Reading): ReadonlyMap<string, SaObject> {
  const found: SaObject[] = [
    construct('Column', (call) => makeColumn(call, false)),
    construct('mapped_column', (call) => makeColumn(call, true)),
    construct('MetaData', (call) => metadataObject(readMetadata(call, reading), reading)),
    construct('Table', (call) => makeTable(call, reading)),
    construct('Index', (call) => makeIndex(call, reading)),
    construct('ForeignKey', (call) =>
      saObject('ForeignKey', {
        kind: 'foreign-key',
        target: argument(call, 0, 'column') ?? none,
        options: call.keywords,
        order: reading.next(),
        at: call.at,
      }),
    ),
    construct('Computed', (call) =>
      saObject('Computed', {
        kind: 'computed',
        expression: argument(call, 0, 'sqltext') ?? none,
        persisted: flagIn(argument(call, 1, 'persisted')),
      }),
    ),
    construct('Identity', (call) =>
      saObject('Identity', {
        kind: 'identity',
        always: flagIn(argument(call, 0, 'always')) === true,
        options: call.keywords,
      }),
    ),
    construct('Sequence', (call) => sequenceObject(readSequence(call))),
    construct('FetchedValue', () => saObject('FetchedValue', { kind: 'fetched' })),
    construct('DefaultClause', (call) => defaultClause(argument(call, 0, 'arg'))),
    construct('DDL', (call) =>
      saObject('DDL', {
        kind: 'ddl',
        text: argument(call, 0, 'statement') ?? none,
        context: argument(call, 1, 'context'),
      }),
    ),
    construct('conv', fixedName),
    ...constraints(reading),
  ]
  return new Map(found.map((one) => [one.typeName, one]))
}

/** A name that no convention changes any more. */
function fixedName({ positional: [given = none] }: HostCall): Value {
  const name = textIn(given)
  return name === null ? given : finalName(name)
}

/** A text as a default is a value; it stays one among a column's arguments. */
function defaultClause(given: Value | null): Value {
  const text = textIn(given)
  if (text === null) return given ?? none
  return expressionObject(expression('literal', [{ kind: 'value', value: text }]))
}

function readMetadata(call: HostCall, reading: Reading): ReturnType<Reading['newMetadata']> {
  const metadata = reading.newMetadata(call.at, textIn(keyword(call.keywords, 'schema')))
  metadata.naming = keyword(call.keywords, 'naming_convention')
  metadata.bindKey = textIn(entriesIn(call.keywords.get('info')).get('bind_key'))
  return metadata
}

function readSequence(call: HostCall): SequenceDraft {
  const metadata = itemOfKind(call.keywords.get('metadata'), 'metadata')
  const sequence: SequenceDraft = {
    kind: 'sequence',
    name: textIn(argument(call, 0, 'name')) ?? '',
    schema: textIn(keyword(call.keywords, 'schema')) ?? metadata?.schema ?? null,
    isOptional: flagIn(keyword(call.keywords, 'optional')) === true,
    options: call.keywords,
    column: null,
    metadata,
    at: call.at,
  }
  metadata?.sequences.push(sequence)
  return sequence
}

function sequenceObject(sequence: SequenceDraft): SaObject {
  return saObject('Sequence', sequence, {
    getAttribute: (name, call) => {
      const live = liveDatabase(call.machine)?.sequenceAttribute(sequence, name, call)
      if (live) return live
      if (name !== 'next_value') return name.startsWith('__') ? null : inert(name)
      return construct(name, () => {
        const parts = [sequence.schema, sequence.name].filter((one) => one !== null)
        const quoted = parts.map((one) => (/^[a-z_][a-z0-9_]*$/.test(one) ? one : `"${one}"`))
        const text = `nextval('${quoted.join('.')}')`
        return expressionObject(expression('function', [text]))
      })
    },
  })
}

function constraints(reading: Reading): readonly SaObject[] {
  return [
    constraintConstruct('PrimaryKeyConstraint', 'primary-key', reading),
    constraintConstruct('UniqueConstraint', 'unique', reading),
    constraintConstruct('ExcludeConstraint', 'exclusion', reading),
    construct('CheckConstraint', (call) =>
      constraintObject({
        ...newConstraint(call, 'check', reading),
        expression: argument(call, 0, 'sqltext'),
        name: argument(call, 1, 'name'),
      }),
    ),
    construct('ForeignKeyConstraint', (call) =>
      constraintObject({
        ...newConstraint(call, 'foreign-key', reading),
        columns: itemsIn(argument(call, 0, 'columns')),
        targets: itemsIn(argument(call, 1, 'refcolumns')),
        name: argument(call, 2, 'name'),
      }),
    ),
  ]
}

function constraintConstruct(
  name: string,
  form: ConstraintDraft['form'],
  reading: Reading,
): SaObject {
  return construct(name, (call) =>
    constraintObject({ ...newConstraint(call, form, reading), columns: call.positional }),
  )
}

function constraintObject(constraint: ConstraintDraft): SaObject {
  return saObject('constraint', constraint, {
    getAttribute: (name) => (name.startsWith('__') ? null : inert(name)),
  })
}

function newConstraint(
  call: HostCall,
  form: ConstraintDraft['form'],
  reading: Reading,
): ConstraintDraft {
  return {
    kind: 'constraint',
    form,
    name: keyword(call.keywords, 'name'),
    columns: [],
    targets: [],
    expression: null,
    options: call.keywords,
    column: null,
    order: reading.next(),
    at: call.at,
  }
}

/** `Index(name, *expressions)`; it finds its table by them, unless it stands in one. */
function makeIndex(call: HostCall, reading: Reading): SaObject {
  const [name = none, ...elements] = call.positional
  const index = {
    kind: 'index' as const,
    name: name.kind === 'none' ? keyword(call.keywords, 'name') : name,
    elements,
    options: call.keywords,
    table: itemOfKind(call.keywords.get('_table'), 'table'),
    at: call.at,
  }
  reading.indexes.push(index)
  return saObject('Index', index, {
    getAttribute: (attribute) => (attribute.startsWith('__') ? null : inert(attribute)),
  })
}
