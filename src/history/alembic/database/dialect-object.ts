import { construct, inert, saObject, type SaObject } from '../../../models/sqlalchemy/sa-object.ts'
import { textIn } from '../../../models/sqlalchemy/read-value.ts'
import { tuple } from '../../../python/value/make.ts'
import { bool, integer, str } from '../../../python/value/plain-value.ts'
import { identifier } from '../../../sql/identifier.ts'
import type { ReplayContext } from '../replay/replay-context.ts'
import { inspectorObject } from './inspector-object.ts'
import { positional } from '../../../python/value/make.ts'

/** The dialect: it is PostgreSQL's. */
export function dialectObject(context: ReplayContext): SaObject {
  return saObject(
    'dialect',
    { kind: 'inert', name: 'dialect' },
    {
      getAttribute: (name) => {
        if (name === 'name') return str('postgresql')
        if (name === 'driver') return str('psycopg2')
        if (name === 'default_schema_name') return str('public')
        if (name === 'server_version_info') {
          const version = context.runner.session.serverVersion
          return tuple([integer(Math.floor(version / 10_000)), integer(version % 10_000)])
        }
        if (/^supports_|^native_/.test(name)) return bool(true)
        if (
          name === 'has_table' ||
          name === 'get_columns' ||
          name === 'has_index' ||
          name === 'has_schema'
        ) {
          return construct(name, function* (call) {
            const inspector = inspectorObject(context)
            const method = yield* call.machine.getAttribute(inspector, name)
            const rest = { ...positional(...call.positional.slice(1)), keywords: call.keywords }
            return yield* call.machine.call(method, rest)
          })
        }
        if (name === 'identifier_preparer') return preparer()
        return name.startsWith('__') ? null : inert(`dialect.${name}`)
      },
    },
  )
}

function preparer(): SaObject {
  return saObject(
    'identifier_preparer',
    { kind: 'inert', name: 'identifier_preparer' },
    {
      getAttribute: (name) =>
        construct(name, ({ positional: [text] }) => str(identifier(textIn(text) ?? '?'))),
    },
  )
}
