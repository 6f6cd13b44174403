import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import type { LocalEndpoints } from '../local-instance.ts'
import { FIRST } from './names.ts'
import { gatewayHostsOf } from './routes.ts'

type Environment = Readonly<Record<string, string | undefined>>

const homeOf = (environment: Environment): string => environment.POLICYWRIGHT_HOME ?? join(homedir(), '.policywright')

/**
 * Where a running instance is written down: `local.json`, or `local-second.json` of one with another name, in `POLICYWRIGHT_HOME`, or in
 * `.policywright` of the home folder.
 */
export const stateFilePath = (name = FIRST, environment: Environment = process.env): string =>
  join(homeOf(environment), name === FIRST ? 'local.json' : `local-${name}.json`)

/** Lets other processes find the instance. No secret is in it. */
export async function writeStateFile(endpoints: LocalEndpoints, path = stateFilePath(endpoints.name)): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const temporary = `${path}.${process.pid}.tmp`
  await writeFile(temporary, `${JSON.stringify(endpoints, undefined, 2)}\n`, { mode: 0o600 })
  await rename(temporary, path)
}

/** Removes the file when it is still the one of this instance: another one may have started meanwhile. */
export async function removeStateFile(endpoints: LocalEndpoints, path = stateFilePath(endpoints.name)): Promise<void> {
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

/**
 * A running instance by its name, with the way to the gateways of the others, which may be back ends of its APIs.
 * @param name `local` when absent
 */
export async function findLocalInstance(
  name: string = FIRST,
  environment: Environment = process.env,
): Promise<LocalEndpoints | undefined> {
  const all = await listRunningLocalInstances(environment)
  const found = all.find((one) => one.name === name)
  if (found === undefined) return undefined
  const others = all
    .filter((one) => one !== found)
    .flatMap(({ serviceName, gatewayUrl }) => gatewayHostsOf(serviceName).map((host) => [host, gatewayUrl] as const))
  return { ...found, routes: { ...Object.fromEntries(others), ...found.routes } }
}

/** Every local instance that runs on this machine, `local` first, each with its own name, file and process. */
export async function listRunningLocalInstances(
  environment: Environment = process.env,
): Promise<readonly LocalEndpoints[]> {
  const folder = homeOf(environment)
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const found = await Promise.all(
    files
      .filter((file) => /^local(?:-[a-z0-9-]+)?\.json$/.test(file))
      .map((file) => findRunningLocalInstance(join(folder, file))),
  )
  return found
    .filter((one) => one !== undefined)
    .sort((a, b) => Number(b.name === FIRST) - Number(a.name === FIRST) || a.name.localeCompare(b.name))
}

async function readStateFile(path: string): Promise<LocalEndpoints | undefined> {
  try {
    const state = JSON.parse(await readFile(path, 'utf8')) as Partial<LocalEndpoints> | null
    return typeof state?.pid === 'number' && typeof state.managementUrl === 'string' && typeof state.routes === 'object'
      ? { ...(state as LocalEndpoints), name: state.name ?? FIRST }
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
