import { construct, saObject } from '../../../models/sqlalchemy/sa-object.ts'
import { integer, none, str } from '../../../python/value/plain-value.ts'
import type { Machine, Value } from '../../../python/value/value.ts'

/** An address as SQLAlchemy takes it apart; unknown where there is none. */
export function urlObject(url: string | null, machine: Machine): Value {
  const parts =
    /^([\w+]+):\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^:/?]*)(?::(\d+))?(?:\/([^?]*))?/.exec(url ?? '')
  if (url === null || !parts) return machine.unknown('the address of the database is not given')
  const [, driver = '', username, password, host = '', port, database = ''] = parts
  const facts = new Map<string, Value>([
    ['drivername', str(driver)],
    ['username', username === undefined ? none : str(username)],
    ['password', password === undefined ? none : str(password)],
    ['host', str(host)],
    ['port', port === undefined ? none : integer(Number(port))],
    ['database', str(database)],
  ])
  return saObject(
    'URL',
    { kind: 'inert', name: 'URL' },
    {
      getAttribute: (name) => {
        if (/^(render_as_string|__str__|__to_string__)$/.test(name)) {
          return construct(name, () => str(url))
        }
        if (name === 'get_backend_name') {
          return construct(name, () => str(driver.split('+')[0] ?? ''))
        }
        return facts.get(name) ?? null
      },
      text: () => str(url),
      *operate({ operator, other }, { machine: inner }) {
        if (operator !== 'in' && operator !== '==') {
          return inner.unknown('this of an address is not understood')
        }
        return yield* inner.compare(
          operator,
          operator === 'in' ? other : str(url),
          operator === 'in' ? str(url) : other,
        )
      },
    },
  )
}
