import { instance } from '../../value/make.ts'
import { none, str } from '../../value/plain-value.ts'
import type { Machine, ModuleValue, NativeFunction, Value } from '../../value/value.ts'
import { builtinClass, define, defineTolerant } from '../define.ts'
import { objectClass } from '../object-class.ts'
import { textOf } from '../read-argument.ts'
import { basename, dirname, joinPath, normalPath, splitExtension } from './path-text.ts'
import { libraryModule } from './library-module.ts'
import { tuple } from '../../value/make.ts'

function ask(name: Value | undefined, machine: Machine): Value {
  return machine.host.environment(textOf(name, machine), machine)
}

const getenv = defineTolerant('getenv', 'key default?', ([name, otherwise = none], machine) => {
  if (name?.kind === 'unknown') return name
  const value = ask(name, machine)
  return value.kind === 'none' ? otherwise : value
})

/** `os.environ`: every name is asked of the host. */
const environClass = builtinClass('_Environ', {
  module: 'os',
  bases: [objectClass],
  methods: [
    {
      ...getenv,
      name: 'get',
      isMethod: true,
      run: (given, machine) =>
        getenv.run({ ...given, positional: given.positional.slice(1) }, machine),
    },
    define('__getitem__', 'self key', ([, name], machine) => {
      const value = ask(name, machine)
      return value.kind === 'none' ? machine.raise('KeyError', textOf(name, machine)) : value
    }),
    define('__contains__', 'self key', ([, name], machine) => {
      const value = ask(name, machine)
      return value.kind === 'unknown' ? value : { kind: 'bool', value: value.kind !== 'none' }
    }),
    define('__setitem__', 'self key value', () => none),
    define('setdefault', 'self key value', ([, name, otherwise = none], machine) => {
      const value = ask(name, machine)
      return value.kind === 'none' ? otherwise : value
    }),
  ],
})

const pathFunctions: readonly NativeFunction[] = [
  define('join', '*', (_, machine, given) =>
    str(joinPath(given.positional.map((one) => textOf(one, machine)))),
  ),
  define('dirname', 'path', ([path], machine) => str(dirname(textOf(path, machine)))),
  define('basename', 'path', ([path], machine) => str(basename(textOf(path, machine)))),
  define('abspath', 'path', ([path], machine) => str(normalPath(textOf(path, machine)))),
  define('realpath', 'path', ([path], machine) => str(normalPath(textOf(path, machine)))),
  define('normpath', 'path', ([path], machine) => str(normalPath(textOf(path, machine)))),
  define('splitext', 'path', ([path], machine) =>
    tuple(splitExtension(textOf(path, machine)).map(str)),
  ),
  ...['exists', 'isfile', 'isdir', 'expanduser', 'getmtime'].map((name) =>
    define(name, 'path', (_, machine) => machine.unknown('interpreted code sees no files')),
  ),
]

/** `os` and `os.path`: texts alone; no file is looked at. */
export function osModules(): readonly ModuleValue[] {
  const path = libraryModule('os.path', [['sep', str('/')]], pathFunctions)
  const environ = instance(environClass, { file: 'os', line: 1, column: 1 })
  const refused = [
    'listdir',
    'system',
    'popen',
    'getcwd',
    'walk',
    'remove',
    'makedirs',
    'urandom',
    'getpid',
    'scandir',
    'mkdir',
    'unlink',
    'execv',
    'fork',
    'kill',
    'spawnl',
  ]
  return [
    path,
    libraryModule(
      'os',
      [
        ['environ', environ],
        ['path', path],
        ['sep', str('/')],
        ['linesep', str('\n')],
        ['name', str('posix')],
      ],
      [
        getenv,
        ...refused.map((name) =>
          defineTolerant(name, '*', (_, machine) =>
            machine.unknown(`"os.${name}" is not given to interpreted code`),
          ),
        ),
      ],
    ),
  ]
}
