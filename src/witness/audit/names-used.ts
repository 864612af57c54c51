import type { ProjectFile } from '../models-witness.ts'

/** What names a class without using it: its own statement, imports, and lists of names. */
const NAMING = [
  /^[ \t]*class[ \t]+\w+/gm,
  /^[ \t]*from[ \t]+[\w.]+[ \t]+import[ \t]*(?:\([^)]*\)|[^\n]*)/gm,
  /^[ \t]*__all__[ \t]*(?::[^=\n]*)?\+?=[ \t]*(?:\[[^\]]*\]|\([^)]*\))/gm,
]

/**
 * Which names the files speak of, in code and in texts, besides where a class is declared, imported or
 * listed. What is put together while a program runs is not seen.
 */
export function namesUsed(
  names: ReadonlySet<string>,
  files: readonly ProjectFile[],
): ReadonlySet<string> {
  const used = new Set<string>()
  for (const { text } of files) {
    const code = NAMING.reduce((left, pattern) => left.replaceAll(pattern, ''), text)
    for (const [word] of code.matchAll(/\w+/g)) if (names.has(word)) used.add(word)
  }
  return used
}
