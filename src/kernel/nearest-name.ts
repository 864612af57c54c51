/** The known name that was probably meant, or null where none is near. Of equals, the first. */
export function nearestName(name: string, known: Iterable<string>): string | null {
  let nearest: string | null = null
  let shortest = Math.max(1, Math.floor(name.length / 3)) + 1
  for (const candidate of known) {
    // Lengths alone rule out most names.
    if (Math.abs(candidate.length - name.length) >= shortest) continue
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (distance < shortest) {
      nearest = candidate
      shortest = distance
    }
  }
  return nearest
}

/** `; did you mean "url"?`, or nothing where no known name is near. */
export function suggestion(name: string, known: Iterable<string>): string {
  const nearest = nearestName(name, known)
  return nearest === null ? '' : `; did you mean "${nearest}"?`
}

/**
 * Insertions, deletions, replacements and swaps of neighbours between two texts (optimal string
 * alignment).
 */
function editDistance(left: string, right: string): number {
  let beforePrevious: readonly number[] = []
  let previous: readonly number[] = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= right.length; column += 1) {
      const isSame = left[row - 1] === right[column - 1]
      const isSwap = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
      const ways = [
        at(previous, column) + 1,
        at(current, column - 1) + 1,
        at(previous, column - 1) + (isSame ? 0 : 1),
        isSwap ? at(beforePrevious, column - 2) + 1 : Infinity,
      ]
      current.push(Math.min(...ways))
    }
    beforePrevious = previous
    previous = current
  }
  return at(previous, right.length)
}

function at(numbers: readonly number[], index: number): number {
  return numbers[index] ?? Infinity
}
