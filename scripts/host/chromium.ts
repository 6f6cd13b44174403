import { existsSync } from 'node:fs'
import path from 'node:path'
import { run } from './run.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']

const onPath = (name: string): string | undefined =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file))

export const findChromium = (): string | undefined =>
  process.env.CHROMIUM ?? names.map(onPath).find((file) => file !== undefined)

/** Chromium as found on the machine; as root on Debian it is installed when missing. @throws Error that says what to install. */
export function ensureChromium(say: (line: string) => void = console.log): string {
  const found = findChromium()
  if (found) return found
  if (process.getuid?.() !== 0 || !onPath('apt-get'))
    throw new Error('No Chromium on this machine: install Chromium or Chrome, or set CHROMIUM to its path.')
  say('Installing Chromium from Debian packages (once) …')
  const apt = (...args: string[]): string =>
    run('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], { env: { DEBIAN_FRONTEND: 'noninteractive' } })
  apt('update')
  apt('install', '-y', '--no-install-recommends', 'chromium')
  const installed = findChromium()
  if (!installed) throw new Error('Chromium was installed but is not on the PATH.')
  return installed
}
