import { placeOf } from '../../kernel/place.ts'
import type { DatabaseTie } from '../declaration.ts'
import type { DeclaringAll } from './declare-all-request.ts'
import type { MetadataDraft, TableDraft } from './drafts.ts'
import type { ClassValue } from '../../python/value/value.ts'
import { attributeIn } from './map-class.ts'
import { entriesIn, textIn } from './read-value.ts'
import { scanBases } from './scan-order.ts'

/** Finds which of several databases a table belongs to, and why. */
export function tieFinder(
  metadata: MetadataDraft,
  all: DeclaringAll,
): (table: TableDraft) => DatabaseTie | null {
  const { databases, sources } = all
  const address = addressTie(metadata, all)
  return (table) => {
    const key = bindKeyOf(table) ?? metadata.bindKey
    if (key !== null) return { database: key, why: 'bind key', at: table.at }
    const bases = table.owner ? scanBases(table.owner) : []
    const told = bases.map(docTie).find((one) => one !== null)
    if (told) return told
    const module = sources.modules.get(table.module)
    const [, doc] = /^\s*(?:"""|''')([^]*?)(?:"""|''')/.exec(module?.text ?? '') ?? []
    const named = databaseIn(doc)
    if (named !== null) return { database: named, why: 'docstring', at: table.at }
    return byName(table, databases) ?? address
  }
}

/**
 * The database of an address that the module names which makes the metadata: `AUTH_DATABASE_URL`,
 * `settings.auth_database_url`, `postgresql://…/auth`. Where it names several, none is meant.
 */
function addressTie(
  { at }: MetadataDraft,
  { databases, sources }: DeclaringAll,
): DatabaseTie | null {
  const text = [...sources.modules.values()].find(({ file }) => file === at.file)?.text ?? ''
  const found = databases.flatMap((database) => {
    const name = escaped(database)
    const named = new RegExp(
      String.raw`\b(?:${name}_(?:\w+_)?(?:url|uri|dsn)|\w*(?:url|uri|dsn)_${name}|postgres(?:ql)?(?:\+\w+)?://[^\s"']*/(?:\w+_)?${name})\b`,
      'i',
    )
    const offset = text.search(named)
    return offset < 0 ? [] : [{ database, at: placeOf(at.file, text, offset) }]
  })
  const [only, ...others] = found
  return only === undefined || others.length > 0 ? null : { ...only, why: 'database URL' }
}

function bindKeyOf(table: TableDraft): string | null {
  const info = textIn(entriesIn(table.options.get('info')).get('bind_key'))
  return table.bindKey ?? info ?? (table.owner && textIn(attributeIn(table.owner, '__bind_key__')))
}

/** `Database: accounts.` in the docstring of a class. */
function docTie({ doc, at }: ClassValue): DatabaseTie | null {
  const database = databaseIn(doc)
  return database === null || !at ? null : { database, why: 'docstring', at }
}

function databaseIn(doc: string | null | undefined): string | null {
  const [, name] = /\bDatabase:\s*`{0,2}(\w+)/i.exec(doc ?? '') ?? []
  return name ?? null
}

/** A base class or a folder that bears a database's name. */
function byName(table: TableDraft, databases: readonly string[]): DatabaseTie | null {
  const bases = table.owner ? scanBases(table.owner).slice(1) : []
  for (const database of databases) {
    const pattern = new RegExp(`^${escaped(database)}_?(base|model|db)$`, 'i')
    const base = bases.find(({ name }) => pattern.test(name))
    if (base?.at) return { database, why: 'base class', at: base.at }
    if (table.module.split('.').includes(database)) return { database, why: 'folder', at: table.at }
  }
  return null
}

function escaped(text: string): string {
  return text.replaceAll(/[^\w]/g, '\\$&')
}
