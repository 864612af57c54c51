/** Where readers get files from: a folder on disk, or a map in a test. Paths use `/`. */
export interface Files {
  /** Names in a folder, sorted; null where there is no such folder. */
  list(folder: string): Promise<readonly string[] | null>
  /** The text of a file as UTF-8, without a byte order mark; null where there is no such file. */
  read(file: string): Promise<string | null>
}
