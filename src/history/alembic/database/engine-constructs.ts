import { entriesIn, keyword, textIn } from '../../../models/sqlalchemy/read-value.ts'
import { construct, inert, type SaObject } from '../../../models/sqlalchemy/sa-object.ts'
import type { HostCall, Value } from '../../../python/value/value.ts'
import type { ReplayContext } from '../replay/replay-context.ts'
import { bindObject } from './bind-object.ts'
import { dialectObject } from './dialect-object.ts'
import { inspectorObject } from './inspector-object.ts'
import { isBind } from './bind-object.ts'

/** Engines, connections and sessions: all are to the shadow. */
export function engineConstructs(context: ReplayContext): readonly SaObject[] {
  const connect = (url: Value | undefined): Value => {
    const text = textOfUrl(url)
    return bindObject(context, { url: text }, 'Engine')
  }
  const fromConfig = ({ positional: [options], keywords }: HostCall): Value => {
    const prefix = textIn(keyword(keywords, 'prefix')) ?? 'sqlalchemy.'
    const found = entriesIn(options ?? keywords.get('configuration'))
    return connect(keywords.get('url') ?? found.get(`${prefix}url`))
  }
  return [
    construct('create_engine', ({ positional: [url], keywords }) =>
      connect(url ?? keywords.get('url')),
    ),
    construct('create_async_engine', ({ positional: [url], keywords }) =>
      connect(url ?? keywords.get('url')),
    ),
    construct('engine_from_config', fromConfig),
    construct('async_engine_from_config', fromConfig),
    construct('AsyncEngine', ({ positional: [engine] }) => engine ?? connect(undefined)),
    construct('make_url', ({ positional: [url] }) => url ?? inert('url')),
    construct('inspect', ({ positional: [what] }) => {
      if (what && isBind(what)) return inspectorOf(context)
      return what?.kind === 'unknown' ? what : inert('inspect')
    }),
    inspectorClass(context),
  ]
}

/** It has the dialect and the bind of what it was made of. */
function inspectorOf(context: ReplayContext): SaObject {
  return inspectorObject(context, (name) => {
    if (name === 'dialect') return dialectObject(context)
    return name === 'bind' || name === 'engine' ? bindObject(context, { url: context.url }) : null
  })
}

/** `Inspector.from_engine(bind)` */
function inspectorClass(context: ReplayContext): SaObject {
  const made = (): Value => inspectorOf(context)
  const self = construct('Inspector', made)
  return {
    ...self,
    getAttribute: (name) => (name === 'from_engine' ? construct(name, made) : inert(name)),
    isInstance: (value) => value.kind === 'host' && value.typeName === 'Inspector',
  }
}

function textOfUrl(value: Value | undefined): string | null {
  const text = textIn(value)
  if (text !== null || value?.kind !== 'host' || !('url' in value)) return text
  return typeof value.url === 'string' ? value.url : null
}
