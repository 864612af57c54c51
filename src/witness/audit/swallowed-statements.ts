import type { SwallowedStatements } from '../../audit/history-facts.ts'
import { placeOf } from '../../kernel/place.ts'
import type { PythonParser } from '../../python/syntax/python-parser.ts'
import type { Expression, Handler, Statement, Try } from '../../python/syntax/syntax-tree.ts'

/** The file of a revision. */
export interface RevisionFile {
  readonly id: string
  readonly file: string
  readonly text: string
}

/** Changes of the schema within a `try` of which a handler goes on, whatever it was that failed. */
export function swallowedStatements(
  { id, file, text }: RevisionFile,
  parser: PythonParser,
): readonly SwallowedStatements[] {
  if (!/\bexcept\b/.test(text)) return []
  return parser
    .parseModule(text)
    .statements.flatMap(triesIn)
    .flatMap((one) => {
      const calls = [...new Set(one.body.flatMap(callsIn))].sort()
      if (calls.length === 0 || !one.handlers.some(goesOn)) return []
      return [{ revision: id, at: placeOf(file, text, one.start), calls }]
    })
}

/** Every `try` of a statement, those within it too. */
function triesIn(statement: Statement): readonly Try[] {
  const within = blocksOf(statement).flat().flatMap(triesIn)
  return statement.kind === 'try' ? [statement, ...within] : within
}

/** Whatever blocks a statement has. */
function blocksOf(statement: Statement): readonly (readonly Statement[])[] {
  return [
    ...('code' in statement ? [statement.code.body] : []),
    ...('body' in statement ? [statement.body] : []),
    ...('branches' in statement ? statement.branches.map(({ body }) => body) : []),
    ...('handlers' in statement ? statement.handlers.map(({ body }) => body) : []),
    ...('cases' in statement ? statement.cases.map(({ body }) => body) : []),
    ...('otherwise' in statement ? [statement.otherwise] : []),
    ...('finally' in statement ? [statement.finally] : []),
  ]
}

/** The directives that a statement calls: `op.create_table`; those in functions it defines are not run here. */
function callsIn(statement: Statement): readonly string[] {
  if (statement.kind === 'function' || statement.kind === 'class') return []
  const own = statement.kind === 'expression' ? directivesIn(statement.expression) : []
  const value = statement.kind === 'assignment' ? directivesIn(statement.value) : []
  return [...own, ...value, ...blocksOf(statement).flat().flatMap(callsIn)]
}

/** Directives that change the schema; what only asks may fail. */
const CHANGES =
  /^(batch_)?(add_column|alter_column|create_\w+|drop_\w+|rename_table|execute|bulk_insert)$/

function directivesIn(expression: Expression): readonly string[] {
  if (expression.kind !== 'call') return []
  const { callee } = expression
  if (callee.kind !== 'attribute' || callee.object.kind !== 'name') return []
  const { name } = callee
  const isOp = /^(op|batch_op|batch|batch_operations)$/.test(callee.object.name)
  return isOp && CHANGES.test(name) && !asks(name, expression)
    ? [`${callee.object.name}.${name}`]
    : []
}

/** `op.execute("select …")` */
function asks(name: string, { arguments: all }: Extract<Expression, { kind: 'call' }>): boolean {
  const value = all[0]?.value
  if (name !== 'execute' || value?.kind !== 'literal') return false
  return 'value' in value.value && /^\s*select\b/i.test(String(value.value.value))
}

/** Whether a handler ends without raising anything, on whatever way through it. */
function goesOn({ body }: Handler): boolean {
  return !body.some((one) => one.kind === 'raise' || everyWayRaises(one))
}

function everyWayRaises(statement: Statement): boolean {
  // A condition that raises in some cases chooses: who wrote it looked at what had failed.
  if (statement.kind === 'if') {
    return (
      statement.branches.some(({ body }) => body.some(({ kind }) => kind === 'raise')) ||
      statement.otherwise.some(({ kind }) => kind === 'raise')
    )
  }
  return statement.kind === 'with' && statement.body.some(({ kind }) => kind === 'raise')
}
