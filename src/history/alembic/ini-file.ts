/** The sections of an ini file, each with those of `[DEFAULT]`; values are as written. */
export type IniSections = ReadonlyMap<string, ReadonlyMap<string, string>>

/** Reads an ini file as Python's `ConfigParser` does. Lines that are none of its own are passed over. */
export function readIniFile(text: string): IniSections {
  const sections = new Map<string, Map<string, string>>()
  let section: Map<string, string> | null = null
  let key: string | null = null
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*[#;]/.test(line)) continue
    const [, name] = /^\[([^\]]+)\]/.exec(line) ?? []
    if (name !== undefined) {
      section = sections.get(name) ?? new Map<string, string>()
      sections.set(name, section)
      key = null
    } else if (section && key !== null && /^\s+\S/.test(line)) {
      section.set(key, `${section.get(key) ?? ''}\n${line.trim()}`)
    } else if (section && line.trim() !== '') {
      key = readOption(line, section) ?? key
    }
  }
  return withDefaults(sections)
}

function readOption(line: string, section: Map<string, string>): string | null {
  const [, name, value = ''] = /^([^=:\s][^=:]*?)\s*[=:]\s*(.*)$/.exec(line) ?? []
  if (name === undefined) return null
  const key = name.toLowerCase()
  section.set(key, value.trim())
  return key
}

function withDefaults(sections: ReadonlyMap<string, ReadonlyMap<string, string>>): IniSections {
  const defaults = sections.get('DEFAULT') ?? new Map<string, string>()
  return new Map([...sections].map(([name, own]) => [name, new Map([...defaults, ...own])]))
}

/** How deep values may name each other, as in Python. */
const DEEPEST = 10

/** A value with `%(name)s` filled in, `%%` being a percent sign; what is not known stays. */
export function interpolate(value: string, names: ReadonlyMap<string, string>, depth = 0): string {
  return value.replace(/%\(([^)]+)\)s|%%/g, (whole: string, name?: string) => {
    if (name === undefined) return '%'
    const found = names.get(name.toLowerCase())
    return found === undefined || depth >= DEEPEST ? whole : interpolate(found, names, depth + 1)
  })
}
