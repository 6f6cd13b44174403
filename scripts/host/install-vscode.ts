import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { cacheFolder } from './cache.ts'
import { run } from './run.ts'

// The npm package of this version carries a built VS Code 1.139.1, which wants Node 24.
const CODE_SERVER = '4.139.1'
const NODE = '24.21.0'

export interface VsCodeHost {
  /** The Node that VS Code's server runs on. */
  readonly node: string
  /** `server-main.js`: VS Code's own server; code-server's wrapper is not used. */
  readonly server: string
}

const packageOfNode = (): string => {
  const platform = `${process.platform}-${process.arch}`
  if (platform !== 'linux-x64' && platform !== 'linux-arm64')
    throw new Error(
      `VS Code in the browser can be installed on Linux only, not on ${platform}: put the desktop 'code' on the PATH instead.`,
    )
  return `node-${platform}`
}

/** VS Code (server, web workbench, extension host) from npm packages, installed once into the user's cache folder. */
export function installVsCode(say: (line: string) => void = console.log): VsCodeHost {
  const folder = cacheFolder(`vscode-${CODE_SERVER}`)
  const host = hostIn(folder)
  if (existsSync(path.join(folder, 'complete'))) return host
  say(`Installing VS Code from npm into ${folder} (once, about a minute) …`)
  const temporary = `${folder}.${process.pid}.tmp`
  rmSync(temporary, { recursive: true, force: true })
  mkdirSync(temporary, { recursive: true })
  install(temporary)
  writeFileSync(path.join(temporary, 'complete'), '')
  rmSync(folder, { recursive: true, force: true })
  renameSync(temporary, folder)
  return host
}

function hostIn(folder: string): VsCodeHost {
  return {
    node: path.join(folder, 'node_modules', packageOfNode(), 'bin/node'),
    server: path.join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js'),
  }
}

function install(folder: string): void {
  const npm = (args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): string =>
    run('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd, env })
  writeFileSync(path.join(folder, 'package.json'), '{"name":"vscode-host","private":true}\n')
  // Without --ignore-scripts code-server's own script insists on compiling Kerberos and on running under Node 24.
  npm(['install', '--ignore-scripts', '--no-save', `code-server@${CODE_SERVER}`, `${packageOfNode()}@${NODE}`], folder)
  const vscode = path.join(folder, 'node_modules/code-server/lib/vscode')
  // Not `npm ci`: its shrinkwrap is out of step with its package.json.
  npm(['install', '--omit=dev', '--ignore-scripts'], vscode)
  const headers = path.join(folder, 'node_modules', packageOfNode())
  try {
    npm(['rebuild', '@vscode/spdlog', '@vscode/native-watchdog'], vscode, { npm_config_nodedir: headers })
  } catch {
    console.warn('VS Code: @vscode/spdlog was not built (needs g++, make and python3); its log channels stay empty.')
  }
  trim(folder, vscode)
  run(hostIn(folder).node, [hostIn(folder).server, '--version'])
}

/** Drops what no use of the project touches: about half of the folder. */
function trim(folder: string, vscode: string): void {
  const drop = (...parts: string[]): void => rmSync(path.join(...parts), { recursive: true, force: true })
  const modules = path.join(vscode, 'node_modules')
  for (const name of ['include', 'share']) drop(folder, 'node_modules', packageOfNode(), name)
  drop(vscode, 'extensions/copilot')
  for (const name of ['@github', '@microsoft/mxc-sdk', '@devcontainers', '@vscode/sqlite3', 'kerberos', 'cpu-features'])
    drop(modules, name)
  const platform = `${process.platform}-${process.arch}`
  for (const parent of ['@vscode/ripgrep-universal/bin', 'node-pty/prebuilds']) {
    const all = path.join(modules, parent)
    for (const name of existsSync(all) ? readdirSync(all) : []) if (name !== platform) drop(all, name)
  }
}
