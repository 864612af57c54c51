import type { Files } from '../kernel/files.ts'
import { UserError } from '../kernel/user-error.ts'
import type { Tls } from './application.ts'
import type { TlsMode } from './settings-input.ts'

/** TLS options with the content of their files (PEM) in place of the names. */
export interface TlsContent {
  readonly mode: TlsMode
  readonly ca?: string
  readonly certificate?: string
  readonly key?: string
  readonly serverName?: string
}

/**
 * Reads the files that TLS options name.
 *
 * @throws UserError where one of them is not there or cannot be read
 */
export async function readTls(tls: Tls, files: Files): Promise<TlsContent> {
  const { mode, ca, certificate, key, serverName } = tls
  return {
    mode,
    ...(ca === null ? {} : { ca: await content('ca', ca, files) }),
    ...(certificate === null
      ? {}
      : { certificate: await content('certificate', certificate, files) }),
    ...(key === null ? {} : { key: await content('key', key, files) }),
    ...(serverName === null ? {} : { serverName }),
  }
}

async function content(setting: keyof Tls, file: string, files: Files): Promise<string> {
  const text = await files.read(file)
  if (text !== null) return text
  throw new UserError(`File "${file}" does not exist.`, {
    code: 'tls-file-missing',
    hint: `Put it there, or correct "${setting}" under "tls" in the settings file.`,
  })
}
