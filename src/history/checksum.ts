import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/**
 * SHA-256 of a text in hexadecimal, with CRLF read as LF: git may change the one into the other
 * (`core.autocrlf`), and nobody edited the file.
 */
export function checksumOf(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text.replaceAll('\r\n', '\n'))))
}
