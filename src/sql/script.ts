/** One statement of a script. */
export interface Statement {
  /** A slice of the script: no semicolon, and no white space or comment at either end. */
  readonly text: string
  /** Where it begins in the text that was split, in UTF-16 units. */
  readonly offset: number
}

/** A command to psql, such as `\connect`: stripped, because no server understands it. */
export interface MetaCommand {
  /** Without the backslash: `connect`. */
  readonly name: string
  /** The rest of the line with it: psql reads its arguments up to there. */
  readonly text: string
  /** Where the backslash stands in the text that was split, in UTF-16 units. */
  readonly offset: number
}

/** A text of SQL taken apart, in the order of the text. */
export interface Script {
  readonly statements: readonly Statement[]
  readonly metaCommands: readonly MetaCommand[]
}
