import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** The longest name that PostgreSQL keeps, in bytes (NAMEDATALEN - 1). */
const LONGEST = 63

/**
 * A name for what is there only for a while: the name of the object with a suffix. Of a long name
 * only the beginning is kept, with a few letters of its hash, so that two long names stay two.
 */
export function spareName(name: string, suffix: string): string {
  const whole = `${name} ${suffix}`
  if (utf8ToBytes(whole).length <= LONGEST) return whole
  const hash = bytesToHex(sha256(utf8ToBytes(name))).slice(0, 8)
  const tail = ` ${hash} ${suffix}`
  return beginning(name, LONGEST - utf8ToBytes(tail).length) + tail
}

/** Gives names for a while that nothing has: what an abandoned plan left behind may have the first. */
export type SpareNames = (name: string, suffix: string) => string

/** Names for a while next to the names that are taken. The same question has the same answer. */
export function spareNames(taken: ReadonlySet<string>): SpareNames {
  return (name, suffix) => {
    for (let turn = 1; ; turn += 1) {
      const spare = spareName(name, turn === 1 ? suffix : `${suffix} ${turn}`)
      if (!taken.has(spare)) return spare
    }
  }
}

function beginning(text: string, bytes: number): string {
  let kept = ''
  for (const character of text) {
    if (utf8ToBytes(kept + character).length > bytes) break
    kept += character
  }
  return kept
}
