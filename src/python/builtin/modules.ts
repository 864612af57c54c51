import type { ModuleValue } from '../value/value.ts'
import { collectionModules } from './library/collection-modules.ts'
import { dataclassesModule } from './library/dataclasses-module.ts'
import { datetimeModule } from './library/datetime-module.ts'
import { decimalModule } from './library/decimal-module.ts'
import { enumModule } from './library/enum-module.ts'
import { functionModules } from './library/function-modules.ts'
import { hashModule } from './library/hash-module.ts'
import { importModules } from './library/import-modules.ts'
import { jsonModule } from './library/json-module.ts'
import { osModules } from './library/os-modules.ts'
import { pathlibModule } from './library/pathlib-module.ts'
import { reModule } from './library/re-module.ts'
import { silentModules } from './library/silent-modules.ts'
import { textModules } from './library/text-modules.ts'
import { typingModules } from './library/typing-modules.ts'
import { urllibModules } from './library/urllib-modules.ts'
import { uuidModule } from './library/uuid-module.ts'

/** Python's own modules, as far as they are understood; fresh ones for each program. */
export function builtinModules(): ReadonlyMap<string, ModuleValue> {
  const modules = [
    ...typingModules(),
    ...collectionModules(),
    ...functionModules(),
    ...importModules(),
    ...osModules(),
    ...silentModules(),
    ...textModules(),
    ...urllibModules(),
    uuidModule(),
    dataclassesModule(),
    datetimeModule(),
    decimalModule(),
    enumModule(),
    hashModule(),
    jsonModule(),
    pathlibModule(),
    reModule(),
  ]
  return new Map(modules.map((module) => [module.name, module]))
}
