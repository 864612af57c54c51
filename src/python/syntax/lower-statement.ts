import { scopeOf } from './bound-names.ts'
import { lowerArguments } from './lower-expression.ts'
import { lowerPatterns } from './lower-pattern.ts'
import { lowerImportFrom, lowerImport, lowerFutureImport } from './lower-import.ts'
import { type Lower, type Lowering, span, unsupported } from './lowering.ts'
import {
  child,
  childOfType,
  fieldChildren,
  hasToken,
  namedChildren,
  type RawNode,
} from './raw-tree.ts'
import type {
  BinaryOperator,
  Branch,
  Expression,
  FunctionCode,
  Handler,
  Statement,
  With,
} from './syntax-tree.ts'

/** One entry for each type of statement in tree-sitter's grammar. */
export const statementLowerings: ReadonlyMap<string, Lower<Statement>> = new Map<
  string,
  Lower<Statement>
>([
  ['expression_statement', expressionStatement],
  ['if_statement', ifStatement],
  ['for_statement', forStatement],
  ['while_statement', whileStatement],
  ['try_statement', tryStatement],
  ['with_statement', withStatement],
  ['match_statement', matchStatement],
  ['return_statement', returnStatement],
  ['raise_statement', raiseStatement],
  ['assert_statement', assertStatement],
  ['delete_statement', deleteStatement],
  ['global_statement', scopeDeclaration],
  ['nonlocal_statement', scopeDeclaration],
  ['import_statement', lowerImport],
  ['import_from_statement', lowerImportFrom],
  ['future_import_statement', lowerFutureImport],
  ['class_definition', (node, lowering) => classStatement(node, [], lowering)],
  ['function_definition', (node, lowering) => functionStatement(node, [], lowering)],
  ['decorated_definition', decorated],
  ['type_alias_statement', typeAlias],
  ['pass_statement', (node) => ({ kind: 'pass', ...span(node) })],
  ['break_statement', (node) => ({ kind: 'break', ...span(node) })],
  ['continue_statement', (node) => ({ kind: 'continue', ...span(node) })],
  ['print_statement', pythonTwo],
  ['exec_statement', pythonTwo],
])

function pythonTwo(node: RawNode, lowering: Lowering): Statement {
  const reason = 'this statement is Python 2'
  lowering.fault({ ...span(node), reason })
  return { kind: 'broken', ...span(node), reason }
}

function part(node: RawNode, field: string, lowering: Lowering): Expression {
  const inner = child(node, field)
  return inner ? lowering.expression(inner) : unsupported(node, 'a part is missing here')
}

/** Several expressions directly in a statement are a tuple. */
function tupleOf(node: RawNode, lowering: Lowering): Expression {
  const items = namedChildren(node).map((one) => lowering.expression(one))
  const [first] = items
  if (first && items.length === 1 && !hasToken(node, ',')) return first
  return { kind: 'tuple', ...span(node), items }
}

function expressionStatement(node: RawNode, lowering: Lowering): Statement {
  const [inner] = namedChildren(node)
  if (inner?.type === 'assignment') return assignment(inner, lowering)
  if (inner?.type === 'augmented_assignment') return augmented(inner, lowering)
  return { kind: 'expression', ...span(node), expression: tupleOf(node, lowering) }
}

function assignment(node: RawNode, lowering: Lowering): Statement {
  const type = child(node, 'type')
  const right = child(node, 'right')
  if (type) {
    return {
      kind: 'annotated',
      ...span(node),
      target: part(node, 'left', lowering),
      annotation: lowering.expression(type),
      value: right ? lowering.expression(right) : null,
    }
  }
  const targets: Expression[] = []
  let last: RawNode = node
  while (last.type === 'assignment') {
    targets.push(part(last, 'left', lowering))
    const next = child(last, 'right')
    if (!next) break
    last = next
  }
  return { kind: 'assignment', ...span(node), targets, value: lowering.expression(last) }
}

function augmented(node: RawNode, lowering: Lowering): Statement {
  return {
    kind: 'augmented',
    ...span(node),
    operator: (child(node, 'operator')?.type.slice(0, -1) ?? '+') as BinaryOperator,
    target: part(node, 'left', lowering),
    value: part(node, 'right', lowering),
  }
}

function block(node: RawNode | null, lowering: Lowering): readonly Statement[] {
  const body =
    node && (child(node, 'body') ?? child(node, 'consequence') ?? childOfType(node, 'block'))
  return body ? lowering.statements(body) : []
}

function ifStatement(node: RawNode, lowering: Lowering): Statement {
  const clauses = node.children.filter((one) => one.type === 'elif_clause')
  const branches: readonly Branch[] = [node, ...clauses].map((one) => ({
    condition: part(one, 'condition', lowering),
    body: block(one, lowering),
  }))
  const otherwise = block(childOfType(node, 'else_clause'), lowering)
  return { kind: 'if', ...span(node), branches, otherwise }
}

function forStatement(node: RawNode, lowering: Lowering): Statement {
  return {
    kind: 'for',
    ...span(node),
    target: part(node, 'left', lowering),
    iterable: part(node, 'right', lowering),
    body: block(node, lowering),
    otherwise: block(childOfType(node, 'else_clause'), lowering),
    isAsync: hasToken(node, 'async'),
  }
}

function whileStatement(node: RawNode, lowering: Lowering): Statement {
  return {
    kind: 'while',
    ...span(node),
    condition: part(node, 'condition', lowering),
    body: block(node, lowering),
    otherwise: block(childOfType(node, 'else_clause'), lowering),
  }
}

function tryStatement(node: RawNode, lowering: Lowering): Statement {
  const clauses = node.children.filter((one) => /^except(_group)?_clause$/.test(one.type))
  return {
    kind: 'try',
    ...span(node),
    body: block(node, lowering),
    handlers: clauses.map((one) => handler(one, lowering)),
    otherwise: block(childOfType(node, 'else_clause'), lowering),
    finally: block(childOfType(node, 'finally_clause'), lowering),
  }
}

function handler(node: RawNode, lowering: Lowering): Handler {
  const values = fieldChildren(node, 'value')
  const [value] = values
  const alias = value?.type === 'as_pattern' ? child(value, 'alias') : child(node, 'alias')
  const type = value?.type === 'as_pattern' ? namedChildren(value)[0] : value
  return {
    ...span(node),
    type: handlerType(values.length > 1 ? values : type ? [type] : [], lowering),
    name: alias ? lowering.text(alias) : null,
    isGroup: hasToken(node, '*'),
    body: block(node, lowering),
  }
}

/** Since Python 3.14 several types need no brackets. */
function handlerType(types: readonly RawNode[], lowering: Lowering): Expression | null {
  const [first] = types
  if (!first) return null
  if (types.length === 1) return lowering.expression(first)
  const items = types.map((one) => lowering.expression(one))
  return { kind: 'tuple', start: first.start, end: types.at(-1)?.end ?? first.end, items }
}

function withStatement(node: RawNode, lowering: Lowering): Statement {
  const clause = childOfType(node, 'with_clause')
  const items = clause ? namedChildren(clause).flatMap((one) => withItems(one, lowering)) : []
  const isAsync = hasToken(node, 'async')
  return { kind: 'with', ...span(node), items, body: block(node, lowering), isAsync }
}

/** Brackets around several managers are no tuple. */
function withItems(node: RawNode, lowering: Lowering): With['items'] {
  const value = child(node, 'value') ?? node
  if (value.type === 'tuple') {
    return namedChildren(value).map((one) => withItem(one, lowering))
  }
  return [withItem(value, lowering)]
}

function withItem(value: RawNode, lowering: Lowering): With['items'][number] {
  if (value.type !== 'as_pattern') return { context: lowering.expression(value), target: null }
  const [context] = namedChildren(value)
  const alias = child(value, 'alias')
  return {
    context: context ? lowering.expression(context) : unsupported(value, 'nothing stands here'),
    target: alias ? lowering.expression(alias) : null,
  }
}

function matchStatement(node: RawNode, lowering: Lowering): Statement {
  const subjects = fieldChildren(node, 'subject')
  const items = subjects.map((one) => lowering.expression(one))
  const [first] = items
  const body = child(node, 'body')
  const cases = (body?.children ?? []).filter((one) => one.type === 'case_clause')
  return {
    kind: 'match',
    ...span(node),
    subject: first && items.length === 1 ? first : { kind: 'tuple', ...span(node), items },
    cases: cases.map((one) => {
      const guard = child(one, 'guard')
      const condition = guard && namedChildren(guard)[0]
      return {
        pattern: lowerPatterns(
          one.children.filter((each) => each.type === 'case_pattern'),
          lowering,
        ),
        guard: condition ? lowering.expression(condition) : null,
        body: block(one, lowering),
      }
    }),
  }
}

function returnStatement(node: RawNode, lowering: Lowering): Statement {
  const value = namedChildren(node).length > 0 ? tupleOf(node, lowering) : null
  return { kind: 'return', ...span(node), value }
}

function raiseStatement(node: RawNode, lowering: Lowering): Statement {
  const cause = child(node, 'cause')
  const exception = namedChildren(node).find((one) => one !== cause)
  return {
    kind: 'raise',
    ...span(node),
    exception: exception ? lowering.expression(exception) : null,
    cause: cause ? lowering.expression(cause) : null,
  }
}

function assertStatement(node: RawNode, lowering: Lowering): Statement {
  const [condition, message] = namedChildren(node).map((one) => lowering.expression(one))
  return {
    kind: 'assert',
    ...span(node),
    condition: condition ?? unsupported(node, 'nothing stands here'),
    message: message ?? null,
  }
}

function deleteStatement(node: RawNode, lowering: Lowering): Statement {
  const target = tupleOf(node, lowering)
  return {
    kind: 'delete',
    ...span(node),
    targets: target.kind === 'tuple' ? target.items : [target],
  }
}

function scopeDeclaration(node: RawNode, lowering: Lowering): Statement {
  const kind = node.type === 'global_statement' ? 'global' : 'nonlocal'
  return { kind, ...span(node), names: namedChildren(node).map((one) => lowering.text(one)) }
}

function decorated(node: RawNode, lowering: Lowering): Statement {
  const definition = child(node, 'definition')
  const decorators = node.children
    .filter((one) => one.type === 'decorator')
    .map((one) => tupleOf(one, lowering))
  if (definition?.type === 'class_definition') {
    return classStatement(definition, decorators, lowering)
  }
  if (definition) return functionStatement(definition, decorators, lowering)
  return { kind: 'broken', ...span(node), reason: 'a decorator without a definition' }
}

function classStatement(
  node: RawNode,
  decorators: readonly Expression[],
  lowering: Lowering,
): Statement {
  const name = child(node, 'name')
  const bases = child(node, 'superclasses')
  const body = block(node, lowering)
  return {
    kind: 'class',
    ...span(node),
    name: name ? lowering.text(name) : '',
    nameStart: name?.start ?? node.start,
    arguments: bases ? lowerArguments(bases, lowering) : [],
    body,
    decorators,
    doc: docOf(body),
    typeParameters: typeParameters(child(node, 'type_parameters'), lowering),
  }
}

function functionStatement(
  node: RawNode,
  decorators: readonly Expression[],
  lowering: Lowering,
): Statement {
  // The grammar takes a body of comments alone, and Python does not.
  const body = child(node, 'body')
  if (lowering.isSound && (body === null || body.children.length === 0)) {
    lowering.fault({ ...span(node), reason: 'the body of this function is missing' })
  }
  return { kind: 'function', ...span(node), code: functionCode(node, lowering), decorators }
}

function functionCode(node: RawNode, lowering: Lowering): FunctionCode {
  const name = child(node, 'name')
  const returns = child(node, 'return_type')
  const parameters = lowering.parameters(child(node, 'parameters'))
  const head = {
    name: name ? lowering.text(name) : '',
    ...span(node),
    parameters,
    returns: returns ? lowering.expression(returns) : null,
    isAsync: hasToken(node, 'async'),
    typeParameters: typeParameters(child(node, 'type_parameters'), lowering),
  }
  const inner = (): FunctionBody => {
    const body = block(node, lowering)
    return { body, doc: docOf(body), ...scopeOf(parameters, body) }
  }
  return lowering.isSound ? withLateBody(head, inner) : { ...head, ...inner() }
}

type FunctionBody = Pick<FunctionCode, keyof ReturnType<typeof scopeOf> | 'body' | 'doc'>

/** Most functions of a project are never called: their bodies are lowered when they are asked for. */
function withLateBody(
  head: Omit<FunctionCode, keyof FunctionBody>,
  lower: () => FunctionBody,
): FunctionCode {
  let made: FunctionBody | null = null
  const inner = (): FunctionBody => (made ??= lower())
  return {
    ...head,
    get body() {
      return inner().body
    },
    get doc() {
      return inner().doc
    },
    get locals() {
      return inner().locals
    },
    get globals() {
      return inner().globals
    },
    get nonlocals() {
      return inner().nonlocals
    },
    get isGenerator() {
      return inner().isGenerator
    },
  }
}

function typeAlias(node: RawNode, lowering: Lowering): Statement {
  const left = part(node, 'left', lowering)
  const target = left.kind === 'subscript' ? left.object : left
  const name = target.kind === 'name' ? target.name : ''
  const generic = childOfType(child(node, 'left') ?? node, 'generic_type')
  const names = typeParameters(generic && childOfType(generic, 'type_parameter'), lowering)
  const value = part(node, 'right', lowering)
  return { kind: 'type-alias', ...span(node), name, typeParameters: names, value }
}

/** The names in `[T, *Ts, **P, B: bound = default]`. */
function typeParameters(list: RawNode | null, lowering: Lowering): readonly string[] {
  if (!list) return []
  return namedChildren(list).flatMap(
    (one) => /^\*{0,2}\s*(\w+)/.exec(lowering.text(one))?.[1] ?? [],
  )
}

/** The text that a body starts with. */
export function docOf(body: readonly Statement[]): string | null {
  const [first] = body
  if (first?.kind !== 'expression' || first.expression.kind !== 'literal') return null
  return first.expression.value.kind === 'str' ? first.expression.value.value : null
}
