/**
 * Builds dist/: what TypeScript makes of src/, and the SQL files that stand beside it. The types are
 * looked at by `npm run check`; here that would take longer than all else.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const dist = join(root, 'dist')
const source = join(root, 'src')

rmSync(dist, { recursive: true, force: true })
execFileSync(
  process.execPath,
  [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json', '--noCheck'],
  {
    cwd: root,
    stdio: 'inherit',
  },
)
for (const name of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
  if (name.endsWith('.sql')) cpSync(join(source, name), join(dist, name))
}
// What one build found out and remembered, another does not believe.
const built = createHash('sha256')
for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' }).sort()) {
  if (/\.(js|sql)$/.test(name)) built.update(name).update(readFileSync(join(dist, name)))
}
built.update(readFileSync(join(root, 'package.json')))
writeFileSync(join(dist, 'build-id'), built.digest('hex'))
chmodSync(join(dist, 'cli/main.js'), 0o755)
