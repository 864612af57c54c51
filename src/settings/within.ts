import { isAbsolute, join, normalize, sep } from 'node:path'

/** A path that is named from a folder, as seen from where the folder is named. Uses `/`. */
export function within(folder: string, path: string): string {
  const joined = isAbsolute(path) ? normalize(path) : join(folder, path)
  const slashed = sep === '/' ? joined : joined.replaceAll(sep, '/')
  return slashed.length > 1 ? slashed.replace(/\/$/, '') : slashed
}
