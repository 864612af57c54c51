import { builtinClass } from '../../../python/builtin/define.ts'
import { exceptionClass } from '../../../python/builtin/exception-classes.ts'
import { instance, tuple } from '../../../python/value/make.ts'
import { none, str } from '../../../python/value/plain-value.ts'
import { Raised } from '../../../python/value/raised.ts'
import type { ClassValue, HostCall, Value } from '../../../python/value/value.ts'
import type { RevisionFailure } from '../revision-outcome.ts'

/** Exceptions of SQLAlchemy and Alembic, each with its base before it. */
const HIERARCHY = `
SQLAlchemyError Exception
ArgumentError SQLAlchemyError
CompileError SQLAlchemyError
InvalidRequestError SQLAlchemyError
NoInspectionAvailable InvalidRequestError
ResourceClosedError InvalidRequestError
NoSuchColumnError InvalidRequestError
NoResultFound InvalidRequestError
MultipleResultsFound InvalidRequestError
NoReferenceError InvalidRequestError
NoReferencedTableError NoReferenceError
NoSuchTableError InvalidRequestError
UnreflectableTableError InvalidRequestError
StatementError SQLAlchemyError
DBAPIError StatementError
InterfaceError DBAPIError
DatabaseError DBAPIError
DataError DatabaseError
OperationalError DatabaseError
IntegrityError DatabaseError
InternalError DatabaseError
ProgrammingError DatabaseError
NotSupportedError DatabaseError
CommandError Exception
`

/** The classes of exceptions by their names. */
export const exceptions: ReadonlyMap<string, ClassValue> = makeClasses()

function makeClasses(): ReadonlyMap<string, ClassValue> {
  const made = new Map<string, ClassValue>()
  for (const line of HIERARCHY.trim().split('\n')) {
    const [name = '', base = ''] = line.split(' ')
    const parent = made.get(base) ?? exceptionClass(base)
    const construct = parent.construct ?? undefined
    made.set(
      name,
      builtinClass(name, {
        module: 'sqlalchemy.exc',
        bases: [parent],
        ...(construct ? { construct } : {}),
      }),
    )
  }
  return made
}

/** The class for a SQLSTATE, as psycopg has it. */
function className(code: string | null): string {
  if (code === null) return 'ProgrammingError'
  if (code.startsWith('0A')) return 'NotSupportedError'
  if (/^2[2]/.test(code)) return 'DataError'
  if (code.startsWith('23')) return 'IntegrityError'
  if (/^(24|25|2D|2F|38|39|3B|40)/.test(code)) return 'InternalError'
  if (/^(20|21|26|28|3D|3F|42|44)/.test(code)) return 'ProgrammingError'
  return /^(53|54|55|57|58|F0|HV|P0|XX)/.test(code) ? 'OperationalError' : 'DatabaseError'
}

/** Raises in the revision what PostgreSQL refused. */
export function raiseRefusal({ code, message }: RevisionFailure, { at }: HostCall): never {
  throw new Raised(exceptionOf(className(code), { message, code, at }), at)
}

/** An exception of SQLAlchemy, with what the driver said as `orig`. */
export function exceptionOf(
  name: string,
  { message, code, at }: Pick<RevisionFailure, 'message' | 'code' | 'at'>,
): Value {
  const type = exceptions.get(name) ?? exceptionClass('Exception')
  const exception = instance(type, at)
  const text = str(message)
  exception.attributes.set('args', tuple([text]))
  const orig = instance(exceptionClass('Exception'), at)
  orig.attributes.set('args', tuple([text]))
  const sqlstate = code === null ? none : str(code)
  for (const attribute of ['pgcode', 'sqlstate']) orig.attributes.set(attribute, sqlstate)
  exception.attributes.set('orig', orig)
  exception.attributes.set('code', sqlstate)
  return exception
}
