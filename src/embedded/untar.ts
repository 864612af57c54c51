/** A file in a tar archive. */
export interface TarFile {
  readonly path: string
  readonly content: Buffer
}

const BLOCK = 512

/** The plain files of a tar archive (ustar); their contents share its memory. */
export function untar(archive: Buffer): readonly TarFile[] {
  const files: TarFile[] = []
  for (let at = 0; at + BLOCK <= archive.length && archive[at] !== 0;) {
    const size = Number.parseInt(text(archive, at + 124, 12), 8)
    const start = at + BLOCK
    if (isPlainFile(archive[at + 156])) {
      files.push({ path: text(archive, at, 100), content: archive.subarray(start, start + size) })
    }
    at = start + Math.ceil(size / BLOCK) * BLOCK
  }
  return files
}

/** `0`, or a zero byte in old archives. */
function isPlainFile(kind: number | undefined): boolean {
  return kind === 0x30 || kind === 0
}

function text(archive: Buffer, from: number, length: number): string {
  const field = archive.toString('utf8', from, from + length)
  const end = field.indexOf('\0')
  return end === -1 ? field : field.slice(0, end)
}
