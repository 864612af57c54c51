import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { kill, pid } from 'node:process'

/** One run of one program, told apart from a later one that got the same process id. */
export interface ProcessIdentity {
  readonly pid: number
  readonly host: string
  /** Which start of the machine it belongs to; null where the system does not say. */
  readonly boot: string | null
  /** When it started, in ticks since then; null where the system does not say. */
  readonly started: string | null
}

/** The processes of this machine, as far as a lock has to know them. */
export interface Processes {
  /** The process that this code runs in. */
  self(): ProcessIdentity
  /**
   * Whether a process has certainly ended. A process on another machine may always be running, and
   * so may one that the system tells nothing about.
   */
  hasEnded(other: ProcessIdentity): boolean
}

/** What the operating system says. */
export const systemProcesses: Processes = { self: thisProcess, hasEnded }

function thisProcess(): ProcessIdentity {
  return { pid, host: hostname(), boot: bootOfMachine(), started: stateOf(pid)?.started ?? null }
}

function hasEnded(other: ProcessIdentity): boolean {
  if (other.host !== hostname()) return false
  const boot = bootOfMachine()
  if (boot !== null && other.boot !== null && boot !== other.boot) return true
  if (!answersSignals(other.pid)) return true
  const state = stateOf(other.pid)
  if (state === null) return false
  return state.zombie || (other.started !== null && other.started !== state.started)
}

function answersSignals(other: number): boolean {
  try {
    // Signal 0 is sent to nobody: it only asks whether one could be sent.
    return kill(other, 0)
  } catch (error) {
    // EPERM: it is there, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

interface ProcessState {
  readonly started: string
  /** It has ended, and its parent has not yet asked how. */
  readonly zombie: boolean
}

/** Linux only. The name in brackets may hold spaces and brackets: what counts stands behind it. */
function stateOf(other: number): ProcessState | null {
  const stat = readIfThere(`/proc/${other}/stat`)
  if (stat === null) return null
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  // proc(5) counts from the process id: field 3 is the state, field 22 the time of the start.
  return { started: fields[19] ?? '', zombie: fields[0] === 'Z' || fields[0] === 'X' }
}

/** Linux only. */
function bootOfMachine(): string | null {
  return readIfThere('/proc/sys/kernel/random/boot_id')?.trim() ?? null
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
