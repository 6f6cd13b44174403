import type { Page } from 'playwright-core'

export interface LaunchOptions {
  /** Folder to open: a copy that the test may write to. */
  readonly workspace: string
  /** The packaged extension. */
  readonly vsix: string
  /** Environment of the extension host. */
  readonly env?: Readonly<Record<string, string>>
  readonly settings?: Readonly<Record<string, unknown>>
}

/** A real VS Code with the packaged extension, seen through one page: the same suite drives the desktop and the browser. */
export interface RunningVsCode {
  readonly page: Page
  /** Off-site hosts that the workbench asked for: must stay empty. */
  readonly offSite: ReadonlySet<string>
  close(): Promise<void>
}

export interface Launcher {
  /** One line for the log: which VS Code, and why this one. */
  readonly description: string
  launch(options: LaunchOptions): Promise<RunningVsCode>
}

/** Settings that keep a VS Code quiet, offline and its pictures stable. */
export const QUIET_SETTINGS: Readonly<Record<string, unknown>> = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'window.restoreWindows': 'none',
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
  'workbench.reduceMotion': 'on',
  // Each local instance opens several ports: VS Code would forward them all, and say so over what is to be seen.
  'remote.autoForwardPorts': false,
}
