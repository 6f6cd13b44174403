import { nearest } from '../language-server/core/text/nearest.ts'
import { type Terminal, UsageError } from './command.ts'
import { commands } from './commands.ts'
import { fitted } from './fitted.ts'
import { version } from './version.ts'

/**
 * Runs one command line.
 * @param args what stands behind `policywright`
 * @returns the exit code
 */
export async function dispatch(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.out(fitted(overview(), terminal.columns))
    return 0
  }
  if (name === '--version') {
    terminal.out(`${version()}\n`)
    return 0
  }
  const entry = commands.find((command) => command.name === name)
  if (entry === undefined) return refuse(terminal, unknownCommand(name))
  const { default: command } = await entry.load()
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(fitted(command.help, terminal.columns))
    return 0
  }
  try {
    return await command.run(rest, terminal)
  } catch (error) {
    if (error instanceof UsageError) return refuse(terminal, `${name}: ${error.message}`)
    if (isArgumentError(error))
      return refuse(terminal, `${name}: ${firstSentence(error.message)} See 'policywright ${name} --help'.`)
    throw error
  }
}

function refuse(terminal: Terminal, message: string): number {
  terminal.err(`policywright ${message}\n`)
  return 2
}

function unknownCommand(name: string): string {
  const meant = nearest(
    name,
    commands.map((command) => command.name),
  )
  return `has no command '${name}'${meant === undefined ? '.' : `; did you mean '${meant}'?`} See 'policywright --help'.`
}

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  return [
    'Policywright for Azure API Management: policies checked, run and pushed.',
    '',
    'Usage: policywright COMMAND [options]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    "'policywright COMMAND --help' tells the options of a command; 'policywright --version' the version.",
    '',
  ].join('\n')
}

const isArgumentError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')

/** `parseArgs` adds advice on its own syntax behind the first sentence. */
const firstSentence = (message: string): string => `${message.split(/\.\s/)[0]?.replace(/\.$/, '') ?? message}.`
