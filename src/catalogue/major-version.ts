/** The major version of a server. @param version as `server_version_num` */
export function majorOf(version: number): number {
  return Math.floor(version / 10_000)
}
