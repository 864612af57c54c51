import { instance, tuple } from '../value/make.ts'
import type { ClassValue } from '../value/value.ts'
import { builtinClass, defineTolerant } from './define.ts'
import { objectClass } from './object-class.ts'
import { none } from '../value/plain-value.ts'

/** Each exception with its base; a base stands before those that inherit from it. */
const HIERARCHY = `
BaseException object
Exception BaseException
SystemExit BaseException
KeyboardInterrupt BaseException
GeneratorExit BaseException
StopIteration Exception
StopAsyncIteration Exception
ArithmeticError Exception
OverflowError ArithmeticError
ZeroDivisionError ArithmeticError
FloatingPointError ArithmeticError
AssertionError Exception
AttributeError Exception
BufferError Exception
EOFError Exception
ImportError Exception
ModuleNotFoundError ImportError
LookupError Exception
IndexError LookupError
KeyError LookupError
MemoryError Exception
NameError Exception
UnboundLocalError NameError
OSError Exception
FileNotFoundError OSError
FileExistsError OSError
PermissionError OSError
ConnectionError OSError
TimeoutError OSError
RuntimeError Exception
NotImplementedError RuntimeError
RecursionError RuntimeError
SyntaxError Exception
IndentationError SyntaxError
SystemError Exception
TypeError Exception
ValueError Exception
UnicodeError ValueError
UnicodeDecodeError UnicodeError
UnicodeEncodeError UnicodeError
Warning Exception
DeprecationWarning Warning
UserWarning Warning
RuntimeWarning Warning
FutureWarning Warning
PendingDeprecationWarning Warning
ImportWarning Warning
ExceptionGroup Exception
`

const construct = defineTolerant('exception', 'type *', ([type], machine, given) => {
  const made = instance(type as ClassValue, machine.here())
  made.attributes.set('args', tuple(given.positional.slice(1)))
  return made
})

const initialise = defineTolerant('__init__', 'self *', ([self], _, given) => {
  if (self?.kind === 'instance') self.attributes.set('args', tuple(given.positional.slice(1)))
  return none
})

/** Python's own exceptions by name. */
export const exceptionClasses: ReadonlyMap<string, ClassValue> = hierarchy()

function hierarchy(): ReadonlyMap<string, ClassValue> {
  const classes = new Map<string, ClassValue>()
  for (const line of HIERARCHY.trim().split('\n')) {
    const [name = '', base = ''] = line.split(' ')
    const bases = [classes.get(base) ?? objectClass]
    const methods = name === 'BaseException' ? [initialise] : []
    classes.set(name, builtinClass(name, { bases, construct, methods }))
  }
  const os = classes.get('OSError')
  if (os) classes.set('IOError', os).set('EnvironmentError', os)
  return classes
}

/** A built-in exception's class. */
export function exceptionClass(name: string): ClassValue {
  return classOrRoot(name)
}

function classOrRoot(name: string): ClassValue {
  return exceptionClasses.get(name) ?? exceptionClasses.get('Exception') ?? objectClass
}
