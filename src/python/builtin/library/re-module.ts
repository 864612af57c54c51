import { instance, list, positional, tuple } from '../../value/make.ts'
import { integer, none, str } from '../../value/plain-value.ts'
import type {
  ClassValue,
  Machine,
  ModuleValue,
  NativeFunction,
  Steps,
  Value,
} from '../../value/value.ts'
import { builtinClass, define } from '../define.ts'
import { objectClass } from '../object-class.ts'
import { numberOf, optionalNumber, textOf } from '../read-argument.ts'
import { libraryModule } from './library-module.ts'

const FLAGS: readonly (readonly [string, string, number])[] = [
  ['IGNORECASE', 'i', 2],
  ['I', 'i', 2],
  ['MULTILINE', 'm', 8],
  ['M', 'm', 8],
  ['DOTALL', 's', 16],
  ['S', 's', 16],
  ['ASCII', '', 256],
  ['A', '', 256],
]

/** Longer patterns and texts are not tried: a pattern of JavaScript cannot be stopped. */
const LONGEST_PATTERN = 300
const LONGEST_TEXT = 20_000

/**
 * What means the same in both languages. Refused: anything repeated that itself repeats or chooses
 * (it may take time without end), conditions, `\Z`, back references.
 */
function translated(pattern: string, flags: number): RegExp | null {
  if (pattern.length > LONGEST_PATTERN || isRisky(pattern)) return null
  const source = pattern.replace(/\(\?P<(\w+)>/g, '(?<$1>').replace(/\\A/g, '^')
  const letters = new Set(
    FLAGS.filter(([, , bit]) => (flags & bit) !== 0).map(([, letter]) => letter),
  )
  try {
    return new RegExp(source, `g${[...letters].join('')}u`)
  } catch {
    return null
  }
}

const UNSAFE =
  /\(\?(?!:|P<|[=!]|<[=!])|\\[ZBzGpPkuUNx1-9]|\\A.*[|]|\$(?!$)|[*+?}]\?[*+]|\[\^?\]|[*+?}][+*]|\[[^\]]*\[/

function isRisky(pattern: string): boolean {
  if (UNSAFE.test(pattern)) return true
  // A group that is repeated may hold neither a repetition nor a choice.
  const repeatedGroup = /\(([^()]*)\)[*+{]/g
  for (const [, body = ''] of pattern.matchAll(repeatedGroup)) if (/[*+?{|]/.test(body)) return true
  if (/\)\)[*+{]/.test(pattern)) return true
  // More repetitions in one pattern multiply their steps.
  return (pattern.match(/(?<!\\)[*+{]/g) ?? []).length > 4
}

interface Pattern {
  readonly regular: RegExp
  readonly source: string
}

function patternOf(value: Value | undefined, flags: number, machine: Machine): Pattern | null {
  const own = value?.kind === 'instance' ? value.attributes.get('pattern') : value
  const bits = value?.kind === 'instance' ? numberOf(value.attributes.get('flags'), machine) : flags
  const source = textOf(own, machine)
  const regular = translated(source, bits)
  return regular && { regular, source }
}

const matchClass: ClassValue = builtinClass('Match', {
  module: 're',
  bases: [objectClass],
  methods: [
    define('group', 'self *', (_, machine, given) => {
      const [self, ...keys] = given.positional
      const found = (keys.length === 0 ? [integer(0)] : keys).map((key) =>
        group(self, key, machine),
      )
      const [first] = found
      return found.length === 1 && first ? first : tuple(found)
    }),
    define('groups', 'self', ([self]) => tuple(groupsOf(self).slice(1))),
    define('__getitem__', 'self key', ([self, key = none], machine) => group(self, key, machine)),
    define('start', 'self', ([self]) =>
      self?.kind === 'instance' ? (self.attributes.get('first') ?? none) : none,
    ),
    define('end', 'self', ([self]) =>
      self?.kind === 'instance' ? (self.attributes.get('last') ?? none) : none,
    ),
  ],
})

function groupsOf(self: Value | undefined): readonly Value[] {
  const groups = self?.kind === 'instance' ? self.attributes.get('all groups') : undefined
  return groups?.kind === 'tuple' ? groups.items : []
}

function group(self: Value | undefined, key: Value, machine: Machine): Value {
  const names = self?.kind === 'instance' ? self.attributes.get('group names') : undefined
  const named =
    key.kind === 'str' && names?.kind === 'dict'
      ? names.entries.get(`s${key.value}`)?.[1]
      : undefined
  const found = named ?? (key.kind === 'int' ? groupsOf(self)[Number(key.value)] : undefined)
  return found ?? machine.raise('IndexError', 'no such group')
}

function matched(match: RegExpExecArray | null, machine: Machine): Value {
  if (!match) return none
  const self = instance(matchClass, machine.here())
  const text = (part: string | undefined): Value => (part === undefined ? none : str(part))
  self.attributes.set('all groups', tuple([...match].map(text)))
  const names = Object.entries(match.groups ?? {})
  self.attributes.set('group names', {
    kind: 'dict',
    entries: new Map(names.map(([name, part]) => [`s${name}`, [str(name), text(part)]])),
    factory: null,
    uncertain: null,
  })
  self.attributes
    .set('first', integer(match.index))
    .set('last', integer(match.index + match[0].length))
  return self
}

type Use = (
  pattern: Pattern,
  text: string,
  rest: readonly (Value | undefined)[],
) => Value | Steps<Value>

/** A function of the module and a method of patterns at once. */
function use(
  name: string,
  signature: string,
  body: (machine: Machine) => Use,
): readonly [NativeFunction, NativeFunction] {
  const run = (
    [first, ...rest]: readonly (Value | undefined)[],
    machine: Machine,
  ): Value | Steps<Value> => {
    const flags =
      optionalNumber(
        rest.at(-1)?.kind === 'int' && name !== 'sub' ? rest.at(-1) : undefined,
        machine,
      ) ?? 0
    const pattern = patternOf(first, flags, machine)
    const text = textOf(name === 'sub' ? rest[1] : rest[0], machine)
    if (!pattern || text.length > LONGEST_TEXT) {
      return machine.unknown('this regular expression is not tried')
    }
    return body(machine)(pattern, text, rest)
  }
  return [
    define(name, `pattern ${signature} flags?`, run),
    define(name, `self ${signature} *`, run),
  ]
}

const ANCHORED = (source: RegExp, end: string): RegExp =>
  new RegExp(`^(?:${source.source})${end}`, source.flags.replace('m', ''))

const uses = [
  use(
    'search',
    'string',
    (machine) =>
      ({ regular }, text) =>
        matched(regular.exec(text), machine),
  ),
  use(
    'match',
    'string',
    (machine) =>
      ({ regular }, text) =>
        matched(ANCHORED(regular, '').exec(text), machine),
  ),
  use(
    'fullmatch',
    'string',
    (machine) =>
      ({ regular }, text) =>
        matched(ANCHORED(regular, '$').exec(text), machine),
  ),
  use(
    'findall',
    'string',
    () =>
      ({ regular }, text) =>
        list(
          [...text.matchAll(regular)].map((match) =>
            match.length > 2
              ? tuple(match.slice(1).map((one: string | undefined) => str(one ?? '')))
              : str(match.at(1) ?? match[0]),
          ),
        ),
  ),
  use(
    'split',
    'string maxsplit?',
    () =>
      ({ regular }, text) =>
        list(pieces(regular, text)),
  ),
  use(
    'sub',
    'repl string count?',
    (machine) =>
      ({ regular }, text, [replacement = none]) =>
        substituted([regular, text], replacement, machine),
  ),
]

/** What stands between matches, and their groups. Python cuts at empty matches, too, also at the ends. */
function pieces(regular: RegExp, text: string): Value[] {
  const found: Value[] = []
  let end = 0
  for (const match of text.matchAll(regular)) {
    found.push(str(text.slice(end, match.index)))
    for (const one of match.slice(1) as (string | undefined)[]) {
      found.push(one === undefined ? none : str(one))
    }
    end = match.index + match[0].length
  }
  return [...found, str(text.slice(end))]
}

function* substituted(
  [regular, text]: readonly [RegExp, string],
  replacement: Value,
  machine: Machine,
): Steps<Value> {
  let result = ''
  let end = 0
  for (const match of text.matchAll(regular)) {
    const own = matched(match, machine)
    const fresh =
      replacement.kind === 'str'
        ? expanded(replacement.value, match)
        : yield* machine.text(yield* machine.call(replacement, positional(own)))
    result += text.slice(end, match.index) + fresh
    machine.checkSize(result.length)
    end = match.index + match[0].length
  }
  return str(result + text.slice(end))
}

function expanded(template: string, match: RegExpExecArray): string {
  return template.replace(
    /\\(?:(\d)|g<(\w+)>|n)/g,
    (whole: string, digit?: string, name?: string) => {
      if (digit !== undefined) return match[Number(digit)] ?? ''
      if (name !== undefined) {
        return (/^\d+$/.test(name) ? match[Number(name)] : match.groups?.[name]) ?? ''
      }
      return whole === '\\n' ? '\n' : whole
    },
  )
}

const patternClass: ClassValue = builtinClass('Pattern', {
  module: 're',
  bases: [objectClass],
  methods: uses.map(([, method]) => method),
})

/** `re`, light: only patterns that mean the same in JavaScript and end soon are tried. */
export function reModule(): ModuleValue {
  return libraryModule(
    're',
    [
      ['Pattern', patternClass],
      ['Match', matchClass],
      ...FLAGS.map(([name, , bit]) => [name, integer(bit)] as const),
    ],
    [
      define('compile', 'pattern flags?', ([pattern = none, flags = integer(0)], machine) => {
        const self = instance(patternClass, machine.here())
        self.attributes.set('pattern', pattern).set('flags', flags)
        return self
      }),
      define('escape', 'pattern', ([pattern], machine) =>
        str(
          textOf(pattern, machine).replace(/[^\w]/g, (one) =>
            /[\s!-/:-@[-^`{-~]/.test(one) && !'!"%\',/:;<=>@`'.includes(one) ? `\\${one}` : one,
          ),
        ),
      ),
      ...uses.map(([native]) => native),
    ],
  )
}
