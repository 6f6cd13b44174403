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
    name: 'format',
    summary: 'Lay policy documents out, without changing what the service reads.',
    load: () => import('./commands/format.ts'),
  },
  {
    name: 'rules',
    summary: 'List the rules: their set, severity and category.',
    load: () => import('./commands/rules.ts'),
  },
  {
    name: 'explain',
    summary: 'Print the page of a rule.',
    load: () => import('./commands/explain.ts'),
  },
  {
    name: 'convert',
    summary: 'Turn policy documents from rawxml into xml, or back.',
    load: () => import('./commands/convert.ts'),
  },
  {
    name: 'effective',
    summary: 'Show what runs for a call: the policies of all scopes in one document.',
    load: () => import('./commands/effective.ts'),
  },
  {
    name: 'eval',
    summary: 'Evaluate a policy expression against a request in a file.',
    load: () => import('./commands/eval.ts'),
  },
  {
    name: 'local',
    summary: 'Start API Management on this machine with the Orders sample, or get a token from it.',
    load: () => import('./commands/local.ts'),
  },
  {
    name: 'fetch',
    summary: 'Bring policies from an instance into files.',
    load: () => import('./commands/fetch.ts'),
  },
  {
    name: 'diff',
    summary: 'Compare policy files with an instance.',
    load: () => import('./commands/diff.ts'),
  },
  {
    name: 'push',
    summary: 'Push policies to an instance: checked, previewed, read back.',
    load: () => import('./commands/push.ts'),
  },
  {
    name: 'publish',
    summary: 'Publish a folder in the APIOps layout to an instance.',
    load: () => import('./commands/publish.ts'),
  },
  {
    name: 'secure',
    summary: 'Let only Azure identities of your choice call an API.',
    load: () => import('./commands/secure.ts'),
  },
  {
    name: 'authenticate',
    summary: 'Let API Management call its back end with its own managed identity.',
    load: () => import('./commands/authenticate.ts'),
  },
  {
    name: 'consumer',
    summary: 'Print what a caller of a protected API must be told: settings or code.',
    load: () => import('./commands/consumer.ts'),
  },
  {
    name: 'call',
    summary: 'Call an operation without a token and with one, and say what that proves.',
    load: () => import('./commands/call.ts'),
  },
]
