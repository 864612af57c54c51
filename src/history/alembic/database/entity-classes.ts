import { textIn } from '../../../models/sqlalchemy/read-value.ts'
import { construct, inert, saObject, type SaObject } from '../../../models/sqlalchemy/sa-object.ts'
import type { HostCall, Value } from '../../../python/value/value.ts'

/** What alembic_utils calls an entity. */
export interface Entity {
  readonly form: EntityForm
  readonly facts: ReadonlyMap<string, Value>
}

type EntityForm =
  | 'PGFunction'
  | 'PGProcedure'
  | 'PGView'
  | 'PGMaterializedView'
  | 'PGExtension'
  | 'PGTrigger'
  | 'PGPolicy'
  | 'PGGrantTable'

const entities = new WeakMap<object, Entity>()

/** The entity that a value stands for; null for all else. */
export function entityOf(value: Value): Entity | null {
  return value.kind === 'host' ? (entities.get(value) ?? null) : null
}

const PARAMETERS: Readonly<Record<EntityForm, readonly string[]>> = {
  PGFunction: ['schema', 'signature', 'definition'],
  PGProcedure: ['schema', 'signature', 'definition'],
  PGView: ['schema', 'signature', 'definition'],
  PGMaterializedView: ['schema', 'signature', 'definition', 'with_data'],
  PGExtension: ['schema', 'signature'],
  PGTrigger: ['schema', 'signature', 'definition', 'on_entity', 'is_constraint'],
  PGPolicy: ['schema', 'signature', 'definition', 'on_entity'],
  PGGrantTable: ['schema', 'table', 'columns', 'role', 'grant', 'with_grant_option'],
}

/** The classes of alembic_utils by their names. */
export function entityClasses(): ReadonlyMap<string, Value> {
  const forms = Object.keys(PARAMETERS) as EntityForm[]
  const made = new Map<string, Value>(forms.map((form) => [form, entityClass(form)]))
  made.set(
    'register_entities',
    construct('register_entities', () => ({ kind: 'none' })),
  )
  made.set('PGGrantTableChoice', choices())
  return made
}

/** `PGGrantTableChoice.SELECT` is the right of that name. */
function choices(): SaObject {
  return saObject(
    'PGGrantTableChoice',
    { kind: 'inert', name: 'PGGrantTableChoice' },
    { getAttribute: (name) => (name.startsWith('__') ? null : { kind: 'str', value: name }) },
  )
}

function entityClass(form: EntityForm): SaObject {
  return saObject(
    form,
    { kind: 'construct', name: form },
    {
      call: (call) => entityObject(form, factsOf(form, call)),
      getAttribute: (name) =>
        name === 'from_sql'
          ? construct(name, (call) => fromSql(form, call))
          : name.startsWith('__')
            ? null
            : inert(`${form}.${name}`),
    },
  )
}

function factsOf(form: EntityForm, { positional, keywords }: HostCall): ReadonlyMap<string, Value> {
  const facts = new Map(keywords)
  for (const [index, name] of PARAMETERS[form].entries()) {
    const value = positional[index]
    if (value) facts.set(name, value)
  }
  return facts
}

function entityObject(form: EntityForm, facts: ReadonlyMap<string, Value>): SaObject {
  const self = saObject(
    form,
    { kind: 'inert', name: form },
    {
      getAttribute: (name) =>
        facts.get(name) ?? (name.startsWith('__') ? null : inert(`${form}.${name}`)),
    },
  )
  entities.set(self, { form, facts })
  return self
}

const WRITTEN: Readonly<Partial<Record<EntityForm, RegExp>>> = {
  PGFunction:
    /^\s*create\s+(?:or\s+replace\s+)?function\s+(?:(?<schema>[\w"]+)\.)?(?<signature>[\w"]+\s*\([^]*?\))\s+(?<definition>(?:returns|language|as)\b[^]*)$/i,
  PGProcedure:
    /^\s*create\s+(?:or\s+replace\s+)?procedure\s+(?:(?<schema>[\w"]+)\.)?(?<signature>[\w"]+\s*\([^]*?\))\s+(?<definition>[^]*)$/i,
  PGView:
    /^\s*create\s+(?:or\s+replace\s+)?view\s+(?:(?<schema>[\w"]+)\.)?(?<signature>[\w"]+)\s+as\s+(?<definition>[^]*)$/i,
  PGMaterializedView:
    /^\s*create\s+materialized\s+view\s+(?:(?<schema>[\w"]+)\.)?(?<signature>[\w"]+)\s+as\s+(?<definition>[^]*)$/i,
  PGTrigger:
    /^\s*create\s+(?:constraint\s+)?trigger\s+(?<signature>[\w"]+)\s+(?<definition>[^]*)$/i,
}

/** `PGFunction.from_sql(text)` */
function fromSql(form: EntityForm, call: HostCall): Value {
  const text = textIn(call.positional[0])
  const found = text === null ? null : WRITTEN[form]?.exec(text)?.groups
  if (!found) return call.machine.unknown('this statement of an entity is not understood')
  const facts = new Map<string, Value>([['schema', { kind: 'str', value: 'public' }]])
  for (const [name, value] of Object.entries(found) as [string, string | undefined][]) {
    if (value !== undefined) {
      facts.set(name, {
        kind: 'str',
        value:
          value.replaceAll('"', '').length < value.length && name !== 'definition'
            ? value.replaceAll('"', '')
            : value,
      })
    }
  }
  return entityObject(form, facts)
}
