import type { Catalogue } from '../../src/catalogue/catalogue.ts'
import { canonicalJson, type Json } from '../../src/kernel/canonical-json.ts'

type Named = Readonly<Record<string, Json>>

/** Fields that name an object are texts in every kind. */
function textOf(object: Named, field: string): string {
  const value = object[field]
  return typeof value === 'string' ? value : ''
}

/** What hangs on a table, by the field that holds it. */
const parts = { columns: 'column', constraints: 'constraint', indexes: 'index' } as const
const more = { triggers: 'trigger', policies: 'policy' } as const

/** Every object of a catalogue by its name, as in `column public.users.email`, with its content. */
export function objectTexts(catalogue: Catalogue): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  for (const [field, list] of Object.entries(catalogue as unknown as Record<string, Named[]>)) {
    for (const object of list) {
      if (field === 'tables') addTable(texts, object)
      else texts.set(keyOf(object), canonicalJson(object))
    }
  }
  return texts
}

function addTable(texts: Map<string, string>, table: Named): void {
  const fields = { ...parts, ...more }
  const own = Object.entries(table).filter(([field]) => !(field in fields))
  texts.set(keyOf(table), canonicalJson(Object.fromEntries(own)))
  for (const [field, kind] of Object.entries(fields)) {
    for (const part of table[field] as readonly Named[]) {
      const name = `${nameOf(table)}.${textOf(part, 'name')}`
      texts.set(`${kind} ${name}`, canonicalJson(part))
    }
  }
}

function keyOf(object: Named): string {
  return `${textOf(object, 'kind')} ${nameOf(object)}`
}

function nameOf(object: Named): string {
  if (object['kind'] === 'undescribed') {
    return `${textOf(object, 'objectKind')} ${textOf(object, 'identity')}`
  }
  const schema = typeof object['schema'] === 'string' ? `${object['schema']}.` : ''
  const identity = object['identityArguments']
  const name = `${schema}${textOf(object, 'name')}`
  return typeof identity === 'string' ? `${name}(${identity})` : name
}

/** What differs between two states; of a table that comes or goes only the table is named. */
export function changesBetween(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): { readonly added: string[]; readonly changed: string[]; readonly removed: string[] } {
  return {
    added: withoutParts([...after.keys()].filter((key) => !before.has(key))),
    changed: [...after].flatMap(([key, text]) =>
      before.has(key) && before.get(key) !== text ? [key] : [],
    ),
    removed: withoutParts([...before.keys()].filter((key) => !after.has(key))),
  }
}

function withoutParts(keys: readonly string[]): string[] {
  const tables = keys.filter((key) => key.startsWith('table ')).map((key) => `${key.slice(6)}.`)
  const kinds = Object.values({ ...parts, ...more })
  return keys
    .filter((key) => {
      const [kind = '', ...name] = key.split(' ')
      const isPart = (kinds as string[]).includes(kind)
      return !isPart || !tables.some((table) => name.join(' ').startsWith(table))
    })
    .sort()
}
