import { instance, list } from '../../value/make.ts'
import { none, str, integer, float } from '../../value/plain-value.ts'
import type { ClassValue, ModuleValue, NativeFunction } from '../../value/value.ts'
import { namedTupleMaker } from '../named-tuple.ts'
import { builtinClass, defineTolerant } from '../define.ts'
import { exceptionClass } from '../exception-classes.ts'
import { objectClass } from '../object-class.ts'
import { libraryModule } from './library-module.ts'

const silent = (name: string): NativeFunction => defineTolerant(name, '*', () => none)

const LEVELS = [
  'debug',
  'info',
  'warning',
  'warn',
  'error',
  'exception',
  'critical',
  'log',
  'fatal',
]

const loggerClass: ClassValue = builtinClass('Logger', {
  module: 'logging',
  bases: [objectClass],
  methods: [...LEVELS, 'setLevel', 'addHandler', 'removeHandler', 'addFilter'].map(silent),
})

const getLogger = defineTolerant('getLogger', 'name?', (_, machine) =>
  instance(loggerClass, machine.here()),
)

function refused(module: string, names: readonly string[]): readonly NativeFunction[] {
  return names.map((name) =>
    defineTolerant(name, '*', (_, machine) =>
      machine.unknown(`"${module}.${name}" differs from run to run`),
    ),
  )
}

const version = namedTupleMaker(
  'version_info',
  ['major', 'minor', 'micro', 'releaselevel', 'serial'],
  new Map(),
)
const levels = [
  ['DEBUG', 10],
  ['INFO', 20],
  ['WARNING', 30],
  ['ERROR', 40],
  ['CRITICAL', 50],
] as const

/** Modules that write, wait or draw lots: without effect, and what they give is unknown. */
export function silentModules(): readonly ModuleValue[] {
  return [
    libraryModule(
      'logging',
      [['Logger', loggerClass], ...levels.map(([name, level]) => [name, integer(level)] as const)],
      [getLogger, ...[...LEVELS, 'basicConfig', 'captureWarnings', 'disable'].map(silent)],
    ),
    libraryModule('logging.config', [], [silent('fileConfig'), silent('dictConfig')]),
    libraryModule(
      'warnings',
      [],
      [silent('warn'), silent('simplefilter'), silent('filterwarnings')],
    ),
    libraryModule(
      'time',
      [],
      [silent('sleep'), ...refused('time', ['time', 'monotonic', 'perf_counter', 'time_ns'])],
    ),
    libraryModule(
      'random',
      [],
      refused('random', ['random', 'randint', 'choice', 'choices', 'shuffle', 'sample']),
    ),
    libraryModule(
      'secrets',
      [],
      refused('secrets', ['token_hex', 'token_urlsafe', 'token_bytes', 'choice']),
    ),
    libraryModule(
      'asyncio',
      [],
      [
        // What is run was evaluated already, or is unknown.
        ...['run', 'run_until_complete'].map((name) =>
          defineTolerant(name, 'main *', ([main = none]) => main),
        ),
      ],
    ),
    libraryModule(
      'math',
      [
        ['pi', float(Math.PI)],
        ['inf', float(Infinity)],
      ],
      [],
    ),
    sysModule(),
    libraryModule('traceback', [['error', exceptionClass('Exception')]], [silent('print_exc')]),
  ]
}

function sysModule(): ModuleValue {
  return libraryModule(
    'sys',
    [
      ['argv', list([str('')])],
      ['path', list([])],
      ['platform', str('linux')],
      ['maxsize', integer(2n ** 63n - 1n)],
      [
        'version_info',
        {
          kind: 'tuple',
          items: [integer(3), integer(12), integer(0), str('final'), integer(0)],
          names: version.name === '' ? null : ['major', 'minor', 'micro', 'releaselevel', 'serial'],
        },
      ],
    ],
    [
      defineTolerant('exit', '*', (_, machine) => machine.raise('SystemExit', '')),
      defineTolerant('intern', 'text', ([text = none]) => text),
    ],
  )
}
