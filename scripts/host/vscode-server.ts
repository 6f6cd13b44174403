import { spawn } from 'node:child_process'
import { mkdirSync, openSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import type { VsCodeHost } from './install-vscode.ts'

export interface VsCodeServer {
  /** `127.0.0.1:PORT`, the authority of `vscode-remote:` URIs. */
  readonly authority: string
  readonly url: string
  stop(): Promise<void>
}

export interface VsCodeServerOptions {
  readonly host: VsCodeHost
  /** User data, extensions and logs. */
  readonly dataFolder: string
  readonly settings?: Readonly<Record<string, unknown>>
  /** Environment of the extension host. */
  readonly env?: Readonly<Record<string, string>>
  /** A .vsix to install before the start. */
  readonly vsix?: string
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** Starts VS Code's server on 127.0.0.1. The caller stops it. */
export async function startVsCodeServer(options: VsCodeServerOptions): Promise<VsCodeServer> {
  const { host, dataFolder } = options
  const port = await freePort()
  mkdirSync(path.join(dataFolder, 'data/User'), { recursive: true })
  writeFileSync(path.join(dataFolder, 'data/User/settings.json'), JSON.stringify(options.settings ?? {}, null, 2))
  const flags = ['--accept-server-license-terms', '--server-data-dir', dataFolder, '--telemetry-level', 'off']
  const logFile = path.join(dataFolder, 'server.log')
  const log = openSync(logFile, 'a')
  const env = { ...extensionHostEnvironment(), ...options.env }
  if (options.vsix)
    await finished(
      spawn(host.node, [host.server, ...flags, '--install-extension', options.vsix], {
        stdio: ['ignore', log, log],
        env,
      }),
    )
  const child = spawn(
    host.node,
    [host.server, '--host', '127.0.0.1', '--port', String(port), '--without-connection-token', ...flags],
    { stdio: ['ignore', log, log], env, detached: true },
  )
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.pid === undefined) return
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    // The server starts children of its own: the whole process group ends with it.
    killGroup(child.pid, 'SIGTERM')
    const { pid } = child
    const force = setTimeout(() => killGroup(pid, 'SIGKILL'), 5000)
    await gone
    clearTimeout(force)
  }
  const authority = `127.0.0.1:${port}`
  for (let tries = 0; ; tries++) {
    if (await answers(`http://${authority}/version`)) return { authority, url: `http://${authority}/`, stop }
    if (child.exitCode !== null) throw new Error(`VS Code's server ended with ${child.exitCode}: see ${logFile}`)
    if (tries > 600) {
      await stop()
      throw new Error(`VS Code's server did not answer within a minute: see ${logFile}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  )

const finished = (child: ReturnType<typeof spawn>): Promise<void> =>
  new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`installing the extension ended with ${code}`)),
    )
  })

function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch {
    // Already gone.
  }
}

/** VS Code passes its environment on to the extension host; variables of an outer VS Code would confuse it. */
function extensionHostEnvironment(): Record<string, string> {
  const clean: Record<string, string> = { EXTENSIONS_GALLERY: '{}' }
  for (const [name, value] of Object.entries(process.env))
    if (value !== undefined && !/^(VSCODE_|ELECTRON_|NODE_OPTIONS)/.test(name)) clean[name] = value
  return clean
}
