import { createInterface } from 'node:readline/promises'
import { unifiedDiff } from '../workflows/line-diff.ts'
import type { Page, Ports } from '../workflows/ports.ts'
import { type Terminal, UsageError } from './command.ts'

export interface TerminalPortsOptions {
  readonly terminal: Terminal
  /** Consent given beforehand with `--yes`: previews are shown and not asked about. */
  readonly consent: 'ask' | 'given'
  /** With `json` only the answer itself goes to standard output. */
  readonly output: 'text' | 'json'
  /** Whether somebody is there to answer; standard input of the process when absent. */
  readonly interactive?: boolean
  /** Reads one line; from standard input of the process when absent. */
  readonly readLine?: (prompt: string) => Promise<string>
}

async function readLineOfProcess(prompt: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await lines.question(prompt)
  } finally {
    lines.close()
  }
}

/**
 * Asks and shows on a terminal. Where nobody can answer, a question ends the command with the option that would have answered it. All of it
 * goes to standard error, so that standard output holds the answer alone.
 */
export function terminalPorts({
  terminal,
  consent,
  output,
  interactive = process.stdin.isTTY === true,
  readLine = readLineOfProcess,
}: TerminalPortsOptions): Ports {
  const say = (text: string): void => terminal.err(`${text}\n`)
  const ask = async (prompt: string): Promise<string> => (await readLine(prompt)).trim()
  const demand = (what: string): void => {
    if (!interactive) throw new UsageError(`${what}, and nobody is there to answer; give it as an option.`)
  }

  return {
    async choose({ title, placeholder, choices }) {
      // Nobody there means the first choice of a conflict, which always changes nothing.
      if (!interactive && choices[0]?.value === 'stop') {
        say(title)
        return choices[0].value
      }
      demand(`"${title}" must be decided (${choices.map(({ label }) => label).join(', ')})`)
      say(placeholder === undefined ? title : `${title} ${placeholder}`)
      choices.forEach(({ label, description, detail }, index) => {
        say(
          `  ${index + 1}  ${label}${description === undefined ? '' : `  ${description}`}${detail === undefined ? '' : `  ${detail}`}`,
        )
      })
      for (;;) {
        const answer = await ask('Number (empty gives up): ')
        if (answer === '') return undefined
        const choice = choices[Number(answer) - 1]
        if (choice !== undefined) return choice.value
        say(`Type a number from 1 to ${choices.length}.`)
      }
    },
    async confirm({ title, detail, action, weight }) {
      say(detail === undefined ? title : `${title}\n${detail}`)
      if (consent === 'given' && weight !== 'grave') return true
      if (!interactive) {
        if (weight === 'grave') {
          say(`Not answered, so nothing is done: --yes does not cover this.`)
          return false
        }
        throw new UsageError('this changes something, and nobody is there to agree; give --yes.')
      }
      return /^y(es)?$/i.test(await ask(`${action}? [y/N] `))
    },
    async input({ title, prompt, value, kind, validate }) {
      demand(`"${title}" must be given`)
      if (kind === 'secret')
        throw new UsageError(`"${title}" is a secret; give it as the environment variable that --help names.`)
      for (;;) {
        const answer = await ask(
          `${title}${prompt === undefined ? '' : ` (${prompt})`}${value === undefined ? '' : ` [${value}]`}: `,
        )
        const text = answer === '' ? (value ?? '') : answer
        if (text === '') return undefined
        const wrong = validate?.(text)
        if (wrong === undefined) return text
        say(wrong)
      }
    },
    async progress(title, task) {
      const controller = new AbortController()
      const interrupt = (): void => controller.abort()
      process.once('SIGINT', interrupt)
      if (output === 'text' && interactive) say(`${title} …`)
      try {
        return await task(controller.signal, () => undefined)
      } finally {
        process.off('SIGINT', interrupt)
      }
    },
    async show(page) {
      say(shown(page))
    },
    log: say,
  }
}

function shown(page: Page): string {
  if (page.kind === 'markdown') return page.text
  const diff = unifiedDiff(page.left.text, page.right.text)
  return `--- ${page.left.label}\n+++ ${page.right.label}\n${diff === '' ? '(they differ in layout only)' : diff}`
}
