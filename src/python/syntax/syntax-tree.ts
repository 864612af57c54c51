import type { PlainValue } from '../value/plain-value.ts'

/** Where a node stands in its source: offsets in UTF-16 units. */
export interface Located {
  readonly start: number
  readonly end: number
}

interface Node<Kind extends string> extends Located {
  readonly kind: Kind
}

/** A constant: number, text, bytes, `True`, `None`, `...`. */
export interface Literal extends Node<'literal'> {
  readonly value: PlainValue
}

/** A name that is read, bound or deleted. */
export interface Name extends Node<'name'> {
  readonly name: string
}

/** One `{…}` of an f-string. */
export interface Interpolation extends Node<'interpolation'> {
  readonly expression: Expression
  readonly conversion: 'r' | 's' | 'a' | null
  readonly format: readonly (string | Interpolation)[] | null
  /** The source of `{x=}`, which is printed before the value. */
  readonly echo: string | null
}

interface Joined extends Node<'joined'> {
  readonly parts: readonly (string | Interpolation)[]
}

interface Attribute extends Node<'attribute'> {
  readonly object: Expression
  readonly name: string
}

/** `object[index]`; several indexes are a tuple. */
export interface Subscript extends Node<'subscript'> {
  readonly object: Expression
  readonly index: Expression
}

/** `lower:upper:step` within brackets. */
export interface Slice extends Node<'slice'> {
  readonly lower: Expression | null
  readonly upper: Expression | null
  readonly step: Expression | null
}

/** One argument of a call or of a class statement. */
export interface Argument extends Located {
  readonly kind: 'positional' | 'keyword' | 'star' | 'double-star'
  /** Only a keyword has one. */
  readonly name: string | null
  readonly value: Expression
}

/** `callee(arguments)` */
export interface Call extends Node<'call'> {
  readonly callee: Expression
  readonly arguments: readonly Argument[]
}

/** `-operand` and its like. */
export interface Unary extends Node<'unary'> {
  readonly operator: '+' | '-' | '~' | 'not'
  readonly operand: Expression
}

/** Operators with two operands that are always both evaluated. */
export type BinaryOperator =
  '+' | '-' | '*' | '/' | '//' | '%' | '**' | '@' | '<<' | '>>' | '&' | '|' | '^'

/** `left + right` and its like. */
export interface Binary extends Node<'binary'> {
  readonly operator: BinaryOperator
  readonly left: Expression
  readonly right: Expression
}

/** `left and right`, `left or right`. */
export interface BooleanOperation extends Node<'boolean'> {
  readonly operator: 'and' | 'or'
  readonly left: Expression
  readonly right: Expression
}

/** Operators that compare; they chain. */
export type CompareOperator =
  '<' | '<=' | '>' | '>=' | '==' | '!=' | 'in' | 'not in' | 'is' | 'is not'

/** `first < second <= third` */
export interface Comparison extends Node<'comparison'> {
  readonly first: Expression
  readonly rest: readonly { readonly operator: CompareOperator; readonly right: Expression }[]
}

/** `then if condition else otherwise` */
export interface Conditional extends Node<'conditional'> {
  readonly condition: Expression
  readonly then: Expression
  readonly otherwise: Expression
}

/** `lambda parameters: body` */
export type Lambda = Node<'lambda'> & { readonly code: FunctionCode }

/** `(a, b)`, `[a, b]`, `{a, b}` */
export interface Display extends Node<'tuple' | 'list' | 'set'> {
  readonly items: readonly Expression[]
}

interface Starred extends Node<'starred'> {
  readonly value: Expression
}

/** `{key: value, **value}`; a null key stands for `**`. */
export interface DictDisplay extends Node<'dict'> {
  readonly entries: readonly { readonly key: Expression | null; readonly value: Expression }[]
}

/** One `for` of a comprehension with the `if`s that follow it. */
export interface ComprehensionClause {
  readonly target: Expression
  readonly iterable: Expression
  readonly conditions: readonly Expression[]
  readonly isAsync: boolean
}

/** `[element for …]` and its like. */
export interface Comprehension extends Node<'comprehension'> {
  readonly form: 'list' | 'set' | 'dict' | 'generator'
  readonly element: Expression
  /** Only of a dict: the value of the pair, whose key is the element. */
  readonly value: Expression | null
  readonly clauses: readonly ComprehensionClause[]
}

interface Named extends Node<'named'> {
  readonly name: string
  readonly value: Expression
}

/** `yield value`, `yield from value`. */
export interface Yield extends Node<'yield'> {
  readonly value: Expression | null
  readonly isFrom: boolean
}

/** What this reader has no meaning for, with the reason: it evaluates to an unknown value. */
export interface Unsupported extends Node<'unsupported'> {
  readonly reason: string
}

/** All expressions, and the targets of assignments. */
export type Expression =
  | Literal
  | Name
  | Joined
  | Attribute
  | Subscript
  | Slice
  | Call
  | Unary
  | Binary
  | BooleanOperation
  | Comparison
  | Conditional
  | Lambda
  | Display
  | Starred
  | DictDisplay
  | Comprehension
  | Named
  | Yield
  | (Node<'await'> & { readonly value: Expression })
  | Unsupported

/** One parameter of a function. */
export interface Parameter extends Located {
  readonly kind: 'positional-only' | 'positional' | 'star' | 'keyword-only' | 'double-star'
  readonly name: string
  readonly annotation: Expression | null
  readonly default: Expression | null
}

/** A function or a lambda: what a call of it needs to know. */
export interface FunctionCode extends Located {
  readonly name: string
  readonly parameters: readonly Parameter[]
  readonly body: readonly Statement[]
  readonly returns: Expression | null
  readonly isAsync: boolean
  readonly isGenerator: boolean
  readonly doc: string | null
  readonly typeParameters: readonly string[]
  /** Names that live in a call's own scope. */
  readonly locals: ReadonlySet<string>
  readonly globals: ReadonlySet<string>
  readonly nonlocals: ReadonlySet<string>
}

interface Assignment extends Node<'assignment'> {
  readonly targets: readonly Expression[]
  readonly value: Expression
}

/** `target += value` */
export interface AugmentedAssignment extends Node<'augmented'> {
  readonly operator: BinaryOperator
  readonly target: Expression
  readonly value: Expression
}

interface AnnotatedAssignment extends Node<'annotated'> {
  readonly target: Expression
  readonly annotation: Expression
  readonly value: Expression | null
}

/** A condition and what it guards. */
export interface Branch {
  readonly condition: Expression
  readonly body: readonly Statement[]
}

/** `if`, `elif`, `else`. */
export interface If extends Node<'if'> {
  readonly branches: readonly Branch[]
  readonly otherwise: readonly Statement[]
}

/** `for target in iterable` */
export interface For extends Node<'for'> {
  readonly target: Expression
  readonly iterable: Expression
  readonly body: readonly Statement[]
  readonly otherwise: readonly Statement[]
  readonly isAsync: boolean
}

/** `while condition` */
export interface While extends Node<'while'> {
  readonly condition: Expression
  readonly body: readonly Statement[]
  readonly otherwise: readonly Statement[]
}

/** `except type as name` */
export interface Handler extends Located {
  readonly type: Expression | null
  readonly name: string | null
  readonly isGroup: boolean
  readonly body: readonly Statement[]
}

/** `try` */
export interface Try extends Node<'try'> {
  readonly body: readonly Statement[]
  readonly handlers: readonly Handler[]
  readonly otherwise: readonly Statement[]
  readonly finally: readonly Statement[]
}

/** `with context as target` */
export interface With extends Node<'with'> {
  readonly items: readonly { readonly context: Expression; readonly target: Expression | null }[]
  readonly body: readonly Statement[]
  readonly isAsync: boolean
}

/** What a `case` compares with. */
export type Pattern =
  | (Node<'value-pattern'> & { readonly expression: Expression })
  | (Node<'capture-pattern'> & { readonly name: string | null })
  | (Node<'sequence-pattern'> & { readonly items: readonly Pattern[] })
  | (Node<'star-pattern'> & { readonly name: string | null })
  | MappingPattern
  | ClassPattern
  | (Node<'or-pattern'> & { readonly choices: readonly Pattern[] })
  | (Node<'as-pattern'> & { readonly pattern: Pattern; readonly name: string })

/** `{key: pattern, **rest}` */
export interface MappingPattern extends Node<'mapping-pattern'> {
  readonly entries: readonly { readonly key: Expression; readonly pattern: Pattern }[]
  readonly rest: string | null
}

/** `Class(pattern, name=pattern)` */
export interface ClassPattern extends Node<'class-pattern'> {
  readonly type: Expression
  readonly positional: readonly Pattern[]
  readonly keywords: readonly { readonly name: string; readonly pattern: Pattern }[]
}

/** `match subject` */
export interface Match extends Node<'match'> {
  readonly subject: Expression
  readonly cases: readonly {
    readonly pattern: Pattern
    readonly guard: Expression | null
    readonly body: readonly Statement[]
  }[]
}

interface Return extends Node<'return'> {
  readonly value: Expression | null
}

/** `raise exception from cause` */
export interface Raise extends Node<'raise'> {
  readonly exception: Expression | null
  readonly cause: Expression | null
}

/** `assert condition, message` */
export interface Assert extends Node<'assert'> {
  readonly condition: Expression
  readonly message: Expression | null
}

/** `del targets` */
export interface Delete extends Node<'delete'> {
  readonly targets: readonly Expression[]
}

interface ScopeDeclaration extends Node<'global' | 'nonlocal'> {
  readonly names: readonly string[]
}

/** `import module as alias` */
export interface Import extends Node<'import'> {
  readonly modules: readonly { readonly module: string; readonly alias: string | null }[]
}

/** `from module import name as alias` */
export interface ImportFrom extends Node<'import-from'> {
  /** Without its leading dots; empty for `from . import x`. */
  readonly module: string
  /** How many dots lead it. */
  readonly level: number
  readonly names: '*' | readonly { readonly name: string; readonly alias: string | null }[]
}

/** `class name(arguments)` */
export interface ClassStatement extends Node<'class'> {
  readonly name: string
  /** Where the name stands. */
  readonly nameStart: number
  readonly arguments: readonly Argument[]
  readonly body: readonly Statement[]
  readonly decorators: readonly Expression[]
  readonly doc: string | null
  /** `T` of `class name[T]`. */
  readonly typeParameters: readonly string[]
}

/** `def` */
export interface FunctionStatement extends Node<'function'> {
  readonly code: FunctionCode
  readonly decorators: readonly Expression[]
}

/** `type name = value` */
export interface TypeAlias extends Node<'type-alias'> {
  readonly name: string
  readonly typeParameters: readonly string[]
  readonly value: Expression
}

type Simple = Node<'pass' | 'break' | 'continue'>

/** All statements. */
export type Statement =
  | (Node<'expression'> & { readonly expression: Expression })
  | Assignment
  | AugmentedAssignment
  | AnnotatedAssignment
  | If
  | For
  | While
  | Try
  | With
  | Match
  | Return
  | Raise
  | Assert
  | Delete
  | ScopeDeclaration
  | Import
  | ImportFrom
  | ClassStatement
  | FunctionStatement
  | TypeAlias
  | Simple
  | (Node<'broken'> & { readonly reason: string })
