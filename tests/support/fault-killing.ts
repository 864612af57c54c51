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
  /** Runs the rest, makes sure that nothing is left to do then, and tells how it all ended. */
  resume(): Promise<FinalState>
}

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
 * duration, resumes each, and holds the outcome to that of an undisturbed run.
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
    for (let kill = kills.shift(); kill !== undefined; kill = kills.shift()) {
      const prey = await killing.prepare()
      const landing = await killOne(prey, kill, pace)
      landings[landing] += 1
      const where = `seed ${killing.seed}, kill ${kill.number}: ${JSON.stringify(kill)}, landed ${landing}`
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

async function killOne(prey: Prey, kill: Kill, pace: Pace): Promise<keyof Landings> {
  const { part, since, noticed } = kill
  const victim = Victim.startUp(prey.folder)
  await moment(prey, victim, since)
  const start = performance.now()
  const deadline = start + part * pace.of(since)
  while (!victim.hasEnded && performance.now() < deadline) await pause(1)
  await victim.kill()
  if (noticed) await prey.cutOff()
  // What it told of is done for sure; the database is not asked, for a look could mend it.
  pace.learn(victim.toldAt)
  const told = victim.toldAt.length
  return told === 0 ? 'before' : told < prey.migrations ? 'during' : 'after'
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
