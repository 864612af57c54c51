/** The table `[tool.alembic]` of a `pyproject.toml`: texts, and lists of texts with lines between them. */
export function readToolAlembic(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const [, body] = /^\[tool\.alembic\]\s*$([^]*?)(?=^\[|$(?![^]))/m.exec(text) ?? []
  if (body === undefined) return found
  const option = /^([\w-]+)\s*=\s*("[^"\n]*"|'[^'\n]*'|\[[^\]]*\]|true|false)/gm
  for (const [, name, value] of body.matchAll(option)) {
    if (name !== undefined && value !== undefined) found.set(name, valueOf(value))
  }
  // Lists need no separator of their own.
  if (found.size > 0 && !found.has('path_separator')) found.set('path_separator', 'newline')
  return found
}

function valueOf(written: string): string {
  if (!written.startsWith('[')) return written.replace(/^["']|["']$/g, '')
  const items = written.match(/"[^"]*"|'[^']*'/g) ?? []
  return items.map((item) => item.slice(1, -1)).join('\n')
}
