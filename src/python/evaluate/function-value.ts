import type { FunctionCode, Lambda } from '../syntax/syntax-tree.ts'
import type { FunctionValue, Scope, Steps, Value } from '../value/value.ts'
import type { Evaluator } from './evaluator.ts'
import { withTypeParameters } from './type-parameters.ts'

/** `lambda …` */
export function* lambdaValue(node: Lambda, scope: Scope, evaluator: Evaluator): Steps<Value> {
  return yield* makeFunction(node.code, scope, evaluator)
}

/** A function of the project: its defaults are evaluated where it is defined. */
export function* makeFunction(
  code: FunctionCode,
  scope: Scope,
  evaluator: Evaluator,
): Steps<FunctionValue> {
  const defaults = new Map<string, Value>()
  for (const parameter of code.parameters) {
    if (parameter.default) {
      defaults.set(parameter.name, yield* evaluator.evaluate(parameter.default, scope))
    }
  }
  return {
    kind: 'function',
    code,
    scope: withTypeParameters(code.typeParameters, scope),
    defaults,
    qualifiedName: scope.qualifiedName === '' ? code.name : `${scope.qualifiedName}.${code.name}`,
    at: evaluator.placeOf(code, scope),
    owner: null,
    attributes: new Map(),
    droppedDecorators: [],
  }
}
