import { md5 } from '@noble/hashes/legacy.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { list, positional } from '../../python/value/make.ts'
import { str } from '../../python/value/plain-value.ts'
import type { Value } from '../../python/value/value.ts'
import type { ColumnDraft, TableDraft } from './drafts.ts'
import type { Finishing } from './finishing.ts'
import { isFinalName } from './final-name.ts'
import { entriesIn, textIn } from './read-value.ts'
import type { Reading } from './reading.ts'
import { inert, isUnknown, itemOf, saObject, type SaObject } from './sa-object.ts'
import { tableObject } from './table-object.ts'

/** What a naming convention is asked for: a constraint or index by the letters of its kind. */
export type NamePrefix = 'ix' | 'uq' | 'ck' | 'fk' | 'pk'

/** What is to be named. */
export interface ToName {
  /** As the project wrote it. */
  readonly name: Value | null
  /** Those that have a place in a table; an expression has none. */
  readonly columns: readonly ColumnDraft[]
  /** Of a foreign key: `schema.table.column`. */
  readonly targets?: readonly NamedTarget[]
}

interface NamedTarget {
  readonly table: string
  readonly column: string
  readonly full: string
}

interface Named {
  readonly name: string | null
  readonly table: TableDraft
  readonly columns: readonly ColumnDraft[]
  readonly targets: readonly NamedTarget[]
}

/** Classes of SQLAlchemy that may stand for the letters in a convention. */
const CLASSES: Readonly<Record<NamePrefix, string>> = {
  ix: 'Index',
  uq: 'UniqueConstraint',
  ck: 'CheckConstraint',
  fk: 'ForeignKeyConstraint',
  pk: 'PrimaryKeyConstraint',
}

/** What SQLAlchemy names an index without a convention. */
const USUAL = 'ix_%(column_0_label)s'

/** The name as SQLAlchemy gives it, by a convention or as it is written; null where PostgreSQL makes one. */
export async function nameOf(
  prefix: NamePrefix,
  { name, columns, targets = [] }: ToName,
  { table, reading }: Finishing,
): Promise<string | null> {
  if (isUnknown(name)) reading.doubt(name, table.name)
  const given = textIn(name)
  if (given !== null && isFinalName(name)) return truncated(given)
  const { naming } = table.metadata
  if (isUnknown(naming)) reading.doubt(naming, table.name)
  const template = templateOf(prefix, naming)
  if (template === null) return given
  const isWrapped = template.includes('constraint_name')
  if ((given !== null) !== isWrapped) return given
  const named = { name: given, table, columns, targets }
  const filled = await fill(template, named, { convention: entriesIn(naming), reading })
  return filled === null ? given : truncated(filled)
}

/** The template of a convention: under the letters of a kind, or under its class. */
function templateOf(prefix: NamePrefix, naming: Value | null): string | null {
  const entries = naming?.kind === 'dict' ? [...naming.entries.values()] : []
  if (entries.length === 0) return prefix === 'ix' ? USUAL : null
  const byLetters = entries.find(([key]) => textIn(key) === prefix)
  const byClass = entries.find(([key]) => {
    const item = itemOf(key)
    return item?.kind === 'construct' && item.name === CLASSES[prefix]
  })
  return textIn((byLetters ?? byClass)?.[1])
}

interface Filling {
  readonly convention: ReadonlyMap<string, Value>
  readonly reading: Reading
}

async function fill(template: string, named: Named, filling: Filling): Promise<string | null> {
  let result = ''
  let last = 0
  for (const match of template.matchAll(/%\((\w+)\)s|%%/g)) {
    result += template.slice(last, match.index)
    const [whole, key] = match
    const value = key === undefined ? '%' : await token(key, named, filling)
    if (value === null) {
      filling.reading.gap(
        `the token "${key ?? ''}" of a naming convention is not understood`,
        named.table.at,
      )
      return null
    }
    result += value
    last = match.index + whole.length
  }
  return result + template.slice(last)
}

async function token(key: string, named: Named, filling: Filling): Promise<string | null> {
  const custom = filling.convention.get(key)
  if (custom) return called(custom, named, filling)
  if (key === 'table_name') return named.table.name
  if (key === 'constraint_name') return named.name
  if (key === 'referred_table_name') return named.targets[0]?.table ?? null
  const [, referred] = /^(referred_)/.exec(key) ?? []
  const [, digits, many, what] = /column_(\d+)(_?N)?_(name|key|label)$/.exec(key) ?? []
  if (digits === undefined || what === undefined) return null
  const texts =
    referred === undefined
      ? named.columns.map((column) => columnToken(column, what, named.table))
      : named.targets.map((target) => target.column)
  if (many !== undefined) return texts.join(many === '_N' ? '_' : '')
  return texts[Number(digits)] ?? ''
}

function columnToken(column: ColumnDraft, what: string, table: TableDraft): string {
  if (what === 'key') return column.key ?? ''
  const name = column.name ?? ''
  if (what === 'name') return name
  const schema = table.schema === null ? '' : `${table.schema.replaceAll('.', '_')}_`
  return `${schema}${table.name}_${name}`
}

/** A function of the project is called with the constraint and its table. */
async function called(callee: Value, named: Named, { reading }: Filling): Promise<string | null> {
  const outcome = await reading.program.call(
    callee,
    positional(constraintView(named), tableObject(named.table, reading)),
  )
  return outcome.kind === 'returned' ? textIn(outcome.value) : null
}

function constraintView(named: Named): SaObject {
  const elements = named.targets.map((target) =>
    saObject(
      'ForeignKey',
      { kind: 'inert', name: 'ForeignKey' },
      {
        getAttribute: (name) => (name === 'target_fullname' ? str(target.full) : inert(name)),
      },
    ),
  )
  const columns = named.columns.map((column) =>
    saObject(
      'Column',
      { kind: 'inert', name: 'Column' },
      {
        getAttribute: (name) =>
          name === 'name' || name === 'key' ? str(column[name] ?? '') : inert(name),
      },
    ),
  )
  return saObject(
    'constraint',
    { kind: 'inert', name: 'constraint' },
    {
      getAttribute: (name) => {
        if (name === 'elements') return list(elements)
        if (name === 'columns') return list(columns)
        if (name === 'name') return named.name === null ? { kind: 'none' } : str(named.name)
        return name.startsWith('__') ? null : inert(name)
      },
    },
  )
}

/** The longest name that PostgreSQL keeps, in bytes. */
const LONGEST = 63

/** A name that a convention made too long ends in four digits of its hash. */
export function truncated(name: string): string {
  if (name.length <= LONGEST) return name
  return `${name.slice(0, LONGEST - 8)}_${bytesToHex(md5(utf8ToBytes(name))).slice(-4)}`
}
