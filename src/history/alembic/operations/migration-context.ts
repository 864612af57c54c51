import { construct, inert, saObject, type SaObject } from '../../../models/sqlalchemy/sa-object.ts'
import { metadataObject } from '../../../models/sqlalchemy/metadata-object.ts'
import { none } from '../../../python/value/plain-value.ts'
import type { Value } from '../../../python/value/value.ts'
import { bindObject, transactionObject } from '../database/bind-object.ts'
import { dictOf } from '../database/result-object.ts'
import { dialectObject } from '../database/dialect-object.ts'
import { execute } from '../database/bind-object.ts'
import type { ReplayContext } from '../replay/replay-context.ts'
import { waitFor } from '../replay/wait-for.ts'

/** What `op.get_context()` and `context.get_context()` give. */
export function migrationContextObject(context: ReplayContext): SaObject {
  const bind = bindObject(context, { url: context.url })
  return saObject(
    'MigrationContext',
    { kind: 'inert', name: 'MigrationContext' },
    {
      getAttribute: (name) => {
        if (name === 'dialect') return dialectObject(context)
        if (name === 'bind' || name === 'connection') return bind
        if (name === 'as_sql') return { kind: 'bool', value: false }
        if (name === 'autocommit_block') return construct(name, () => autocommitBlock(context))
        if (name === 'begin_transaction') return construct(name, () => transactionObject())
        if (name === 'opts') return optionsOf(context)
        if (name === 'script') return context.script
        if (name === 'execute') return construct(name, (call) => execute(call, context))
        if (name === 'impl') return implObject(context)
        if (name === 'config') return context.config
        if (name === 'stamp') {
          return construct(name, () => {
            context.isStamped = true
            return none
          })
        }
        if (name === 'get_current_revision') return construct(name, () => none)
        if (name === 'get_current_heads')
          return construct(name, () => ({ kind: 'tuple', items: [], names: null }))
        return name.startsWith('__') ? null : inert(`context.${name}`)
      },
    },
  )
}

function optionsOf(context: ReplayContext): Value {
  const { target } = context.configured
  return dictOf([
    ...context.configured.options,
    ['target_metadata', target ? metadataObject(target, context.reading) : none],
    ['version_table', context.configured.versionTable],
  ])
}

function implObject(context: ReplayContext): SaObject {
  return saObject(
    'impl',
    { kind: 'inert', name: 'impl' },
    {
      getAttribute: (name) => {
        if (name === 'dialect') return dialectObject(context)
        if (name === 'execute' || name === '_exec') {
          return construct(name, (call) => execute(call, context))
        }
        if (name === 'bind' || name === 'connection')
          return bindObject(context, { url: context.url })
        return name.startsWith('__') ? null : inert(`impl.${name}`)
      },
    },
  )
}

/** `with context.autocommit_block():` */
function autocommitBlock(context: ReplayContext): SaObject {
  return saObject(
    'autocommit_block',
    { kind: 'inert', name: 'autocommit_block' },
    {
      *enter() {
        yield* waitFor(context.runner.enterAutocommit())
        return none
      },
      *exit() {
        yield* waitFor(context.runner.leaveAutocommit())
        return none
      },
    },
  )
}
