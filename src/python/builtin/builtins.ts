import type { Value } from '../value/value.ts'
import { bool, none } from '../value/plain-value.ts'
import { builtinClass } from './define.ts'
import { exceptionClasses } from './exception-classes.ts'
import { builtinFunctions } from './functions.ts'
import { objectClass, typeClass } from './object-class.ts'
import * as classes from './value-classes.ts'

const types = [
  objectClass,
  typeClass,
  classes.strClass,
  classes.intClass,
  classes.boolClass,
  classes.floatClass,
  classes.bytesClass,
  classes.listClass,
  classes.tupleClass,
  classes.dictClass,
  classes.setClass,
  classes.frozensetClass,
  classes.rangeClass,
  classes.sliceClass,
  classes.propertyClass,
  classes.staticmethodClass,
  classes.classmethodClass,
  builtinClass('super', { bases: [objectClass] }),
]

/** What every module of Python can name. */
export const builtins: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...types.map((type): [string, Value] => [type.name, type]),
  ...builtinFunctions.map((native): [string, Value] => [native.name, native]),
  ...exceptionClasses,
  ['NotImplemented', none],
  ['__debug__', bool(true)],
])
