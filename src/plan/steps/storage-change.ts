/** What has to be done to storage parameters or options, given as `fillfactor=70`. */
export interface StorageChange {
  /** Those to be reset. */
  readonly gone: readonly string[]
  /** Those to be set. */
  readonly set: readonly string[]
}

/** Compares the parameters that are there with those that shall be. */
export function storageChange(from: readonly string[], to: readonly string[]): StorageChange {
  const names = new Set(to.map(nameOf))
  return {
    gone: from.filter((parameter) => !names.has(nameOf(parameter))),
    set: to.filter((parameter) => !from.includes(parameter)),
  }
}

function nameOf(parameter: string): string {
  return parameter.split('=', 1)[0] ?? ''
}
