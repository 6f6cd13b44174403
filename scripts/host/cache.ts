import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'

/** Folder of the user's cache for what is too large for a checkout and shared by all of them (the VS Code host). */
export function cacheFolder(name: string): string {
  const base =
    process.env.POLICYWRIGHT_CACHE ??
    (process.platform === 'win32'
      ? path.join(process.env.LOCALAPPDATA ?? homedir(), 'policywright')
      : process.platform === 'darwin'
        ? path.join(homedir(), 'Library/Caches/policywright')
        : path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'policywright'))
  const folder = path.join(base, name)
  mkdirSync(path.dirname(folder), { recursive: true })
  return folder
}
