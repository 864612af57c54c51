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
  { databases, sources }: DeclaringAll,
): (table: TableDraft) => DatabaseTie | null {
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
    return byName(table, databases)
  }
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
