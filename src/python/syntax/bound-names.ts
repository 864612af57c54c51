import { childrenOf, type SyntaxNode } from './children.ts'
import type { Expression, FunctionCode, Pattern, Statement } from './syntax-tree.ts'

/**
 * The names that statements bind in their own scope, in the order of the source. Scopes of functions,
 * lambdas and classes within are not entered; of comprehensions only their walruses count.
 */
export function boundNames(nodes: Iterable<SyntaxNode>): Set<string> {
  const names = new Set<string>()
  for (const node of nodes) collect(node, names)
  return names
}

function collect(node: SyntaxNode, names: Set<string>): void {
  for (const name of ownNames(node)) names.add(name)
  if (node.kind === 'class' || node.kind === 'function') {
    for (const decorator of node.decorators) collect(decorator, names)
    return
  }
  if (node.kind === 'lambda') return
  if (node.kind === 'comprehension') {
    walruses(node, names)
    return
  }
  for (const inner of childrenOf(node)) collect(inner, names)
}

function walruses(node: SyntaxNode, names: Set<string>): void {
  if (node.kind === 'named') names.add(node.name)
  if (node.kind !== 'lambda') for (const inner of childrenOf(node)) walruses(inner, names)
}

type Bindings = {
  readonly [Kind in SyntaxNode['kind']]?: (
    node: Extract<SyntaxNode, { readonly kind: Kind }>,
  ) => readonly string[]
}

const bindings: Bindings = {
  assignment: (node) => node.targets.flatMap(targetNames),
  augmented: (node) => targetNames(node.target),
  annotated: (node) => targetNames(node.target),
  for: (node) => targetNames(node.target),
  with: (node) => node.items.flatMap((item) => (item.target ? targetNames(item.target) : [])),
  try: (node) => node.handlers.flatMap((handler) => handler.name ?? []),
  match: (node) => node.cases.flatMap((one) => patternNames(one.pattern)),
  delete: (node) => node.targets.flatMap(targetNames),
  import: (node) => node.modules.map((one) => one.alias ?? one.module.replace(/\..*$/s, '')),
  'import-from': (node) =>
    node.names === '*' ? [] : node.names.map((one) => one.alias ?? one.name),
  class: (node) => [node.name],
  function: (node) => [node.code.name],
  'type-alias': (node) => [node.name],
  named: (node) => [node.name],
}

function ownNames(node: SyntaxNode): readonly string[] {
  const bind = bindings[node.kind] as ((node: SyntaxNode) => readonly string[]) | undefined
  return bind ? bind(node) : []
}

/** The names in a target, attributes and subscripts left out. */
export function targetNames(target: Expression): readonly string[] {
  if (target.kind === 'name') return [target.name]
  if (target.kind === 'starred') return targetNames(target.value)
  if (target.kind === 'tuple' || target.kind === 'list') return target.items.flatMap(targetNames)
  return []
}

/** The names that a pattern binds. */
export function patternNames(pattern: Pattern): readonly string[] {
  switch (pattern.kind) {
    case 'value-pattern':
      return []
    case 'capture-pattern':
    case 'star-pattern':
      return pattern.name === null ? [] : [pattern.name]
    case 'sequence-pattern':
      return pattern.items.flatMap(patternNames)
    case 'mapping-pattern':
      return [
        ...pattern.entries.flatMap((entry) => patternNames(entry.pattern)),
        ...(pattern.rest === null ? [] : [pattern.rest]),
      ]
    case 'class-pattern':
      return [
        ...pattern.positional.flatMap(patternNames),
        ...pattern.keywords.flatMap((one) => patternNames(one.pattern)),
      ]
    case 'or-pattern':
      return pattern.choices.flatMap(patternNames)
    case 'as-pattern':
      return [...patternNames(pattern.pattern), pattern.name]
  }
}

/** Visits nodes of one scope; functions, lambdas and classes within are not entered. */
export function visitScope(nodes: readonly SyntaxNode[], visit: (node: SyntaxNode) => void): void {
  for (const node of nodes) {
    visit(node)
    if (node.kind === 'class' || node.kind === 'function' || node.kind === 'lambda') continue
    visitScope(childrenOf(node), visit)
  }
}

/** What a function's code says about its own scope. */
export function scopeOf(
  parameters: FunctionCode['parameters'],
  body: readonly Statement[],
): Pick<FunctionCode, 'locals' | 'globals' | 'nonlocals' | 'isGenerator'> {
  const globals = new Set<string>()
  const nonlocals = new Set<string>()
  const locals = new Set(parameters.map((parameter) => parameter.name))
  let isGenerator = false
  for (const name of boundNames(body)) locals.add(name)
  visitScope(body, (node) => {
    if (node.kind === 'yield') isGenerator = true
    else if (node.kind === 'global') for (const name of node.names) globals.add(name)
    else if (node.kind === 'nonlocal') for (const name of node.names) nonlocals.add(name)
  })
  for (const name of [...globals, ...nonlocals]) locals.delete(name)
  return { locals, globals, nonlocals, isGenerator }
}
