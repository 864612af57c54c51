import { expect, test } from 'vitest'
import type { Tls } from './application.ts'
import { failureOf } from './failure.testing.ts'
import { nodeFiles } from './node-files.ts'
import { readTls } from './read-tls.ts'
import { temporaryFolder } from './temporary-folder.testing.ts'

const tls: Tls = { mode: 'verify-full', ca: null, certificate: null, key: null, serverName: null }

test('files are given by their content, and what is not named is not there', async () => {
  const folder = await temporaryFolder({ 'ca.pem': 'authority', 'key.pem': 'private' })
  expect(await readTls(tls, nodeFiles)).toEqual({ mode: 'verify-full' })
  const named = { ...tls, ca: `${folder}/ca.pem`, key: `${folder}/key.pem`, serverName: 'db' }
  expect(await readTls(named, nodeFiles)).toEqual({
    mode: 'verify-full',
    ca: 'authority',
    key: 'private',
    serverName: 'db',
  })
})

test('a file that is not there is named with its setting', async () => {
  const folder = await temporaryFolder()
  const error = await failureOf(readTls({ ...tls, ca: `${folder}/ca.pem` }, nodeFiles))
  expect(error.message).toBe(`File "${folder}/ca.pem" does not exist.`)
  expect(error.hint).toContain('"ca" under "tls"')
})
