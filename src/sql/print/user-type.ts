import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import type { UserType } from '../../catalogue/user-type.ts'
import { qualified } from '../identifier.ts'
import { sql, type Sql } from '../sql.ts'
import { createCompositeType } from './composite-type.ts'
import { createDomain } from './domain.ts'
import { createEnum } from './enum.ts'
import { where } from './optional.ts'
import { createRange } from './range.ts'

/** Makes a type of any kind. */
export function createType(type: UserType): readonly Sql[] {
  switch (type.kind) {
    case 'enum':
      return createEnum(type)
    case 'domain':
      return createDomain(type)
    case 'composite-type':
      return createCompositeType(type)
    case 'range':
      return createRange(type)
  }
}

/** Drops a type of any kind, with the functions that it is made of where that is told. */
export function dropType(
  type: QualifiedName,
  { cascade = false }: { readonly cascade?: boolean } = {},
): readonly Sql[] {
  return [sql`drop type ${qualified(type)}${where(cascade, sql` cascade`)}`]
}

/** Announces a type that is still to be made, for the functions that its making needs. */
export function createShellType(type: QualifiedName): readonly Sql[] {
  return [sql`create type ${qualified(type)}`]
}
