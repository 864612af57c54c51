/** Time as an argument, so that tests and replays decide what it is. */
export interface Clock {
  /** The time of day. */
  now(): Date
  /** Milliseconds that only ever grow, for durations. */
  monotonic(): number
  /** Resolves after so many milliseconds. */
  sleep(milliseconds: number): Promise<void>
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonic: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
}
