import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, statSync } from 'node:fs'
import { root } from './root.mjs'

const [major = 0] = process.versions.node.split('.').map(Number)

/** Installs the locked dependencies when they are missing or older than the lock file: the only set-up a fresh clone needs. */
export function ensureInstalled() {
  if (major < 20) throw new Error(`Node ${process.versions.node} is too old: install Node 20 or newer.`)
  const lock = root('package-lock.json')
  const installed = root('node_modules/.package-lock.json')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return
  // `npm ci` empties the folder first; behind a link that would be another checkout's.
  if (lstatSync(root('node_modules'), { throwIfNoEntry: false })?.isSymbolicLink())
    throw new Error(
      'node_modules is a link to dependencies of another lock file: remove the link, then run this again.',
    )
  console.log('Installing dependencies (npm ci) …')
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root(),
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error('npm ci failed: see its output above.')
}
