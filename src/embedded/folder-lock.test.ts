import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { systemClock, type Clock } from '../kernel/clock.ts'
import { lockFile, lockFolder, type FolderLock } from './folder-lock.ts'
import { systemProcesses, type ProcessIdentity, type Processes } from './process-identity.ts'

async function scratch(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'elenchus-lock-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return join(folder, 'data')
}

/** Processes that a test can end. */
class Town {
  readonly #dead = new Set<number>()
  #born = 0

  /** A process, as it sees the others. */
  birth(host = 'here'): Processes & { die(): void } {
    this.#born += 1
    const identity = { pid: this.#born, host, boot: null, started: null }
    return {
      self: () => identity,
      hasEnded: (other) => other.host === host && this.#dead.has(other.pid),
      die: () => this.#dead.add(identity.pid),
    }
  }
}

/** Looks again at once, so that more happens at the same time. */
const impatient: Clock = {
  ...systemClock,
  sleep: () => new Promise((resolve) => setImmediate(resolve)),
}

function lock(folder: string, processes: Processes, milliseconds = 0): Promise<FolderLock> {
  return lockFolder(folder, { milliseconds, clock: impatient, processes })
}

describe('the lock of a data folder', () => {
  test('is a file that names its holder, and goes with it', async () => {
    const folder = await scratch()
    const held = await lock(folder, new Town().birth())
    const content: unknown = JSON.parse(await readFile(lockFile(folder), 'utf8'))
    expect(content).toMatchObject({ holder: { pid: 1, host: 'here' } })
    await held.release()
    await held.release()
    expect(await readdir(dirname(folder))).toEqual([])
  })

  test('is refused while its holder lives, with the way out', async () => {
    const folder = await scratch()
    const town = new Town()
    await lock(folder, town.birth())
    await expect(lock(folder, town.birth())).rejects.toMatchObject({
      code: 'folder-locked',
      message: `The data folder "${folder}" is in use by process 1.`,
      hint: 'Wait for that process, or end it: `kill 1`.',
    })
  })

  test('held on another machine is never taken over, and the hint says what to delete', async () => {
    const folder = await scratch()
    const town = new Town()
    const far = town.birth('far')
    await lock(folder, far)
    far.die()
    await expect(lock(folder, town.birth())).rejects.toMatchObject({
      code: 'folder-locked',
      hint: `If nothing on that machine uses the folder any more, delete the lock: \`rm '${folder}.lock'\`.`,
    })
  })

  test('released late by who lost it does not fall', async () => {
    const folder = await scratch()
    const town = new Town()
    const first = town.birth()
    const lost = await lock(folder, first)
    first.die()
    await lock(folder, town.birth())
    await lost.release()
    await expect(lock(folder, town.birth())).rejects.toMatchObject({ code: 'folder-locked' })
  })

  test('that a power failure left empty is taken over', async () => {
    const folder = await scratch()
    await writeFile(lockFile(folder), '')
    const held = await lock(folder, new Town().birth())
    await held.release()
    expect(await readdir(dirname(folder))).toEqual([])
  })

  test('of a process that died while it took over is taken over too', async () => {
    const folder = await scratch()
    const town = new Town()
    const [first, second] = [town.birth(), town.birth()]
    await lock(folder, first)
    const { token } = JSON.parse(await readFile(lockFile(folder), 'utf8')) as { token: string }
    const halfway = JSON.stringify({ token: 'second', holder: second.self() })
    await writeFile(`${lockFile(folder)}.after-${token}`, halfway)
    first.die()
    await expect(lock(folder, town.birth())).rejects.toMatchObject({ code: 'folder-locked' })
    second.die()
    await lock(folder, town.birth())
    expect(await readdir(dirname(folder))).toEqual([basename(lockFile(folder))])
  })

  test('has one holder at a time, however many come, leave and die at once', async () => {
    const folder = await scratch()
    const town = new Town()
    let inside = 0
    let most = 0
    let times = 0
    async function live(lives: number): Promise<void> {
      for (let life = 0; life < lives; life += 1) {
        const process = town.birth()
        const held = await lock(folder, process, 60_000)
        inside += 1
        times += 1
        most = Math.max(most, inside)
        await new Promise((resolve) => setImmediate(resolve))
        inside -= 1
        if (life % 4 === 3) await held.release()
        else process.die()
      }
    }
    await Promise.all(Array.from({ length: 12 }, () => live(25)))
    expect({ most, times }).toEqual({ most: 1, times: 300 })
  })
})

describe('the processes of this machine', () => {
  const self = systemProcesses.self()
  const ended = (changed: Partial<ProcessIdentity>): boolean =>
    systemProcesses.hasEnded({ ...self, ...changed })

  test('this one has not ended', () => {
    expect(ended({})).toBe(false)
  })

  test('an id that nobody has belongs to one that ended', () => {
    // Above the largest that Linux gives.
    expect(ended({ pid: 2 ** 22 + 1 })).toBe(true)
  })

  test('an id that somebody else got since belongs to one that ended', () => {
    expect(ended({ started: '1' })).toBe(process.platform === 'linux')
  })

  test('one from before the machine was started again has ended', () => {
    expect(ended({ boot: 'another' })).toBe(process.platform === 'linux')
  })

  test('one on another machine may be running', () => {
    expect(ended({ host: 'elsewhere', pid: 2 ** 22 + 1 })).toBe(false)
  })
})
