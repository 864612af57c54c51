import { randomUUID } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import type { Clock } from '../kernel/clock.ts'
import { UserError } from '../kernel/user-error.ts'
import type { ProcessIdentity, Processes } from './process-identity.ts'

/*
 * PGlite does not notice that two processes have one data folder open, and ruins it. Node has no
 * lock that ends with its process, so a lock is a file, `<folder>.lock`, that names its holder.
 *
 * A holder that was killed leaves the file behind. To take over by deleting it would be a race:
 * of two processes that both saw the dead holder, the slower one would delete the lock of the
 * faster. So nobody deletes another's file. Each claim has a token that never comes again, and who
 * wants to follow a dead holder creates the file named by *its* token, which only one can. So
 * claims form a chain that starts at `<folder>.lock`, and its end is the holder, or dead itself
 * and followed in the same way. A new holder then moves its claim to the start of the chain.
 * Somebody slow may still follow a token that the chain has lost; it sees so by walking it again.
 */

/** How long to wait for a data folder that another process has open. */
export interface LockWait {
  readonly milliseconds: number
  readonly clock: Clock
  readonly processes: Processes
}

/** A data folder that nobody else has open. */
export interface FolderLock {
  /** Lets others have it. May be called twice. */
  release(): Promise<void>
}

/** Milliseconds between two looks at a lock that another process holds. */
const POLL = 50

/**
 * Takes the lock of a data folder.
 *
 * @throws UserError `folder-locked` when another process still has it after the wait.
 */
export async function lockFolder(folder: string, wait: LockWait): Promise<FolderLock> {
  const root = lockFile(folder)
  const deadline = wait.clock.monotonic() + wait.milliseconds
  for (;;) {
    const attempt = await claim(root, wait.processes)
    if (attempt.kind === 'held') return { release: () => release(root, attempt.token) }
    if (attempt.kind === 'taken') {
      const left = deadline - wait.clock.monotonic()
      if (left <= 0) throw folderLocked(folder, attempt.by, wait.processes.self())
      await wait.clock.sleep(Math.min(POLL, left))
    }
  }
}

/** The file that says who has a data folder open. */
export function lockFile(folder: string): string {
  return `${folder}.lock`
}

type Attempt =
  | { readonly kind: 'held'; readonly token: string }
  | { readonly kind: 'taken'; readonly by: ProcessIdentity }
  /** Somebody else was faster: look again. */
  | { readonly kind: 'overtaken' }

async function claim(root: string, processes: Processes): Promise<Attempt> {
  const before = await walk(root)
  const last = before.at(-1)
  const holder = last?.holder ?? null
  if (holder !== null && !processes.hasEnded(holder)) return { kind: 'taken', by: holder }
  const slot = last === undefined ? root : successorOf(root, last)
  const token = randomUUID()
  if (!(await createWhole(slot, { token, holder: processes.self() }))) return { kind: 'overtaken' }
  if (slot === root) return { kind: 'held', token }

  const after = await walk(root)
  if (after.at(-1)?.token !== token) {
    await rm(slot, { force: true })
    return { kind: 'overtaken' }
  }
  await rename(slot, root)
  for (const dead of before.slice(0, -1)) await rm(successorOf(root, dead), { force: true })
  return { kind: 'held', token }
}

interface Claim {
  readonly token: string
  /** Null for what a power failure left of a claim. */
  readonly holder: ProcessIdentity | null
}

function successorOf(root: string, { token }: Claim): string {
  return `${root}.after-${token}`
}

/** The claims from the first to the last; none where the folder is free. */
async function walk(root: string): Promise<readonly Claim[]> {
  const claims: Claim[] = []
  for (let slot = root; ;) {
    const found = await readClaim(slot)
    if (found === null) return claims
    claims.push(found)
    slot = successorOf(root, found)
  }
}

async function readClaim(slot: string): Promise<Claim | null> {
  try {
    return JSON.parse(await readFile(slot, 'utf8')) as Claim
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    // Claims appear whole, so this one lost its content when the power failed.
    if (error instanceof SyntaxError) return { token: 'unreadable', holder: null }
    throw error
  }
}

/** Creates a file that nobody ever sees half written, unless there is one of its name. */
async function createWhole(slot: string, content: Claim): Promise<boolean> {
  const draft = `${slot}.${content.token}`
  await writeFile(draft, `${JSON.stringify(content)}\n`, { flag: 'wx', mode: 0o600 })
  try {
    await link(draft, slot)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}

async function release(root: string, token: string): Promise<void> {
  const first = await readClaim(root)
  if (first?.token === token) await rm(root, { force: true })
}

function folderLocked(folder: string, by: ProcessIdentity, self: ProcessIdentity): UserError {
  const here = by.host === self.host
  const holder = here ? `process ${by.pid}` : `process ${by.pid} on "${by.host}"`
  const file = lockFile(folder)
  return new UserError(`The data folder "${folder}" is in use by ${holder}.`, {
    code: 'folder-locked',
    hint: here
      ? `Wait for that process, or end it: \`kill ${by.pid}\`.`
      : `If nothing on that machine uses the folder any more, delete the lock: \`rm '${file}'\`.`,
  })
}
