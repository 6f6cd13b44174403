import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import type { LocalEndpoints } from '../local-instance.ts'

/** Where the running instance is written down: `local.json` in `POLICYWRIGHT_HOME`, or in `.policywright` of the home folder. */
export const stateFilePath = (environment: Readonly<Record<string, string | undefined>> = process.env): string =>
  join(environment.POLICYWRIGHT_HOME ?? join(homedir(), '.policywright'), 'local.json')

/** Lets other processes find the instance. No secret is in it. */
export async function writeStateFile(endpoints: LocalEndpoints, path = stateFilePath()): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const temporary = `${path}.${process.pid}.tmp`
  await writeFile(temporary, `${JSON.stringify(endpoints, undefined, 2)}\n`, { mode: 0o600 })
  await rename(temporary, path)
}

/** Removes the file when it is still the one of this instance: another one may have started meanwhile. */
export async function removeStateFile(endpoints: LocalEndpoints, path = stateFilePath()): Promise<void> {
  const written = await readStateFile(path)
  if (written?.pid === endpoints.pid && written.managementUrl === endpoints.managementUrl)
    await rm(path, { force: true })
}

/** @returns the instance that runs on this machine: its process lives and its management side answers. */
export async function findRunningLocalInstance(path = stateFilePath()): Promise<LocalEndpoints | undefined> {
  const endpoints = await readStateFile(path)
  if (!endpoints || !isAlive(endpoints.pid)) return undefined
  return (await answersHealth(endpoints.managementUrl)) ? endpoints : undefined
}

async function readStateFile(path: string): Promise<LocalEndpoints | undefined> {
  try {
    const state = JSON.parse(await readFile(path, 'utf8')) as Partial<LocalEndpoints> | null
    return typeof state?.pid === 'number' && typeof state.managementUrl === 'string' && typeof state.routes === 'object'
      ? (state as LocalEndpoints)
      : undefined
  } catch {
    // No file, or one that is not ours to understand: either way no instance is known.
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function answersHealth(url: string): Promise<boolean> {
  if (!/^http:\/\/127\.0\.0\.1:\d+$/.test(url)) return false
  try {
    const response = await fetch(`${url}/_local/health`, { signal: AbortSignal.timeout(2000) })
    await response.body?.cancel()
    return response.status === 200
  } catch {
    return false
  }
}
