import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath } from '@vscode/test-electron'
import { _electron } from 'playwright-core'
import { run } from '../../../scripts/host/run.ts'
import { type Launcher, QUIET_SETTINGS } from './launcher.ts'

/** Desktop VS Code as `@vscode/test-electron` downloads it, its window driven as a page. */
export function desktopLauncher(version: string): Launcher {
  return {
    description: `desktop VS Code ${version}, downloaded by @vscode/test-electron`,
    async launch({ workspace, vsix, env = {}, settings = {} }) {
      const executablePath = await downloadAndUnzipVSCode(version)
      const dataFolder = mkdtempSync(path.join(tmpdir(), 'policywright-host-'))
      const folders = [`--user-data-dir=${dataFolder}`, `--extensions-dir=${path.join(dataFolder, 'extensions')}`]
      mkdirSync(path.join(dataFolder, 'User'), { recursive: true })
      writeFileSync(path.join(dataFolder, 'User/settings.json'), JSON.stringify({ ...QUIET_SETTINGS, ...settings }))
      const [cli = '', ...cliArgs] = resolveCliArgsFromVSCodeExecutablePath(executablePath)
      run(cli, [...cliArgs, ...folders, '--install-extension', vsix])
      const application = await _electron.launch({
        executablePath,
        args: [...folders, '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes', workspace],
        env: { ...(process.env as Record<string, string>), ...env },
      })
      const page = await application.firstWindow()
      await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 })
      return {
        page,
        offSite: new Set<string>(),
        close: async () => {
          await application.close()
          rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 })
        },
      }
    },
  }
}
