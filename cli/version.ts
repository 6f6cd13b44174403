import { readFileSync } from 'node:fs'

/** The version of the package; its manifest stands one folder above this file and above the bundle. */
export function version(): string {
  const manifest: { version: string } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  return manifest.version
}
