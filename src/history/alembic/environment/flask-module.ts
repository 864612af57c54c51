import { textIn } from '../../../models/sqlalchemy/read-value.ts'
import { construct, inert, saObject, type SaObject } from '../../../models/sqlalchemy/sa-object.ts'
import type { Program } from '../../../python/module/program.ts'
import { none, str } from '../../../python/value/plain-value.ts'
import type { HostCall, Value } from '../../../python/value/value.ts'
import { dictOf } from '../database/result-object.ts'
import type { ProjectModules } from '../project-modules.ts'

/** What an application of Flask is made of here. */
export interface FlaskFacts {
  readonly modules: ProjectModules
  /** The program, which is made after this. */
  readonly program: () => Program
  readonly url: string | null
}

/** `flask`: applications with their settings, and the extensions that env.py asks them for. */
export function flaskModule(facts: FlaskFacts): SaObject {
  const current = applicationObject(facts)
  const names = new Map<string, Value>([
    ['Flask', construct('Flask', () => applicationObject(facts))],
    ['current_app', current],
  ])
  const self: SaObject = saObject(
    'flask',
    { kind: 'inert', name: 'flask' },
    {
      getAttribute: (name) => {
        if (name === 'globals' || name === 'app') return self
        return names.get(name) ?? (name.startsWith('__') ? null : inert(`flask.${name}`))
      },
    },
  )
  return self
}

function applicationObject(facts: FlaskFacts): SaObject {
  const config = configObject(facts)
  const extensions = extensionsObject(facts)
  const self: SaObject = saObject(
    'Flask',
    { kind: 'inert', name: 'Flask' },
    {
      getAttribute: (name) => {
        if (name === 'config') return config
        if (name === 'extensions') return extensions
        if (name === 'app_context' || name === '_get_current_object') {
          return construct(name, () => self)
        }
        return name.startsWith('__') ? null : inert(`app.${name}`)
      },
      enter: () => self,
      exit: () => none,
    },
  )
  return self
}

function configObject({ url }: FlaskFacts): SaObject {
  const values = new Map<string, Value>()
  if (url !== null) values.set('SQLALCHEMY_DATABASE_URI', str(url))
  const take = (entries: Iterable<readonly [string, Value]>): Value => {
    for (const [name, value] of entries) if (/^[A-Z]/.test(name)) values.set(name, value)
    return none
  }
  const methods: Readonly<Record<string, (call: HostCall) => Value>> = {
    from_object: ({ positional: [given = none] }) => {
      if (given.kind === 'class' || given.kind === 'instance' || given.kind === 'module') {
        take(given.attributes)
      }
      return none
    },
    from_mapping: ({ keywords }) => take(keywords),
    update: ({ keywords }) => take(keywords),
    get: ({ positional: [name, other = none] }) => values.get(textIn(name) ?? '') ?? other,
    setdefault: ({ positional: [name, other = none] }) => values.get(textIn(name) ?? '') ?? other,
  }
  return saObject(
    'Config',
    { kind: 'inert', name: 'Config' },
    {
      getAttribute: (name) => {
        const method = methods[name]
        return method ? construct(name, method) : inert(`config.${name}`)
      },
      getItem: (key, { machine }) => {
        const name = textIn(key) ?? ''
        return (
          values.get(name) ??
          machine.unknown(`the setting "${name}" of the application is not known`)
        )
      },
      operate: ({ operator, other }) =>
        operator === 'in' ? { kind: 'bool', value: values.has(textIn(other) ?? '') } : null,
    },
  )
}

/** `app.extensions['migrate'].db` is the one `SQLAlchemy(…)` of the project. */
function extensionsObject(facts: FlaskFacts): SaObject {
  const migrate = saObject(
    'migrate',
    { kind: 'inert', name: 'migrate' },
    {
      getAttribute: (name) => {
        if (name === 'db') return extensionOf(facts)
        if (name === 'configure_args') return dictOf([])
        return name.startsWith('__') ? null : inert(`migrate.${name}`)
      },
    },
  )
  const get = (key: Value | undefined): Value =>
    textIn(key) === 'migrate' ? migrate : inert('an extension')
  return saObject(
    'extensions',
    { kind: 'inert', name: 'extensions' },
    {
      getItem: (key) => get(key),
      getAttribute: (name) => construct(name, ({ positional: [key] }) => get(key)),
    },
  )
}

const DECLARES = /^(\w+)(?:\s*:[^=\n]+)?\s*=\s*[\w.]*SQLAlchemy\(/m

function extensionOf({ modules, program }: FlaskFacts): Promise<Value> {
  for (const [file, text] of modules.files) {
    const [, name] = DECLARES.exec(text) ?? []
    if (name === undefined) continue
    const module = moduleNameOf(file, modules)
    if (module !== null) return program().lookUp(module, name)
  }
  return Promise.resolve(inert('db'))
}

/** The name that a file is imported by; null where nothing imports it. */
function moduleNameOf(file: string, modules: ProjectModules): string | null {
  const parts = file.replace(/(\/__init__)?\.py$/, '').split('/')
  for (const start of parts.keys()) {
    const name = parts.slice(start).join('.')
    const found = modules.module(name)
    if (found !== null && found !== 'folder' && found.file === file) return name
  }
  return null
}
