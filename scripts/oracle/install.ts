import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { cacheFolder } from '../host/cache.ts'
import { run } from '../host/run.ts'

/** Real C#: compiler, runtime, and the JSON library that policies use. */
export interface Mono {
  readonly compiler: string
  readonly runtime: string
  /** The path of Newtonsoft.Json.dll. */
  readonly json: string
}

const debianPackages = [
  'mono-mcs',
  'mono-runtime',
  'libmono-system-core4.0-cil',
  'libmono-system-xml-linq4.0-cil',
  'libmono-microsoft-csharp4.0-cil',
  'libmono-system-numerics4.0-cil',
  'libmono-system-data4.0-cil',
  'libmono-system-runtime-serialization4.0-cil',
]

// Debian's own Newtonsoft.Json is 6.0.8, which has neither ContainsKey nor all of JSONPath. This package (MIT) carries 12.0.1.
const jsonPackage = 'jillejr.newtonsoft.json-for-unity@12.0.101'
const jsonIntegrity = 'sha512-EkIws9wr6dZo10qrmqwhAsGZoKfTSWUTaVt0hINIgvpCCMPW62m9Hc1+FzfmkGBSrGy6qy5UUA1+Ld2afyQ4Kg=='

/** Finds Mono, or installs it where that takes no question. @returns the reason, as one line, where there is none. */
export function findMono(say: (line: string) => void): Mono | string {
  const compiler = onPath('mcs')
  const runtime = onPath('mono')
  if (compiler && runtime) return { compiler, runtime, json: jsonLibrary(say) }
  if (!onPath('apt-get')) return 'Mono (mcs and mono) is not on the PATH and there is no apt-get to install it with.'
  if (process.getuid?.() !== 0)
    return `Mono is not installed and only root can install it: apt-get install --no-install-recommends ${debianPackages.join(' ')}`
  if (compiler || runtime) say('Only a part of Mono is there.')
  say('Installing Mono from the packages of the system (30 MB, once) …')
  try {
    const lock = ['-o', 'DPkg::Lock::Timeout=300']
    run('apt-get', ['update', '-qq', ...lock])
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...lock, ...debianPackages], {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    })
  } catch (error) {
    return `Mono could not be installed: ${error instanceof Error ? error.message.split('\n').at(-1) : String(error)}`
  }
  return findMono(say)
}

function onPath(name: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file))
}

/** @throws Error when the package is not what it was when this was written. */
function jsonLibrary(say: (line: string) => void): string {
  const folder = cacheFolder('oracle-newtonsoft-12.0.1')
  const library = path.join(folder, 'Newtonsoft.Json.dll')
  if (existsSync(library)) return library
  say(`Fetching ${jsonPackage} from npm …`)
  const temporary = `${folder}.${process.pid}.tmp`
  mkdirSync(temporary, { recursive: true })
  try {
    const archive = run('npm', ['pack', '--silent', jsonPackage], { cwd: temporary }).trim().split('\n').at(-1) ?? ''
    const bytes = readFileSync(path.join(temporary, archive))
    const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`
    if (integrity !== jsonIntegrity)
      throw new Error(`${jsonPackage} has the integrity ${integrity}, not ${jsonIntegrity}.`)
    run('tar', ['-xzf', archive], { cwd: temporary })
    mkdirSync(folder, { recursive: true })
    // Of the three builds inside, "Editor" is the one of the whole .NET Framework.
    renameSync(path.join(temporary, 'package/Plugins/Newtonsoft.Json Editor/Newtonsoft.Json.dll'), library)
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
  return library
}
