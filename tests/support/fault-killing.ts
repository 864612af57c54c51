import { expect } from 'vitest'
import type { FinalState } from './fault-catalogue.ts'
import { Victim } from './fault-victim.ts'

/** An application on a database of its own, of which a run is going to be killed. */
export interface Prey {
  /** Where `elenchus up` is started. */
  readonly folder: string
  /** Whether the run has come to its database. */
  hasContact(): Promise<boolean>
  /** How many migrations it has. */
  readonly migrations: number
  /** Lets the server notice that its client is gone; left alone it ends its statement first. */
  cutOff(): Promise<void>
  /** Runs what is left, makes sure that nothing is left to do then, and tells how it all ended. */
  resume(): Promise<FinalState>
}

/** As many times one application is killed, each time in what resumes the last run, until it may end. */
const IN_A_ROW = 4

/** How often a run is killed, and from when on. */
export interface Killing {
  readonly times: number
  /** Victims that run at the same time. */
  readonly width: number
  readonly random: () => number
  /** For the messages of failures. */
  readonly seed: number
  prepare(): Promise<Prey>
}

/** Where the kills landed: before the first migration was told as done, after the last, between. */
export interface Landings {
  before: number
  during: number
  after: number
}

interface Kill {
  readonly number: number
  /** The part of the undisturbed duration after which the kill comes. */
  readonly part: number
  /** Counted from the first contact, or from the first migration that is done. */
  readonly since: 'contact' | 'migration'
  /** Whether the server notices in the midst of a statement, or only when that has ended. */
  readonly noticed: boolean
}

/**
 * Kills runs at random moments between their first contact with the database and their undisturbed
 * duration, some times what resumes them too, and holds the outcome to that of an undisturbed run.
 */
export async function killRuns(killing: Killing): Promise<Landings> {
  const { times, width, random } = killing
  const kills = Array.from({ length: times }, (_, number): Kill => {
    const since = number % 3 === 0 ? 'contact' : 'migration'
    return { number, part: random(), since, noticed: random() < 0.5 }
  })
  const { pace, state: wanted } = await undisturbed(killing)
  const landings: Landings = { before: 0, during: 0, after: 0 }
  const worker = async (): Promise<void> => {
    while (kills.length > 0) {
      const prey = await killing.prepare()
      const ends = await killInARow(prey, kills, pace)
      for (const { landing } of ends) landings[landing] += 1
      const where = `seed ${killing.seed}: ${JSON.stringify(ends)}`
      const state = await prey.resume().catch((cause: unknown) => {
        throw new Error(where, { cause })
      })
      expect(state, where).toEqual(wanted)
    }
  }
  await Promise.all(Array.from({ length: width }, worker))
  return landings
}

async function undisturbed(killing: Killing): Promise<{ state: FinalState; pace: Pace }> {
  const prey = await killing.prepare()
  const victim = Victim.startUp(prey.folder)
  await moment(prey, victim, 'contact')
  const contact = performance.now()
  await victim.ended()
  return { pace: new Pace(contact, victim.toldAt), state: await prey.resume() }
}

interface End extends Kill {
  readonly landing: keyof Landings
}

/** Takes kills from the list until one comes too late, or the run asks what only a person can know. */
async function killInARow(prey: Prey, kills: Kill[], pace: Pace): Promise<readonly End[]> {
  const ends: End[] = []
  let told = 0
  while (ends.length < IN_A_ROW) {
    const kill = kills.shift()
    if (kill === undefined) return ends
    const victim = await killOne(prey, kill, { pace, left: 1 - told / prey.migrations })
    if (victim.hasFailed) {
      if (ends.length === 0) throw victim.failure()
      kills.unshift(kill)
      return ends
    }
    // Of the first run alone it is known how long it takes to come to each migration.
    if (told === 0) pace.learn(victim.toldAt)
    // What it told of is done for sure; the database is not asked, for a look could mend it.
    told += victim.toldAt.length
    const landing = told === 0 ? 'before' : told < prey.migrations ? 'during' : 'after'
    ends.push({ ...kill, landing })
    if (landing === 'after') return ends
  }
  return ends
}

/** @param left the part of the migrations that are not known to be done */
async function killOne(
  prey: Prey,
  { part, since, noticed }: Kill,
  { pace, left }: { readonly pace: Pace; readonly left: number },
): Promise<Victim> {
  const victim = Victim.startUp(prey.folder)
  await moment(prey, victim, since)
  const deadline = performance.now() + part * left * pace.of(since)
  while (!victim.hasEnded && performance.now() < deadline) await pause(1)
  await victim.kill()
  if (noticed) await prey.cutOff()
  return victim
}

async function moment(prey: Prey, victim: Victim, since: Kill['since']): Promise<void> {
  const come = since === 'contact' ? () => prey.hasContact() : () => victim.toldAt.length > 0
  while (!victim.hasEnded && !(await come())) await pause(8)
}

/** How long an undisturbed run takes: others use the machine too, so that it changes. */
class Pace {
  readonly #contact: number
  readonly #toldAt: readonly number[]
  #slowness = 1

  /** @param contact when an undisturbed run came to its database; then, when it told of each migration */
  constructor(contact: number, toldAt: readonly number[]) {
    this.#contact = contact
    this.#toldAt = toldAt
  }

  /** Milliseconds from a moment until the last migration is done. */
  of(since: Kill['since']): number {
    const [first = 0] = this.#toldAt
    return (
      ((this.#toldAt.at(-1) ?? 0) - (since === 'contact' ? this.#contact : first)) * this.#slowness
    )
  }

  /** Takes the part that a killed run came to for a measure of how slow the machine is by now. */
  learn(toldAt: readonly number[]): void {
    const calm = span(this.#toldAt.slice(0, toldAt.length))
    if (calm === 0) return
    // One run counts for little, and the pace never doubles at once.
    const slowness = Math.min(span(toldAt) / calm, 2 * this.#slowness)
    this.#slowness += (slowness - this.#slowness) / 4
  }
}

function span(times: readonly number[]): number {
  return (times.at(-1) ?? 0) - (times[0] ?? 0)
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
