import type { Aggregate } from '../../../src/catalogue/aggregate.ts'
import type { QualifiedName } from '../../../src/catalogue/qualified-name.ts'
import type { Routine } from '../../../src/catalogue/routine.ts'
import { identifier } from '../../../src/sql/identifier.ts'
import { printedName, printedText, type Draft } from './draft.ts'
import type { UsableType } from './drawn-type.ts'

/** A function that triggers can call. */
export function drawTriggerFunction(draft: Draft): Routine {
  const name = draft.qualifiedName('routine')
  const head = `CREATE OR REPLACE FUNCTION ${printedName(name)}()\n RETURNS trigger\n LANGUAGE plpgsql\n`
  return {
    kind: 'function',
    ...name,
    identityArguments: '',
    returns: 'trigger',
    language: 'plpgsql',
    definition: `${head}${textBody('function', ` begin return null; end -- ${draft.text()}`)}`,
    comment: draft.comment(),
  }
}

/** A function or procedure, with a text for a body or with a parsed one. */
export function drawRoutine(draft: Draft, types: readonly UsableType[]): Routine {
  const name = draft.qualifiedName('routine')
  const type = draft.one(types)
  const [first, second] = [identifier(draft.name('argument')), identifier(draft.name('argument'))]
  const isProcedure = draft.chance(4)
  const mode = isProcedure ? 'IN ' : ''
  // An argument has no length.
  const argument = type.reference === null ? type.text.replace(/\(.*\)/, '') : type.text
  const [before, last] = [`${mode}${first} ${argument}`, `${mode}${second} text`]
  const identityArguments = `${before}, ${last}`
  const reference = { kind: 'routine', ...name, identityArguments } as const
  if (type.reference !== null) draft.needs(reference, type.reference)
  const text = printedText(draft.text())
  const kind = isProcedure ? 'procedure' : 'function'
  const signature = `${printedName(name)}(${identityArguments} DEFAULT ${text}::text)`
  return {
    kind,
    ...name,
    identityArguments,
    returns: isProcedure ? null : 'integer',
    language: 'sql',
    definition: `CREATE OR REPLACE ${kind.toUpperCase()} ${signature}\n${tailOf(draft, kind)}`,
    comment: draft.comment(),
  }
}

function tailOf(draft: Draft, kind: 'function' | 'procedure'): string {
  const returns = kind === 'function' ? ' RETURNS integer\n' : ''
  const options =
    kind === 'function' ? draft.one(['', ' IMMUTABLE\n', ' STABLE STRICT COST 7\n']) : ''
  const setting = draft.chance(3) ? " SET work_mem TO '8MB'\n" : ''
  const parsed = kind === 'function' && draft.chance(2)
  const body = parsed ? `RETURN ${draft.integer(0, 9)}\n` : textBody(kind, draft.text())
  return `${returns} LANGUAGE sql\n${options}${setting}${body}`
}

/** The quote grows until the body does not hold it. */
function textBody(kind: 'function' | 'procedure', body: string): string {
  let quote = `$${kind}`
  while (body.includes(quote)) quote += 'x'
  return `AS ${quote}$${body}${quote}$\n`
}

/** A function that reads a column of a table or view, with a parsed body. */
export function drawReader(draft: Draft, relation: QualifiedName, column: string): Routine {
  const name = draft.qualifiedName('routine')
  const reference = { kind: 'routine', ...name, identityArguments: '' } as const
  draft.needs(reference, {
    kind: 'column',
    schema: relation.schema,
    relation: relation.name,
    name: column,
  })
  const from = ` SELECT ${identifier(relation.name)}.${identifier(column)}\n    FROM ${printedName(relation)}`
  const head = `CREATE OR REPLACE FUNCTION ${printedName(name)}()\n RETURNS integer\n LANGUAGE sql\n`
  return {
    kind: 'function',
    ...name,
    identityArguments: '',
    returns: 'integer',
    language: 'sql',
    definition: `${head}BEGIN ATOMIC\n${from};\nEND\n`,
    comment: draft.comment(),
  }
}

/** An aggregate over integers. */
export function drawAggregate(draft: Draft): Aggregate {
  return {
    kind: 'aggregate',
    ...draft.qualifiedName('routine'),
    identityArguments: 'integer',
    variant: 'normal',
    parameters: [
      { name: 'sfunc', value: 'int4pl' },
      { name: 'stype', value: 'integer' },
      ...(draft.chance(2) ? [] : [{ name: 'initcond', value: "'0'" }]),
      ...(draft.chance(2) ? [{ name: 'parallel', value: 'safe' }] : []),
    ],
    comment: draft.comment(),
  }
}
