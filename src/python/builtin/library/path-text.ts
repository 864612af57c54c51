/** `os.path.join` */
export function joinPath(parts: readonly string[]): string {
  let path = ''
  for (const part of parts) {
    if (part.startsWith('/') || path === '') path = part
    else path += path.endsWith('/') ? part : `/${part}`
  }
  return path
}

/** `os.path.dirname` */
export function dirname(path: string): string {
  const head = path.slice(0, path.lastIndexOf('/') + 1)
  return /^\/*$/.test(head) ? head : head.replace(/\/+$/, '')
}

/** `os.path.basename` */
export function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** `os.path.normpath`; without a current folder a relative path stays one. */
export function normalPath(path: string): string {
  const isAbsolute = path.startsWith('/')
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else if (!isAbsolute) parts.push(part)
  }
  return (isAbsolute ? '/' : '') + parts.join('/') || '.'
}

/** `os.path.splitext` */
export function splitExtension(path: string): readonly [string, string] {
  const match = /^(.*[^/.][^/]*?)(\.[^./]*)$/s.exec(path)
  return match ? [match[1] ?? '', match[2] ?? ''] : [path, '']
}
