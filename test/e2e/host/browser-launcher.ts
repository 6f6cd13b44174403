import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { ensureChromium } from '../../../scripts/host/chromium.ts'
import { installVsCode } from '../../../scripts/host/install-vscode.ts'
import { startVsCodeServer } from '../../../scripts/host/vscode-server.ts'
import { type Launcher, QUIET_SETTINGS, type RunningVsCode } from './launcher.ts'

// Without these Chromium looks up its maker's services at every start.
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** VS Code's web workbench in headless Chromium, on VS Code's own server. */
export function browserLauncher(reason: string): Launcher {
  return {
    description: `VS Code's server and web workbench in Chromium (${reason})`,
    async launch({ workspace, vsix, env = {}, settings = {} }) {
      const executablePath = ensureChromium()
      const dataFolder = mkdtempSync(path.join(tmpdir(), 'policywright-host-'))
      const server = await startVsCodeServer({
        host: installVsCode(),
        dataFolder,
        settings: { ...QUIET_SETTINGS, ...settings },
        env,
        vsix,
      })
      const rootFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : []
      const browser = await chromium.launch({ executablePath, headless: true, args: [...rootFlags, ...FLAGS] })
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        reducedMotion: 'reduce',
        permissions: ['clipboard-read', 'clipboard-write'],
      })
      const page = await context.newPage()
      const offSite = watchOffSite(page, server.authority)
      await withoutServiceWorker(page)
      await page.goto(`${server.url}?folder=${encodeURIComponent(workspace)}`, { waitUntil: 'commit' })
      await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 })
      return {
        page,
        offSite,
        close: async () => {
          await browser.close()
          await server.stop()
          rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 })
        },
      } satisfies RunningVsCode
    },
  }
}

function watchOffSite(page: Page, authority: string): Set<string> {
  const offSite = new Set<string>()
  page.on('request', (request) => {
    const url = new URL(request.url())
    // Webview resources have made-up host names that a service worker answers locally.
    const local =
      url.host === authority ||
      url.host.endsWith('.vscode-cdn.net') ||
      url.host.endsWith('vscode-resource.vscode-cdn.net')
    if (/^(http|ws)/.test(url.protocol) && !local) offSite.add(url.host)
  })
  return offSite
}

/** The npm package names a service worker for its own wrapper, which VS Code's plain server does not serve. */
async function withoutServiceWorker(page: Page): Promise<void> {
  await page.addInitScript(`
    const original = Element.prototype.getAttribute
    Element.prototype.getAttribute = function (name) {
      const value = original.call(this, name)
      if (name !== 'data-settings' || this.id !== 'vscode-workbench-web-configuration' || !value) return value
      const configuration = JSON.parse(value)
      if (configuration.productConfiguration) delete configuration.productConfiguration.serviceWorker
      return JSON.stringify(configuration)
    }
  `)
}
