import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { bundle } from '../bundle.mjs'
import { installVsCode } from '../host/install-vscode.ts'
import { startVsCodeServer } from '../host/vscode-server.ts'
import { packageExtension } from '../package.mjs'
import { root } from '../root.mjs'
import { type LocalProcess, startLocalProcess } from './local-process.ts'
import { sampleWorkspace } from './sample-workspace.ts'

/** Builds, starts the local instance, and opens VS Code on the sample until the user presses Ctrl+C. */
export async function openSample({ window }: { readonly window: 'any' | 'browser' }): Promise<void> {
  console.log('Building …')
  await bundle()
  const workspace = sampleWorkspace()
  const local = await startLocalProcess(workspace)
  console.log(`Local instance: gateway ${local.endpoints.gatewayUrl}, management ${local.endpoints.managementUrl}`)
  const closeWindow = window === 'any' && desktopCode() ? openDesktop(workspace) : await openBrowserHost(workspace)
  console.log('Press Ctrl+C to stop.')
  await untilInterrupted(local)
  await closeWindow()
  await local.stop()
}

const desktopCode = (): boolean =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .some((folder) => ['code', 'code.cmd'].some((name) => existsSync(path.join(folder, name))))

function openDesktop(workspace: string): () => Promise<void> {
  spawn('code', [`--extensionDevelopmentPath=${root()}`, workspace], {
    stdio: 'ignore',
    detached: true,
    shell: process.platform === 'win32',
  }).unref()
  console.log(`VS Code opens on ${workspace}.`)
  return async () => undefined
}

async function openBrowserHost(workspace: string): Promise<() => Promise<void>> {
  console.log("No 'code' on the PATH: starting VS Code for the browser …")
  const host = installVsCode()
  const { out } = await packageExtension({ out: root('.local/policywright.vsix'), build: false })
  const server = await startVsCodeServer({
    host,
    dataFolder: root('.local/vscode'),
    vsix: out,
    // The folder is the project's own sample, so nobody needs to be asked whether to trust it.
    settings: {
      'security.workspace.trust.enabled': false,
      'workbench.startupEditor': 'none',
      'telemetry.telemetryLevel': 'off',
    },
  })
  console.log(`Open ${server.url}?folder=${encodeURIComponent(workspace)}`)
  return () => server.stop()
}

const untilInterrupted = (local: LocalProcess): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
    local.child.once('exit', () => resolve())
  })
