import { str } from '../../value/plain-value.ts'
import type { ModuleValue, NativeFunction } from '../../value/value.ts'
import { define, defineTolerant } from '../define.ts'
import { optionalText, textOf } from '../read-argument.ts'
import { libraryModule } from './library-module.ts'

/** Percent signs for all but letters, digits, `_.-~` and what is named safe. */
function quoted(text: string, safe: string): string {
  return Array.from(text, (letter) => {
    if (/[\w.~-]/.test(letter) && letter < '\u0080') return letter
    if (safe.includes(letter)) return letter
    return encodeURIComponent(letter).replace(
      /[!'()*]/g,
      (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
    )
  }).join('')
}

const functions: readonly NativeFunction[] = [
  define('quote', 'string safe? encoding? errors?', ([text, safe], machine) =>
    str(quoted(textOf(text, machine), optionalText(safe, machine) ?? '/')),
  ),
  define('quote_plus', 'string safe? encoding? errors?', ([text, safe], machine) =>
    str(
      quoted(textOf(text, machine), `${optionalText(safe, machine) ?? ''} `).replaceAll(' ', '+'),
    ),
  ),
  define('unquote', 'string encoding? errors?', ([text], machine) =>
    str(decodeURIComponent(textOf(text, machine))),
  ),
  ...['urlparse', 'urlsplit', 'urlunparse', 'urlencode', 'urljoin', 'parse_qs'].map((name) =>
    defineTolerant(name, '*', (_, machine) =>
      machine.unknown(`"${name}" of module "urllib.parse" is not understood`),
    ),
  ),
]

/** `urllib.parse`: texts alone; nothing is fetched. */
export function urllibModules(): readonly ModuleValue[] {
  const parse = libraryModule('urllib.parse', [], functions)
  return [parse, libraryModule('urllib', [['parse', parse]])]
}
