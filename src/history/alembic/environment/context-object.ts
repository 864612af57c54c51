import type { MetadataDraft } from '../../../models/sqlalchemy/drafts.ts'
import { flagIn, itemsIn, textIn } from '../../../models/sqlalchemy/read-value.ts'
import {
  construct,
  itemOfKind,
  saObject,
  type SaObject,
} from '../../../models/sqlalchemy/sa-object.ts'
import { dict, list } from '../../../python/value/make.ts'
import { bool, none, str } from '../../../python/value/plain-value.ts'
import type { HostCall, Value } from '../../../python/value/value.ts'
import { bindObject, transactionObject } from '../database/bind-object.ts'
import { migrationContextObject } from '../operations/migration-context.ts'
import type { Configured, ReplayContext } from '../replay/replay-context.ts'

/** One time that env.py asks for the revisions to be run. */
export interface EnvironmentRun {
  /** What `run_migrations` was given, and `upgrade` is. */
  readonly keywords: ReadonlyMap<string, Value>
  /** The address of the connection that was configured; null where it is not known. */
  readonly url: string | null
  /** What was configured for it. */
  readonly configured: Configured
}

/** What env.py is told of the command line, and what it says. */
export interface ContextFacts {
  /** The arguments of `-x`. */
  readonly x: readonly string[]
  readonly onRun: (run: EnvironmentRun) => void
}

/** `alembic.context` */
export function contextObject(context: ReplayContext, { x, onRun }: ContextFacts): SaObject {
  let url: string | null = null
  const methods: Readonly<Record<string, (call: HostCall) => Value>> = {
    configure: (call) => {
      url = configure(call, context)
      return none
    },
    begin_transaction: () => transactionObject(context),
    run_migrations: ({ keywords }) => {
      onRun({ keywords, url, configured: { ...context.configured } })
      return none
    },
    is_offline_mode: () => bool(false),
    is_transactional_ddl: () => bool(true),
    get_x_argument: (call) => argumentsOf(x, call),
    get_context: () => migrationContextObject(context),
    get_bind: () => bindObject(context, { url: context.url }),
    get_tag_argument: () => none,
    get_revision_argument: () => str('heads'),
    get_starting_revision_argument: () => none,
    get_head_revision: () => none,
  }
  return saObject(
    'context',
    { kind: 'inert', name: 'context' },
    {
      getAttribute: (name, call) => {
        const method = methods[name]
        if (method) return construct(`context.${name}`, method)
        if (name === 'config') return context.config
        if (name === 'script') return context.script
        return name.startsWith('__')
          ? null
          : call.machine.unknown(`"context.${name}" is not understood`)
      },
    },
  )
}

/** Keeps what env.py configures; gives the address of the connection. */
function configure({ keywords }: HostCall, context: ReplayContext): string | null {
  const { configured } = context
  const target = targetOf(keywords.get('target_metadata'))
  if (target) {
    configured.targets = itemsIn(keywords.get('target_metadata')).flatMap(
      (one) => metadataOf(one) ?? [],
    )
    configured.target = target
    configured.naming = target.naming
  }
  configured.options = keywords
  const given = keywords.get('target_metadata')
  if (given) configured.given.push(given)
  const table = textIn(keywords.get('version_table'))
  if (table !== null) configured.versionTable = table
  configured.versionTableSchema = textIn(keywords.get('version_table_schema'))
  configured.versionTableHasKey = flagIn(keywords.get('version_table_pk')) !== false
  for (const name of ['version_table', 'version_table_schema']) {
    const given = keywords.get(name)
    if (given?.kind === 'unknown') {
      context.gap(`the ${name} is not known: ${given.reason}`, given.at)
    }
  }
  const connection = keywords.get('connection')
  const own = connection?.kind === 'host' && 'url' in connection ? connection.url : null
  return typeof own === 'string' ? own : textIn(keywords.get('url'))
}

function targetOf(value: Value | undefined): MetadataDraft | null {
  for (const one of itemsIn(value)) {
    const found = metadataOf(one)
    // Of several metadatas Alembic takes no naming convention.
    if (found) {
      return value?.kind === 'list' || value?.kind === 'tuple' ? { ...found, naming: null } : found
    }
  }
  return null
}

function metadataOf(value: Value): MetadataDraft | null {
  return itemOfKind(value, 'metadata')
}

function argumentsOf(x: readonly string[], { positional, keywords }: HostCall): Value {
  const isDictionary = flagIn(positional[0] ?? keywords.get('as_dictionary')) === true
  if (!isDictionary) return list(x.map(str))
  return dict(
    x.map((argument) => {
      const [name = '', value = ''] = argument.split(/=(.*)/s, 2)
      return [`s${name}`, [str(name), str(value)]]
    }),
  )
}
