import type { Located, Statement } from './syntax-tree.ts'

/** A place in a file that does not parse. */
export interface SyntaxFault extends Located {
  readonly reason: string
}

/** A whole file. */
export interface ModuleSyntax {
  readonly statements: readonly Statement[]
  readonly doc: string | null
  /** In the order of the file. */
  readonly faults: readonly SyntaxFault[]
}
