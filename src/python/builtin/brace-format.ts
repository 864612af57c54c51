import { integer, str } from '../value/plain-value.ts'
import type { Arguments, Machine, Steps, Value } from '../value/value.ts'
import { asciiRepr } from './text-repr.ts'

interface Numbering {
  next: number
}

/** `text.format(…)` */
export function* braceFormat(text: string, given: Arguments, machine: Machine): Steps<string> {
  return yield* fill(text, { given, numbering: { next: 0 }, depth: 0 }, machine)
}

interface Filling {
  readonly given: Arguments
  readonly numbering: Numbering
  readonly depth: number
}

function* fill(text: string, filling: Filling, machine: Machine): Steps<string> {
  if (filling.depth > 2) machine.raise('ValueError', 'Max string recursion exceeded')
  let result = ''
  let at = 0
  while (at < text.length) {
    const sign = text[at] ?? ''
    if ((sign === '{' || sign === '}') && text[at + 1] === sign) {
      result += sign
      at += 2
    } else if (sign === '{') {
      const end = closing(text, at, machine)
      result += yield* field(text.slice(at + 1, end), filling, machine)
      machine.checkSize(result.length)
      at = end + 1
    } else if (sign === '}') {
      machine.raise('ValueError', "Single '}' encountered in format string")
    } else {
      result += sign
      at += 1
    }
  }
  return result
}

function closing(text: string, start: number, machine: Machine): number {
  let depth = 0
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1
    if (text[at] === '}') depth -= 1
    if (depth === 0) return at
  }
  return machine.raise('ValueError', "expected '}' before end of string")
}

const FIELD = /^([^!:]*)(?:!([^:]*))?(?::([^]*))?$/

function* field(body: string, filling: Filling, machine: Machine): Steps<string> {
  const [, path = '', conversion, specification = ''] = FIELD.exec(body) ?? []
  const value = yield* valueAt(path, filling, machine)
  const form = specification.includes('{')
    ? yield* fill(specification, { ...filling, depth: filling.depth + 1 }, machine)
    : specification
  if (conversion === undefined) return yield* machine.format(value, form)
  const text = conversion === 's' ? yield* machine.text(value) : yield* machine.repr(value)
  return yield* machine.format(str(conversion === 'a' ? asciiRepr(text).slice(1, -1) : text), form)
}

/** `name.attribute[key]`, the name left out, a number or a keyword. */
function* valueAt(path: string, { given, numbering }: Filling, machine: Machine): Steps<Value> {
  const [first = ''] = path.split(/[.[]/, 1)
  let value = argument(first === '' ? String(numbering.next++) : first, given, machine)
  for (const step of path.slice(first.length).matchAll(/\.([^.[]+)|\[([^\]]*)\]/g)) {
    const [, name, key = ''] = step
    if (name !== undefined) value = yield* machine.getAttribute(value, name)
    else value = yield* machine.getItem(value, /^\d+$/.test(key) ? integer(Number(key)) : str(key))
  }
  return value
}

function argument(name: string, given: Arguments, machine: Machine): Value {
  if (!/^\d+$/.test(name)) {
    return given.keywords.get(name) ?? machine.raise('KeyError', name)
  }
  return (
    given.positional[Number(name)] ??
    machine.raise('IndexError', 'Replacement index out of range for positional args tuple')
  )
}
