import { str } from '../../value/plain-value.ts'
import type { ModuleValue } from '../../value/value.ts'
import { define } from '../define.ts'
import { textOf } from '../read-argument.ts'
import { libraryModule } from './library-module.ts'

const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const DIGITS = '0123456789'
const SIGNS = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'

/** `string` and `textwrap`. */
export function textModules(): readonly ModuleValue[] {
  return [
    libraryModule('string', [
      ['ascii_lowercase', str(LOWER)],
      ['ascii_uppercase', str(LOWER.toUpperCase())],
      ['ascii_letters', str(LOWER + LOWER.toUpperCase())],
      ['digits', str(DIGITS)],
      ['hexdigits', str(`${DIGITS}abcdefABCDEF`)],
      ['octdigits', str('01234567')],
      ['punctuation', str(SIGNS)],
      ['whitespace', str(' \t\n\r\v\f')],
    ]),
    libraryModule(
      'textwrap',
      [],
      [
        define('dedent', 'text', ([text], machine) => str(dedent(textOf(text, machine)))),
        define('indent', 'text prefix', ([text, prefix], machine) => {
          const lead = textOf(prefix, machine)
          return str(textOf(text, machine).replace(/^(?=[^\n]*\S)/gm, () => lead))
        }),
      ],
    ),
    libraryModule(
      'inspect',
      [],
      [define('cleandoc', 'doc', ([text], machine) => str(dedent(textOf(text, machine)).trim()))],
    ),
  ]
}

/** Takes away the blanks that all lines begin with; lines of blanks alone become empty. */
export function dedent(text: string): string {
  const lines = text.split('\n').map((line) => (/^[ \t]+$/.test(line) ? '' : line))
  let margin: string | null = null
  for (const line of lines) {
    if (line === '') continue
    const lead = /^[ \t]*/.exec(line)?.[0] ?? ''
    margin = margin === null ? lead : shared(margin, lead)
  }
  const width = margin?.length ?? 0
  return lines.map((line) => line.slice(width)).join('\n')
}

function shared(left: string, right: string): string {
  let at = 0
  while (at < left.length && left[at] === right[at]) at += 1
  return left.slice(0, at)
}
