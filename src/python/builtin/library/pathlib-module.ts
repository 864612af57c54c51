import { instance, tuple } from '../../value/make.ts'
import { bool, str } from '../../value/plain-value.ts'
import type { ClassValue, Machine, ModuleValue, Value } from '../../value/value.ts'
import { builtinClass, define } from '../define.ts'
import { objectClass } from '../object-class.ts'
import { textOf } from '../read-argument.ts'
import { basename, dirname, joinPath, normalPath, splitExtension } from './path-text.ts'
import { libraryModule } from './library-module.ts'

function pathText(value: Value | undefined, machine: Machine): string {
  const own = value?.kind === 'instance' ? value.attributes.get('text') : undefined
  return textOf(own ?? value, machine)
}

function made(text: string, machine: Machine): Value {
  const path = instance(pathClass, machine.here())
  const normal =
    text === ''
      ? '.'
      : text
          .replace(/\/+/g, '/')
          .replace(/(?<=.)\/$/, '')
          .replace(/(^|\/)\.(?=\/)\/?/g, '$1')
  const name = basename(normal)
  const [stem, suffix] = splitExtension(name)
  path.attributes.set('text', str(normal)).set('name', str(name)).set('stem', str(stem))
  path.attributes.set('suffix', str(suffix)).set('parts', tuple(normal.split('/').map(str)))
  return path
}

const pathClass: ClassValue = builtinClass('PosixPath', {
  module: 'pathlib',
  bases: [objectClass],
  construct: define('Path', 'type *', (_, machine, given) =>
    made(joinPath(given.positional.slice(1).map((one) => pathText(one, machine))), machine),
  ),
  attributes: [
    [
      'parent',
      property('parent', (text, machine) =>
        made(dirname(text) === '' ? '.' : dirname(text), machine),
      ),
    ],
    [
      'parents',
      property('parents', (text, machine) => {
        const found: Value[] = []
        for (let at = text; dirname(at) !== at && at !== '.'; at = dirname(at)) {
          found.push(made(dirname(at), machine))
          if (dirname(at) === '') break
        }
        return tuple(found)
      }),
    ],
  ],
  methods: [
    define('__truediv__', 'self other', ([self, other], machine) =>
      made(joinPath([pathText(self, machine), pathText(other, machine)]), machine),
    ),
    define('joinpath', 'self *', (_, machine, given) =>
      made(joinPath(given.positional.map((one) => pathText(one, machine))), machine),
    ),
    define('__str__', 'self', ([self], machine) => str(pathText(self, machine))),
    define('__repr__', 'self', ([self], machine) => str(`PosixPath('${pathText(self, machine)}')`)),
    define('__eq__', 'self other', ([self, other], machine) =>
      bool(
        other?.kind === 'instance' &&
          other.type === pathClass &&
          pathText(self, machine) === pathText(other, machine),
      ),
    ),
    define('as_posix', 'self', ([self], machine) => str(pathText(self, machine))),
    define('resolve', 'self strict?', ([self], machine) =>
      made(normalPath(pathText(self, machine)), machine),
    ),
    define('absolute', 'self', ([self], machine) =>
      made(normalPath(pathText(self, machine)), machine),
    ),
    define('with_suffix', 'self suffix', ([self, suffix], machine) =>
      made(splitExtension(pathText(self, machine))[0] + textOf(suffix, machine), machine),
    ),
    define('with_name', 'self name', ([self, name], machine) =>
      made(joinPath([dirname(pathText(self, machine)), textOf(name, machine)]), machine),
    ),
    define('read_text', 'self encoding? errors?', ([self], machine) =>
      readText(pathText(self, machine), machine),
    ),
    ...[
      'exists',
      'is_file',
      'is_dir',
      'open',
      'read_bytes',
      'write_text',
      'iterdir',
      'glob',
      'rglob',
      'mkdir',
      'unlink',
    ].map((name) =>
      define(name, 'self *', (_, machine) => machine.unknown('interpreted code sees no files')),
    ),
  ],
})

function property(name: string, body: (text: string, machine: Machine) => Value): Value {
  const getter = define(name, 'self', ([self], machine) => body(pathText(self, machine), machine))
  return { kind: 'property', getter, setter: null, isCached: false }
}

/** The caller may give the texts of files of the project. */
function readText(path: string, machine: Machine): Value {
  const text = machine.host.fileText?.(path) ?? null
  return text === null
    ? machine.unknown(`the file "${path}" is not given to interpreted code`)
    : str(text)
}

/** `pathlib`: paths are texts; no file is looked at. */
export function pathlibModule(): ModuleValue {
  return libraryModule('pathlib', [
    ['Path', pathClass],
    ['PurePath', pathClass],
    ['PosixPath', pathClass],
  ])
}
