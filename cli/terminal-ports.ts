import { createInterface } from 'node:readline/promises'
import { unifiedDiff } from '../workflows/line-diff.ts'
import { type Choice, type Page, type Ports, type Question, type StepMark, WentBack } from '../workflows/ports.ts'
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
  const ask = async (prompt: string, step?: StepMark): Promise<string> => {
    const answer = (await readLine(prompt)).trim()
    if (step?.way === 'back' && answer === BACK) throw new WentBack()
    return answer
  }
  const offer = <T>({ title, option, placeholder, choices }: Question<T>): void => {
    demand(`"${title}" must be decided (${choices.map(({ label }) => label).join(', ')})`, option)
    say(placeholder === undefined ? title : `${title} ${placeholder}`)
    choices.forEach((choice, index) => {
      say(rowOf(index + 1, choice))
    })
  }
  const demand = (what: string, option = 'it as an option, which --help names'): void => {
    if (!interactive) throw new UsageError(`${what}, and nobody is there to answer; give ${option}.`)
  }

  return {
    async choose(question) {
      const { title, choices, step } = question
      // Nobody there means the first choice of a conflict, which always changes nothing.
      if (!interactive && choices[0]?.value === 'stop') {
        say(title)
        return choices[0].value
      }
      offer(question)
      for (;;) {
        const answer = await ask(`Number (empty gives up${wayBack(step)}): `, step)
        if (answer === '') return undefined
        const choice = choices[Number(answer) - 1]
        if (choice !== undefined) return choice.value
        say(`Type a number from 1 to ${choices.length}.`)
      }
    },
    async chooseMany(question) {
      const { choices, step } = question
      offer(question)
      const ticked = choices.filter((choice) => choice.ticked)
      const empty = ticked.length > 0 ? 'leaves those that are marked *' : 'gives up'
      for (;;) {
        const answer = await ask(`Numbers, with commas (- for none, empty ${empty}${wayBack(step)}): `, step)
        if (answer === '') return ticked.length > 0 ? ticked.map(({ value }) => value) : undefined
        if (answer === '-') return []
        const chosen = answer.split(',').map((number) => choices[Number(number) - 1])
        const known = chosen.filter((choice) => choice !== undefined)
        if (known.length === chosen.length) return [...new Set(known)].map(({ value }) => value)
        say(`Type numbers from 1 to ${choices.length}, with commas between them.`)
      }
    },
    async confirm({ title, detail, action, weight, step }) {
      say(detail === undefined ? title : `${title}\n${detail}`)
      if (consent === 'given' && weight !== 'grave') return true
      if (!interactive) {
        if (weight === 'grave') {
          say(`Not answered, so nothing is done: --yes does not cover this.`)
          return false
        }
        throw new UsageError('this changes something, and nobody is there to agree; give --yes.')
      }
      return /^y(es)?$/i.test(await ask(`${action}? [y/N${wayBack(step)}] `, step))
    },
    async input({ title, option, prompt, value, kind, validate, step }) {
      demand(`"${title}" must be given`, option)
      if (kind === 'secret')
        throw new UsageError(`"${title}" is a secret; give it as the environment variable that --help names.`)
      for (;;) {
        const answer = await ask(
          `${title}${prompt === undefined ? '' : ` (${prompt})`}${value === undefined || value === '' ? '' : ` [${value}]`}${wayBack(step)}: `,
          step,
        )
        const text = answer === '-' ? '' : answer === '' ? (value ?? '') : answer
        // A question that takes nothing for an answer says so by accepting an empty text.
        const wrong = text === '' && validate === undefined ? '' : validate?.(text)
        if (wrong !== undefined && text === '') return undefined
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

/** Typed instead of an answer, it leads to the question before. */
const BACK = '<'

const wayBack = (step: StepMark | undefined): string => (step?.way === 'back' ? `, ${BACK} goes back` : '')

const rowOf = (number: number, { label, description, detail, ticked }: Choice<unknown>): string =>
  [`${ticked ? '*' : ' '} ${number}  ${label}`, description, detail].filter((part) => part !== undefined).join('  ')

function shown(page: Page): string {
  if (page.kind === 'markdown') return page.text
  const diff = unifiedDiff(page.left.text, page.right.text)
  return `--- ${page.left.label}\n+++ ${page.right.label}\n${diff === '' ? '(they differ in layout only)' : diff}`
}
