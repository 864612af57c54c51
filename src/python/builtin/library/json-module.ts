import { dict, list } from '../../value/make.ts'
import { bool, float, integer, none, str } from '../../value/plain-value.ts'
import type { DictValue, Machine, ModuleValue, Steps, Value } from '../../value/value.ts'
import { known } from '../../value/unknown-reached.ts'
import { define } from '../define.ts'
import { floatText } from '../number-text.ts'
import { plain, textOf } from '../read-argument.ts'
import { exceptionClass } from '../exception-classes.ts'
import { libraryModule } from './library-module.ts'

interface Style {
  readonly indent: string | null
  readonly separators: readonly [string, string]
  readonly isSorted: boolean
  readonly isAscii: boolean
}

/** `json.dumps` as CPython writes it. */
function* dumps(
  given: Value,
  [style, depth]: readonly [Style, number],
  machine: Machine,
): Steps<string> {
  const value = plain(known(given))
  machine.spend(1)
  if (depth > 100) machine.raise('ValueError', 'Circular reference detected')
  if (value.kind === 'none') return 'null'
  if (value.kind === 'bool' || value.kind === 'int') return String(value.value)
  if (value.kind === 'float') {
    return floatText(value.value).replace('inf', 'Infinity').replace('nan', 'NaN')
  }
  if (value.kind === 'str') return text(value.value, style)
  if (value.kind === 'dict') return yield* dumpsDict(value, [style, depth], machine)
  if (value.kind === 'list' || value.kind === 'tuple') {
    const items: string[] = []
    for (const item of value.items) items.push(yield* dumps(item, [style, depth + 1], machine))
    return enclosed(items, ['[', ']'], [style, depth])
  }
  const type = machine.typeOf(value).name
  return machine.raise('TypeError', `Object of type ${type} is not JSON serializable`)
}

function* dumpsDict(
  value: DictValue,
  [style, depth]: readonly [Style, number],
  machine: Machine,
): Steps<string> {
  const items: (readonly [string, string])[] = []
  for (const [key, item] of value.entries.values()) {
    const name = key.kind === 'str' ? key.value : yield* dumps(key, [style, depth], machine)
    items.push([name, yield* dumps(item, [style, depth + 1], machine)])
  }
  const ordered = style.isSorted ? items.sort(([left], [right]) => (left < right ? -1 : 1)) : items
  const written = ordered.map(([name, item]) => `${text(name, style)}${style.separators[1]}${item}`)
  return enclosed(written, ['{', '}'], [style, depth])
}

function text(value: string, style: Style): string {
  const quoted = JSON.stringify(value)
  if (!style.isAscii) return quoted
  return quoted.replace(
    /[\u007f-\uffff]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function enclosed(
  items: readonly string[],
  [open, close]: readonly [string, string],
  [style, depth]: readonly [Style, number],
): string {
  if (items.length === 0) return open + close
  if (style.indent === null) return open + items.join(style.separators[0]) + close
  const lead = `\n${style.indent.repeat(depth + 1)}`
  const separator = style.separators[0].trimEnd()
  return open + lead + items.join(separator + lead) + `\n${style.indent.repeat(depth)}` + close
}

function* styleOf(keywords: ReadonlyMap<string, Value>, machine: Machine): Steps<Style> {
  const indent = keywords.get('indent')
  const separators = keywords.get('separators')
  const flag = (name: string): Value => keywords.get(name) ?? none
  const [item = ', ', pair = ': '] =
    separators?.kind === 'tuple' ? separators.items.map((one) => textOf(one, machine)) : []
  return {
    indent:
      indent?.kind === 'int'
        ? ' '.repeat(Math.min(100, Number(indent.value)))
        : indent?.kind === 'str'
          ? indent.value
          : null,
    separators: [item, pair],
    isSorted: yield* machine.truth(flag('sort_keys')),
    isAscii: !keywords.has('ensure_ascii') || (yield* machine.truth(flag('ensure_ascii'))),
  }
}

function fromJson(value: unknown): Value {
  if (value === null || value === undefined) return none
  if (typeof value === 'boolean') return bool(value)
  if (typeof value === 'number') return Number.isInteger(value) ? integer(value) : float(value)
  if (typeof value === 'string') return str(value)
  if (Array.isArray(value)) return list((value as readonly unknown[]).map(fromJson))
  return dict(Object.entries(value).map(([key, item]) => [`s${key}`, [str(key), fromJson(item)]]))
}

/** Objects keep the order of their keys unless a key is a number, and numbers lose whether they had a point. */
const AMBIGUOUS = /"\d+"\s*:|\d\.0*(?![0-9])|\d[eE]|\d{16}/

/** `json` */
export function jsonModule(): ModuleValue {
  return libraryModule(
    'json',
    [['JSONDecodeError', exceptionClass('ValueError')]],
    [
      define('dumps', 'obj *', function* ([value = none], machine, given) {
        return str(yield* dumps(value, [yield* styleOf(given.keywords, machine), 0], machine))
      }),
      define('loads', 's *', ([value], machine) => {
        const source = textOf(value, machine)
        if (AMBIGUOUS.test(source)) return machine.unknown('this JSON is not read exactly')
        try {
          return fromJson(JSON.parse(source))
        } catch {
          return machine.raise('ValueError', 'this is no JSON')
        }
      }),
    ],
  )
}
