import { textIn } from '../../../models/sqlalchemy/read-value.ts'
import { construct, inert, saObject, type SaObject } from '../../../models/sqlalchemy/sa-object.ts'
import { dict } from '../../../python/value/make.ts'
import { none, str } from '../../../python/value/plain-value.ts'
import type { HostCall, Value } from '../../../python/value/value.ts'
import type { AlembicSettings } from '../alembic-settings.ts'
import { dictOf } from '../database/result-object.ts'

/** `context.config`; what env.py sets in it is kept. */
export function configObject(settings: AlembicSettings): SaObject {
  const sections = new Map(
    [...settings.sections].map(([name, options]) => [
      name,
      new Map<string, Value>(textsOf(options)),
    ]),
  )
  const own = sections.get(settings.section) ?? new Map<string, Value>()
  for (const [name, value] of textsOf(settings.options)) own.set(name, value)
  sections.set(settings.section, own)
  const attributes = dict([])
  const get = (section: string, name: string): Value | null =>
    sections.get(section)?.get(name.toLowerCase()) ?? null
  const set = (section: string, name: string, value: Value): void => {
    const options = sections.get(section) ?? new Map<string, Value>()
    // As the ini file would have it: a percent sign is written twice.
    const text = textIn(value)
    options.set(name.toLowerCase(), text === null ? value : str(text.replaceAll('%%', '%')))
    sections.set(section, options)
  }
  const methods: Readonly<Record<string, (call: HostCall) => Value>> = {
    get_main_option: ({ positional: [name, other], keywords }) =>
      get(settings.section, textIn(name) ?? '') ?? other ?? keywords.get('default') ?? none,
    get_alembic_option: ({ positional: [name, other] }) =>
      get(settings.section, textIn(name) ?? '') ?? other ?? none,
    set_main_option: ({ positional: [name, value = none] }) => {
      set(settings.section, textIn(name) ?? '', value)
      return none
    },
    get_section: ({ positional: [name, other], keywords }) => {
      const found = sections.get(textIn(name) ?? '')
      return found ? dictOf(found) : (other ?? keywords.get('default') ?? none)
    },
    get_section_option: ({ positional: [section, name, other] }) =>
      get(textIn(section) ?? '', textIn(name) ?? '') ?? other ?? none,
    set_section_option: ({ positional: [section, name, value = none] }) => {
      set(textIn(section) ?? '', textIn(name) ?? '', value)
      return none
    },
    print_stdout: () => none,
  }
  return saObject(
    'Config',
    { kind: 'inert', name: 'Config' },
    {
      getAttribute: (name) => {
        const method = methods[name]
        if (method) return construct(name, method)
        if (name === 'attributes') return attributes
        if (name === 'config_file_name') return str(settings.file)
        if (name === 'config_ini_section') return str(settings.section)
        return name.startsWith('__') ? null : inert(`config.${name}`)
      },
    },
  )
}

function textsOf(options: ReadonlyMap<string, string>): readonly (readonly [string, Value])[] {
  return [...options].map(([name, value]) => [name, str(value)])
}
