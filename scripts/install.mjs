import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { root } from './root.mjs'

const [major = 0] = process.versions.node.split('.').map(Number)

/** Installs the locked dependencies when they are missing or older than the lock file: the only set-up a fresh clone needs. */
export function ensureInstalled() {
  if (major < 20) throw new Error(`Node ${process.versions.node} is too old: install Node 20 or newer.`)
  const lock = root('package-lock.json')
  const installed = root('node_modules/.package-lock.json')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return
  console.log('Installing dependencies (npm ci) …')
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root(),
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error('npm ci failed: see its output above.')
}
