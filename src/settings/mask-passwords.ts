/**
 * Puts stars for the user and password of addresses, and for what follows `password=`, so that a
 * text can be shown. Everything keeps its column.
 */
export function maskPasswords(text: string): string {
  return text
    .replace(/(?<=\w:\/\/)[^\s'"`]+(?=@)/g, stars)
    .replace(/(?<=password['"]?\s*[=:]\s*['"`]?)[^\s'"`,]+/gi, stars)
}

function stars(secret: string): string {
  return '*'.repeat(secret.length)
}
