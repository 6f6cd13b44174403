import type { Command } from './command.ts'

interface CommandEntry {
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  readonly load: () => Promise<{ readonly default: Command }>
}

/** Every command, in the order of the list; each is loaded only when it is called, so that `check` starts quickly. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'check',
    summary: 'Report what the service would refuse in policy documents.',
    load: () => import('./commands/check.ts'),
  },
  {
    name: 'local',
    summary: 'Start API Management on this machine with the Orders sample, or get a token from it.',
    load: () => import('./commands/local.ts'),
  },
]
