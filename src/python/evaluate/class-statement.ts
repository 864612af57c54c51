import { plain } from '../builtin/read-argument.ts'
import { objectClass } from '../builtin/object-class.ts'
import type { ClassStatement } from '../syntax/syntax-tree.ts'
import { positional } from '../value/make.ts'
import { doubt } from '../value/unknown-reached.ts'
import type {
  Annotation,
  Arguments,
  ClassValue,
  InstanceValue,
  Scope,
  Steps,
  Value,
} from '../value/value.ts'
import type { Place } from '../../kernel/place.ts'
import { inheritedOrder, ownerOf } from './class-order.ts'
import { decorate } from './decorate.ts'
import { makeMembers } from './enum-members.ts'
import type { Completion, Evaluator } from './evaluator.ts'
import { evaluateArguments } from './expressions.ts'
import { bindName } from './names.ts'
import { settle } from './settle.ts'
import { withTypeParameters } from './type-parameters.ts'
import { makeNamedTuple } from '../builtin/named-tuple.ts'

/** `class name(arguments): body` */
export function* classStatement(
  node: ClassStatement,
  scope: Scope,
  evaluator: Evaluator,
): Steps<Completion> {
  const around = withTypeParameters(node.typeParameters, scope)
  const given = yield* evaluateArguments(node.arguments, around, evaluator)
  evaluator.stand(node, scope)
  const known =
    'kind' in given ? { positional: [given], keywords: new Map<string, Value>() } : given
  const body = classScope(node, around)
  const made = classValue(node, [known, body, scope], evaluator)
  if (!made) {
    evaluator.raise(
      'TypeError',
      'Cannot create a consistent method resolution order (MRO) for bases',
    )
  }
  const completion = yield* evaluator.execute(node.body, body)
  for (const attribute of made.attributes.values()) adopt(attribute, made)
  yield* finish(made, evaluator)
  const decorated = yield* decorate(made, [node.decorators, scope], evaluator)
  bindName(node.name, decorated, { scope, at: made.at ?? evaluator.here() })
  return completion !== null && typeof completion === 'object' && completion.kind === 'uncertain'
    ? completion
    : null
}

function classScope(node: ClassStatement, scope: Scope): Scope {
  return {
    kind: 'class',
    names: new Map(),
    code: null,
    enclosing: scope.kind === 'module' ? null : scope,
    module: scope.module,
    function: null,
    places: new Map<string, Place>(),
    annotations: new Map<string, Annotation>(),
    qualifiedName: scope.qualifiedName === '' ? node.name : `${scope.qualifiedName}.${node.name}`,
  }
}

function classValue(
  node: ClassStatement,
  [given, body, scope]: readonly [Arguments, Scope, Scope],
  evaluator: Evaluator,
): ClassValue | null {
  const bases = given.positional.map((base) => (base.kind === 'alias' ? base.origin : base))
  const inherited = inheritedOrder(bases.length > 0 ? bases : [objectClass])
  if (!inherited) return null
  const order: Value[] = []
  const construct = bases.map((base) => (base.kind === 'class' ? base.construct : null))
  const isEnum = inherited.some((base) => base.kind === 'class' && base.members !== null)
  const made: ClassValue = {
    kind: 'class',
    name: node.name,
    qualifiedName: body.qualifiedName,
    module: scope.module.name,
    at: evaluator.placeOf({ start: node.nameStart, end: node.nameStart }, scope),
    doc: node.doc,
    bases: given.positional,
    order,
    attributes: body.names,
    places: body.places ?? new Map<string, Place>(),
    annotations: body.annotations ?? new Map<string, Annotation>(),
    keywords: given.keywords,
    construct: construct.find((one) => one && one.name !== 'object') ?? null,
    members: isEnum ? new Map<string, InstanceValue>() : null,
    droppedDecorators: [],
  }
  order.push(made, ...inherited)
  return made
}

/** Functions of the body learn their class, for `super()`. */
function adopt(value: Value, owner: ClassValue): void {
  if (value.kind === 'function') value.owner ??= owner
  else if (value.kind === 'staticmethod' || value.kind === 'classmethod') adopt(value.callee, owner)
  else if (value.kind === 'property') {
    adopt(value.getter, owner)
    if (value.setter) adopt(value.setter, owner)
  }
}

/** What happens after the body ran: members of enums, `__set_name__`, `__init_subclass__`, hosts. */
function* finish(made: ClassValue, evaluator: Evaluator): Steps<void> {
  tellMetaclass(made, evaluator)
  if (made.members) yield* makeMembers(made, evaluator)
  if (made.bases.some((base) => base.kind === 'class' && base.name === 'NamedTuple' && !base.at)) {
    makeNamedTuple(made)
  }
  for (const [name, value] of made.attributes) yield* setName(made, [name, value], evaluator)
  const [, ...inherited] = made.order
  const hook = inherited
    .map((base) => (base.kind === 'class' ? base.attributes.get('__init_subclass__') : undefined))
    .find((one) => one !== undefined)
  if (hook && hook.kind !== 'native') {
    const callee = hook.kind === 'classmethod' ? hook.callee : hook
    const keywords = new Map([...made.keywords].filter(([name]) => name !== 'metaclass'))
    yield* evaluator.call(callee, { positional: [made], keywords })
  }
  for (const base of inherited) {
    if (base.kind !== 'host' || !base.subclassed) continue
    yield* settle(
      base.subclassed(made, {
        ...positional(),
        at: made.at ?? evaluator.here(),
        machine: evaluator,
      }),
    )
  }
}

/** What a metaclass of the project does to a class is not followed. */
function tellMetaclass(made: ClassValue, evaluator: Evaluator): void {
  const metaclass = made.keywords.get('metaclass')
  if (metaclass?.kind !== 'class' || !metaclass.at) return
  const hooks = ['__new__', '__init__', '__call__', '__prepare__']
  if (!hooks.some((name) => metaclass.attributes.has(name))) return
  const at = made.at ?? evaluator.here()
  const reason = `what the metaclass "${metaclass.name}" does is not followed`
  evaluator.gap({ kind: 'unsupported', reason, at, until: at, possible: [] })
}

function* setName(
  made: ClassValue,
  [name, value]: readonly [string, Value],
  evaluator: Evaluator,
): Steps<void> {
  if (value.kind !== 'instance' || doubt(value) || plain(value) !== value) return
  if (ownerOf(value.type, '__set_name__')?.kind !== 'found') return
  const method = yield* evaluator.getAttribute(value, '__set_name__')
  yield* evaluator.call(method, positional(made, { kind: 'str', value: name }))
}
