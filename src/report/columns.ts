import stringWidth from 'string-width'

/** Lays rows out in columns, two spaces apart. The last column is not padded. */
export function columns(
  rows: readonly (readonly string[])[],
  alignment: readonly ('left' | 'right')[] = [],
): readonly string[] {
  const widths: number[] = []
  for (const row of rows) {
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, stringWidth(cell))
    })
  }
  return rows.map((row) =>
    row
      .map((cell, at) => {
        const gap = ' '.repeat((widths[at] ?? 0) - stringWidth(cell))
        return alignment[at] === 'right' ? gap + cell : cell + gap
      })
      .join('  ')
      .trimEnd(),
  )
}
