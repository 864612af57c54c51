import { instance } from '../../value/make.ts'
import { bool, integer, none, str } from '../../value/plain-value.ts'
import type {
  ClassValue,
  InstanceValue,
  Machine,
  ModuleValue,
  NativeFunction,
  Value,
} from '../../value/value.ts'
import { builtinClass, define, defineTolerant } from '../define.ts'
import { objectClass } from '../object-class.ts'
import { numberOf } from '../read-argument.ts'
import { libraryModule } from './library-module.ts'

const DATE = ['year', 'month', 'day'] as const
const TIME = ['hour', 'minute', 'second', 'microsecond'] as const

function part(self: InstanceValue, name: string): number {
  const value = self.attributes.get(name)
  return value?.kind === 'int' ? Number(value.value) : 0
}

const two = (value: number): string => String(value).padStart(2, '0')

function dateText(self: InstanceValue): string {
  return `${String(part(self, 'year')).padStart(4, '0')}-${two(part(self, 'month'))}-${two(part(self, 'day'))}`
}

function timeText(self: InstanceValue): string {
  const micro = part(self, 'microsecond')
  const text = [part(self, 'hour'), part(self, 'minute'), part(self, 'second')].map(two).join(':')
  const zone = self.attributes.get('tzinfo')
  return (
    text +
    (micro === 0 ? '' : `.${String(micro).padStart(6, '0')}`) +
    (zone && zone.kind !== 'none' ? '+00:00' : '')
  )
}

function shown(name: string, text: (self: InstanceValue) => string): NativeFunction {
  return define(name, 'self *', ([self], machine) =>
    self?.kind === 'instance' ? str(text(self)) : machine.raise('TypeError', 'a date is required'),
  )
}

const refused = (name: string): NativeFunction =>
  defineTolerant(name, '*', (_, machine) =>
    machine.unknown(`"${name}" differs from run to run or is not read`),
  )

function ordered(name: string, holds: (left: string, right: string) => boolean): NativeFunction {
  const key = (value: Value | undefined): string =>
    value?.kind === 'instance' ? `${dateText(value)} ${timeText(value)}` : ''
  return define(name, 'self other', ([self, other]) =>
    bool(other?.kind === 'instance' && holds(key(self), key(other))),
  )
}

/** `now()` and its like are known where the host has a clock. */
function clockMethod(
  name: string,
  facts: () => readonly [type: ClassValue, fields: readonly string[]],
): NativeFunction {
  return defineTolerant(name, '*', (_, machine, { positional: [zone], keywords }) => {
    const now = machine.host.now?.()
    if (!now) return machine.unknown(`"${name}" differs from run to run or is not read`)
    const [type, fields] = facts()
    const numbers = now.toISOString().split(/\D/).map(Number)
    const self = instance(type, machine.here())
    for (const [index, field] of fields.entries()) {
      // What stands behind the seconds are milliseconds.
      const number = numbers[index] ?? 0
      self.attributes.set(field, integer(field === 'microsecond' ? number * 1000 : number))
    }
    self.attributes.set('tzinfo', zone ?? keywords.get('tz') ?? none)
    return self
  })
}

/** A moment and a span of time; what else is added or taken away is not read. */
function shifted(
  name: string,
  sign: 1 | -1,
  facts: () => readonly [type: ClassValue, fields: readonly string[]],
): NativeFunction {
  return define(name, 'self other', ([self, other], machine) => {
    const isSpan = other?.kind === 'instance' && other.type.name === 'timedelta'
    if (self?.kind !== 'instance' || !isSpan) {
      return machine.unknown('this difference of moments is not read')
    }
    const [year, month, day, hour, minute, second] = [...DATE, ...TIME].map((one) =>
      part(self, one),
    )
    const start = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second) * 1000
    const span =
      (part(other, 'days') * 86_400 + part(other, 'seconds')) * 1_000_000 +
      part(other, 'microseconds')
    const [type, fields] = facts()
    const total = start + part(self, 'microsecond') + sign * span
    const moment = new Date(Math.floor(total / 1000))
    const numbers = moment.toISOString().split(/\D/).map(Number)
    const made = instance(type, machine.here())
    for (const [index, field] of fields.entries()) {
      const number =
        field === 'microsecond' ? ((total % 1_000_000) + 1_000_000) % 1_000_000 : numbers[index]
      made.attributes.set(field, integer(number ?? 0))
    }
    made.attributes.set('tzinfo', self.attributes.get('tzinfo') ?? none)
    return made
  })
}

interface Form {
  readonly fields: readonly string[]
  readonly text: (self: InstanceValue) => string
  readonly iso: (self: InstanceValue) => string
}

function moment(name: string, { fields, text, iso }: Form): ClassValue {
  const signature = fields
    .map((field) => ((DATE as readonly string[]).includes(field) ? field : `${field}?`))
    .join(' ')
  const made: ClassValue = builtinClass(name, {
    module: 'datetime',
    bases: [objectClass],
    construct: define(name, `type ${signature} tzinfo?`, ([, ...values], machine) => {
      const self = instance(made, machine.here())
      for (const [index, field] of fields.entries()) {
        const value = values[index]
        self.attributes.set(field, integer(value ? numberOf(value, machine) : 0))
      }
      self.attributes.set('tzinfo', values[fields.length] ?? none)
      return self
    }),
    methods: [
      shown('__str__', text),
      shown('isoformat', iso),
      ordered('__eq__', (left, right) => left === right),
      ordered('__lt__', (left, right) => left < right),
      ordered('__gt__', (left, right) => left > right),
      ...['now', 'utcnow', 'today'].map((clock) => clockMethod(clock, () => [made, fields])),
      ...[
        'strptime',
        'fromisoformat',
        'fromtimestamp',
        'strftime',
        'replace',
        'timestamp',
        'astimezone',
        'combine',
      ].map(refused),
      shifted('__add__', 1, () => [made, fields]),
      shifted('__radd__', 1, () => [made, fields]),
      shifted('__sub__', -1, () => [made, fields]),
    ],
  })
  return made
}

const datetimeClass = moment('datetime', {
  fields: [...DATE, ...TIME],
  text: (self) => `${dateText(self)} ${timeText(self)}`,
  iso: (self) => `${dateText(self)}T${timeText(self)}`,
})

const UNITS: ReadonlyMap<string, number> = new Map([
  ['weeks', 604_800_000_000],
  ['days', 86_400_000_000],
  ['hours', 3_600_000_000],
  ['minutes', 60_000_000],
  ['seconds', 1_000_000],
  ['milliseconds', 1000],
  ['microseconds', 1],
])

const timedelta: ClassValue = builtinClass('timedelta', {
  module: 'datetime',
  bases: [objectClass],
  construct: define(
    'timedelta',
    'type days? seconds? microseconds? milliseconds? minutes? hours? weeks?',
    ([, ...values], machine) => {
      const names = ['days', 'seconds', 'microseconds', 'milliseconds', 'minutes', 'hours', 'weeks']
      const total = names.reduce(
        (sum, name, index) => sum + amount(values[index], machine) * (UNITS.get(name) ?? 0),
        0,
      )
      const self = instance(timedelta, machine.here())
      const days = Math.floor(total / 86_400_000_000)
      const rest = total - days * 86_400_000_000
      self.attributes
        .set('days', integer(days))
        .set('seconds', integer(Math.floor(rest / 1_000_000)))
      self.attributes.set('microseconds', integer(Math.round(rest % 1_000_000)))
      return self
    },
  ),
  methods: [
    define('total_seconds', 'self', ([self]) => ({
      kind: 'float',
      value:
        self?.kind === 'instance'
          ? part(self, 'days') * 86_400 + part(self, 'seconds') + part(self, 'microseconds') / 1e6
          : 0,
    })),
    ...['__add__', '__sub__', '__mul__', '__str__', '__repr__'].map(refused),
  ],
})

/** `moment.date()` */
const toDate = define('date', 'self', ([self], machine) => {
  const made = instance(dateClass, machine.here())
  if (self?.kind === 'instance') {
    for (const field of DATE) made.attributes.set(field, self.attributes.get(field) ?? none)
  }
  return made
})

const dateClass = moment('date', { fields: DATE, text: dateText, iso: dateText })
datetimeClass.attributes.set('date', toDate)

function amount(value: Value | undefined, machine: Machine): number {
  return value?.kind === 'float' ? value.value : value ? numberOf(value, machine) : 0
}

/** `datetime`: moments that are written out are known, the clock is not. */
export function datetimeModule(): ModuleValue {
  const timezone = builtinClass('timezone', { module: 'datetime', bases: [objectClass] })
  const utc = instance(timezone, { file: 'datetime', line: 1, column: 1 })
  timezone.attributes.set('utc', utc)
  return libraryModule('datetime', [
    ['datetime', datetimeClass],
    ['date', dateClass],
    ['time', moment('time', { fields: TIME, text: timeText, iso: timeText })],
    ['timedelta', timedelta],
    ['timezone', timezone],
    ['UTC', utc],
  ])
}
