import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { NamedValueResource, Resources } from '../core/service.ts'
import { isRecord } from './settings.ts'

/** Names that the files of a folder tell, to be offered as completion. Never taken for complete: a repository may hold only a part. */
export interface WorkspaceNames {
  /** @param folder URI of a workspace folder; @param artifacts its folder in the APIOps layout. */
  read(folder: string, artifacts: string): Promise<Resources>
  /** What was read is read again when next asked for. */
  forget(): void
}

/** More entries than an instance has are a sign of another kind of folder. */
const MOST_ENTRIES = 2000
const LARGEST_FILE = 64 * 1024

/** Folders as APIOps extracts them: https://azure.github.io/apiops/apiops/2-apiops-artifacts/ */
export function createWorkspaceNames(): WorkspaceNames {
  const known = new Map<string, Promise<Resources>>()
  return {
    read(folder, artifacts) {
      const key = `${folder}\n${artifacts}`
      const reading = known.get(key) ?? readNames(folder, artifacts)
      known.set(key, reading)
      return reading
    },
    forget: () => known.clear(),
  }
}

async function readNames(folder: string, artifacts: string): Promise<Resources> {
  if (!folder.startsWith('file:')) return {}
  const base = await realpath(fileURLToPath(folder)).catch(() => undefined)
  const root = base === undefined ? undefined : await realpath(join(base, artifacts)).catch(() => undefined)
  // A link may lead out of the workspace folder, and what lies there is not ours to read.
  if (base === undefined || root === undefined || !isInside(base, root)) return {}
  const [namedValues, backends, fragments, loggers] = await Promise.all([
    readNamedValues(base, join(root, 'named values')),
    subfolders(base, join(root, 'backends')),
    subfolders(base, join(root, 'policy fragments')),
    subfolders(base, join(root, 'loggers')),
  ])
  return {
    ...(namedValues && { namedValues }),
    ...(backends && { backends }),
    ...(fragments && { fragments }),
    ...(loggers && { loggers }),
  }
}

const isInside = (base: string, path: string): boolean => path === base || path.startsWith(base + sep)

async function subfolders(base: string, path: string): Promise<readonly string[] | undefined> {
  const real = await realpath(path).catch(() => undefined)
  if (real === undefined || !isInside(base, real)) return undefined
  const entries = await readdir(real, { withFileTypes: true }).catch(() => [])
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return names.slice(0, MOST_ENTRIES).sort()
}

async function readNamedValues(base: string, path: string): Promise<readonly NamedValueResource[] | undefined> {
  const names = await subfolders(base, path)
  return names && Promise.all(names.map((name) => readNamedValue(base, path, name)))
}

/** A file that is absent, large or not what it should be still leaves the name of its folder. */
async function readNamedValue(base: string, path: string, name: string): Promise<NamedValueResource> {
  const fallback = { name, displayName: name }
  const file = await realpath(join(path, name, 'namedValueInformation.json')).catch(() => undefined)
  if (file === undefined || !isInside(base, file)) return fallback
  const size = await stat(file).then(
    (found) => found.size,
    () => Number.POSITIVE_INFINITY,
  )
  if (size > LARGEST_FILE) return fallback
  const properties = await readFile(file, 'utf8').then(propertiesIn, () => undefined)
  if (properties === undefined) return fallback
  const secret = properties.secret === true || isRecord(properties.keyVault)
  return {
    name,
    displayName: typeof properties.displayName === 'string' ? properties.displayName : name,
    ...(secret ? { secret } : typeof properties.value === 'string' && { value: properties.value }),
  }
}

function propertiesIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    return isRecord(parsed) && isRecord(parsed.properties) ? parsed.properties : undefined
  } catch {
    return undefined
  }
}
