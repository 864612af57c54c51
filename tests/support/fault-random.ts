/**
 * Numbers from 0 to below 1 that a seed decides, so that a failing run can be had again.
 * The generator is mulberry32, which passes the usual tests and has a state of 32 bits.
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
}

/** A seed that differs from run to run. Failing tests print it: put it here to repeat one. */
export function freshSeed(): number {
  return Date.now() >>> 0
}
