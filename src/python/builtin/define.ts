import type {
  Answer,
  Arguments,
  ClassValue,
  Machine,
  NativeFunction,
  Value,
} from '../value/value.ts'

/** What a native function is given: one value for each parameter, undefined where it was left out. */
export type NativeBody = (
  values: readonly (Value | undefined)[],
  machine: Machine,
  given: Arguments,
) => Answer

/**
 * A native function with named parameters, such as `'self sep? maxsplit?'`. A parameter with a
 * question mark may be left out. A last `*` lets through whatever else is given.
 */
export function define(name: string, signature: string, body: NativeBody): NativeFunction {
  return made(name, signature, body)
}

/** The same for a function that can do with unknown arguments. */
export function defineTolerant(name: string, signature: string, body: NativeBody): NativeFunction {
  return { ...made(name, signature, body), takesUnknown: true }
}

function made(name: string, signature: string, body: NativeBody): NativeFunction {
  const parameters = signature.split(' ').filter((parameter) => parameter !== '')
  const isOpen = parameters.at(-1) === '*'
  const names = (isOpen ? parameters.slice(0, -1) : parameters).map((one) => one.replace('?', ''))
  const required = parameters.filter((one) => !one.endsWith('?') && one !== '*').length
  const run = (given: Arguments, machine: Machine): Answer => {
    const values = matched(given, names)
    const isFaulty =
      !isOpen && (given.positional.length > names.length || hasStranger(given, names))
    if (isFaulty || values.slice(0, required).includes(undefined)) {
      machine.raise('TypeError', `${name}() got arguments that it does not take`)
    }
    return body(values, machine, given)
  }
  return { kind: 'native', name, isMethod: names[0] === 'self', takesUnknown: false, run }
}

function matched(given: Arguments, names: readonly string[]): readonly (Value | undefined)[] {
  if (given.keywords.size === 0 && given.positional.length === names.length) return given.positional
  return names.map((name, index) => given.positional[index] ?? given.keywords.get(name))
}

function hasStranger(given: Arguments, names: readonly string[]): boolean {
  if (given.keywords.size === 0) return false
  return [...given.keywords.keys()].some((name) => !names.includes(name))
}

/** What makes up a built-in class. */
export interface BuiltinClass {
  readonly module?: string
  readonly bases?: readonly ClassValue[]
  readonly construct?: NativeFunction
  readonly methods?: readonly NativeFunction[]
  readonly attributes?: readonly (readonly [string, Value])[]
  readonly members?: ClassValue['members']
}

/** Makes a built-in class; its method resolution order is that of its one base. */
export function builtinClass(name: string, facts: BuiltinClass): ClassValue {
  const bases = facts.bases ?? []
  const order: Value[] = []
  const attributes = new Map<string, Value>(facts.attributes)
  for (const method of facts.methods ?? []) attributes.set(method.name, method)
  const made: ClassValue = {
    kind: 'class',
    name,
    qualifiedName: name,
    module: facts.module ?? 'builtins',
    at: null,
    doc: null,
    bases,
    order,
    attributes,
    places: new Map(),
    annotations: new Map(),
    keywords: new Map(),
    construct: facts.construct ?? null,
    members: facts.members ?? null,
    droppedDecorators: [],
  }
  order.push(made, ...(bases[0]?.order ?? []))
  return made
}
