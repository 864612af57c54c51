import { construct, inert, saObject, type SaObject } from '../../../models/sqlalchemy/sa-object.ts'
import { metadataObject } from '../../../models/sqlalchemy/metadata-object.ts'
import { bool, none } from '../../../python/value/plain-value.ts'
import { tuple } from '../../../python/value/make.ts'
import type { Value } from '../../../python/value/value.ts'
import { bindObject, execute, transactionObject } from '../database/bind-object.ts'
import { dictOf } from '../database/result-object.ts'
import { dialectObject } from '../database/dialect-object.ts'
import type { ReplayContext } from '../replay/replay-context.ts'
import { waitFor } from '../replay/wait-for.ts'

/** What `op.get_context()` and `context.get_context()` give. */
export function migrationContextObject(context: ReplayContext): SaObject {
  return saObject(
    'MigrationContext',
    { kind: 'inert', name: 'MigrationContext' },
    {
      getAttribute: (name) =>
        contextMethod(name, context) ??
        contextFact(name, context) ??
        (name.startsWith('__') ? null : inert(`context.${name}`)),
    },
  )
}

function contextFact(name: string, context: ReplayContext): Value | null {
  switch (name) {
    case 'dialect':
      return dialectObject(context)
    case 'bind':
    case 'connection':
      return bindObject(context, { url: context.url })
    case 'as_sql':
      return bool(false)
    case 'opts':
      return optionsOf(context)
    case 'script':
      return context.script
    case 'config':
      return context.config
    case 'impl':
      return implObject(context)
    default:
      return null
  }
}

function contextMethod(name: string, context: ReplayContext): Value | null {
  switch (name) {
    case 'autocommit_block':
      return construct(name, () => autocommitBlock(context))
    case 'begin_transaction':
      return construct(name, () => transactionObject(context))
    case 'execute':
      return construct(name, (call) => execute(call, context))
    case 'stamp':
      return construct(name, () => {
        context.isStamped = true
        return none
      })
    case 'get_current_revision':
      return construct(name, () => none)
    case 'get_current_heads':
      return construct(name, () => tuple([]))
    default:
      return null
  }
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
        if (name === 'bind' || name === 'connection') {
          return bindObject(context, { url: context.url })
        }
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
      *enter({ at }) {
        yield* waitFor(context.runner.enterAutocommit(at))
        return none
      },
      *exit() {
        yield* waitFor(context.runner.leaveAutocommit())
        return none
      },
    },
  )
}
