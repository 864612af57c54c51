/** Milliseconds, or why a text or number is not a length of time. */
export type DurationReading =
  | { readonly kind: 'known'; readonly milliseconds: number }
  | { readonly kind: 'fault'; readonly message: string }

/** The units of PostgreSQL's own settings, in milliseconds. */
const units: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1000],
  ['min', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
])

/** PostgreSQL's `lock_timeout` and JavaScript's timers are both 32-bit numbers of milliseconds. */
const LONGEST = 2_147_483_647

/** Reads a length of time as it stands in the settings: `3000`, `3s`, `1.5 min`. */
export function readDuration(value: unknown): DurationReading {
  if (typeof value === 'number') return inRange(value, value)
  if (typeof value !== 'string') return fault('is not a length of time; write one like "3s"')
  const [, amount, unit] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(value) ?? []
  if (amount === undefined || unit === undefined) {
    return fault(`is "${value}"; write a length of time like "3s"`)
  }
  const factor = units.get(unit)
  if (factor === undefined) return fault(unitFault(value, amount, unit))
  return inRange(Math.round(Number(amount) * factor), value)
}

function unitFault(value: string, amount: string, unit: string): string {
  if (unit === '') return `is "${value}" without a unit; write "${amount}ms" or "${amount}s"`
  if (unit === 'm') return `is "${value}", which may mean minutes; write "${amount}min"`
  return `is "${value}"; the units are ${[...units.keys()].join(', ')}`
}

function inRange(milliseconds: number, written: number | string): DurationReading {
  const shown = typeof written === 'number' ? String(written) : `"${written}"`
  if (!(milliseconds > 0)) return fault(`is ${shown}; it must be more than 0`)
  if (!Number.isInteger(milliseconds)) return fault(`is ${shown}; give whole milliseconds`)
  if (milliseconds > LONGEST) return fault(`is ${shown}; the longest is 24 days`)
  return { kind: 'known', milliseconds }
}

function fault(message: string): DurationReading {
  return { kind: 'fault', message }
}
