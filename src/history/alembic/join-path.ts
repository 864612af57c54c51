/** One path below another, without `.` and with `..` taken back; an absolute one stays as it is. */
export function joinPath(folder: string, path: string): string {
  const whole = path.startsWith('/') ? path : `${folder}/${path}`
  const parts: string[] = []
  for (const part of whole.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else parts.push(part)
  }
  const joined = `${whole.startsWith('/') ? '/' : ''}${parts.join('/')}`
  return joined === '' ? '.' : joined
}

/** The folder that a path is in; the path itself where it is a root. */
export function parentFolder(path: string): string {
  const slash = path.lastIndexOf('/')
  if (slash > 0) return path.slice(0, slash)
  return slash === 0 ? '/' : '.'
}

/** Whether a path is a folder or lies in it. Both are as {@link joinPath} spells them. */
export function isWithin(path: string, folder: string): boolean {
  if (path === folder || folder === '/') return true
  if (folder === '.') return !path.startsWith('/') && !path.startsWith('../') && path !== '..'
  return path.startsWith(`${folder}/`)
}

/** A path as it is spelled from a folder that it lies in; one that lies elsewhere as it is. */
export function pathWithin(path: string, folder: string): string {
  const joined = joinPath(path, '.')
  if (joined === folder) return '.'
  if (folder === '.' || !isWithin(joined, folder)) return joined
  return joined.slice(folder === '/' ? 1 : folder.length + 1)
}
