import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generate } from 'selfsigned'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { Secret } from '../../src/kernel/secret.ts'
import { connectServer } from '../../src/postgres/connect-server.ts'
import { parseAddress, type TlsMode } from '../../src/postgres/server-address.ts'
import type { Session } from '../../src/postgres/session.ts'
import { startNativePostgres, type NativePostgres } from '../support/native-postgres.ts'

let server: NativePostgres
let certificate: string
let folder: string

beforeAll(async () => {
  const pair = await generate([{ name: 'commonName', value: 'db.internal' }])
  certificate = pair.cert
  folder = await mkdtemp(join(tmpdir(), 'elenchus-tls-'))
  const [cert, key] = [join(folder, 'server.crt'), join(folder, 'server.key')]
  await writeFile(cert, pair.cert)
  await writeFile(key, pair.private, { mode: 0o600 })
  if (process.getuid?.() === 0) {
    for (const file of [folder, cert, key]) await chown(file, 65_534, 65_534)
  }
  server = await startNativePostgres(18, ['ssl=on', `ssl_cert_file=${cert}`, `ssl_key_file=${key}`])
})

afterAll(async () => {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

async function connect(mode: TlsMode, ca?: string, serverName?: string): Promise<Session> {
  const address = parseAddress(new Secret(server.url('postgres')))
  const tls = {
    mode,
    ...(ca === undefined ? {} : { ca }),
    ...(serverName === undefined ? {} : { serverName }),
  }
  const session = await connectServer({ ...address, tls }, { connectTimeout: 5000 })
  onTestFinished(() => session.close())
  return session
}

const encrypted = 'select ssl from pg_stat_ssl where pid = pg_backend_pid()'

describe('TLS', () => {
  test.each(['prefer', 'require'] as const)('"%s" encrypts and trusts anybody', async (mode) => {
    expect(await (await connect(mode)).query(encrypted)).toEqual([{ ssl: true }])
  })

  test('"disable" does not encrypt', async () => {
    expect(await (await connect('disable')).query(encrypted)).toEqual([{ ssl: false }])
  })

  test('"verify-ca" refuses a certificate that nobody vouches for', async () => {
    await expect(connect('verify-ca')).rejects.toMatchObject({ code: 'tls-untrusted' })
  })

  test('"verify-ca" accepts one that the given authority vouches for, whatever its name', async () => {
    expect(await (await connect('verify-ca', certificate)).query(encrypted)).toEqual([
      { ssl: true },
    ])
  })

  test('"verify-full" asks for the right name too', async () => {
    await expect(connect('verify-full', certificate)).rejects.toMatchObject({
      code: 'tls-untrusted',
    })
  })
})
