import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach } from 'vitest'
import { projectFile } from '../../tidy/project.ts'
import { chooseLauncher } from './choose-launcher.ts'
import type { RunningVsCode } from './launcher.ts'

export interface Session {
  readonly page: Page
  /** A copy of the Orders sample. */
  readonly workspace: string
  readonly vscode: RunningVsCode
  /** Where the extension host's `POLICYWRIGHT_HOME` is. */
  readonly home: string
  /** Keeps a picture in the ignored folder `.screenshots`; the named ones also illustrate the README. */
  picture(name: string): Promise<void>
  close(): Promise<void>
}

/** Those that illustrate the README. */
const README_PICTURES = new Set(['completion', 'quick-fix', 'secure', 'proof'])

interface SessionOptions {
  readonly settings?: Readonly<Record<string, unknown>>
  /** Texts that the workspace holds besides or instead of those of the sample, by their path in it. */
  readonly files?: Readonly<Record<string, string>>
}

/** Starts a real VS Code with the packaged extension on a copy of the sample, in folders of its own. */
export async function startSession(options: SessionOptions = {}): Promise<Session> {
  const vsix = process.env.POLICYWRIGHT_VSIX
  if (!vsix || !existsSync(vsix)) throw new Error('No package to test: run the journeys by `npm run e2e`.')
  const launcher = await chooseLauncher()
  console.log(`host: ${launcher.description}`)
  const folder = mkdtempSync(path.join(tmpdir(), 'policywright-e2e-'))
  const workspace = path.join(folder, 'orders')
  const home = path.join(folder, 'home')
  cpSync(projectFile('samples/orders'), workspace, { recursive: true })
  mkdirSync(home)
  for (const [file, text] of Object.entries(options.files ?? {})) {
    mkdirSync(path.dirname(path.join(workspace, file)), { recursive: true })
    writeFileSync(path.join(workspace, file), text)
  }
  const vscode = await launcher.launch({
    workspace,
    vsix,
    env: { POLICYWRIGHT_HOME: home },
    settings: options.settings ?? {},
  })
  const picture = async (name: string): Promise<void> => {
    const wanted = process.env.POLICYWRIGHT_PICTURES
    for (const target of [projectFile('.screenshots'), ...(wanted && README_PICTURES.has(name) ? [wanted] : [])]) {
      mkdirSync(target, { recursive: true })
      await vscode.page.screenshot({ path: path.join(target, `${name}.png`), animations: 'disabled' })
    }
  }
  return {
    page: vscode.page,
    workspace,
    vscode,
    home,
    picture,
    close: async () => {
      await vscode.close()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Keeps a picture of the window behind every test that fails. */
export const pictureFailures = (session: () => Session | undefined): void =>
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await session()?.picture(`failed ${task.name.replaceAll(/[^\w ]/g, '')}`)
  })
