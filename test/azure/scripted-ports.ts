import type { Page, Ports } from '../../workflows/ports.ts'

export interface Script {
  /** Labels to choose, in order; a question beyond them is a failure. */
  readonly choose?: readonly string[]
  /** Answers to confirmations, in order; yes when the script has none. */
  readonly confirm?: readonly boolean[]
  readonly input?: readonly string[]
}

export interface ScriptedPorts extends Ports {
  readonly pages: Page[]
  readonly asked: string[]
  readonly confirmed: string[]
  readonly logged: string[]
  readonly steps: string[]
}

/** Ports that answer from a script and remember what was asked and shown. */
export function scriptedPorts(script: Script = {}, signal = new AbortController().signal): ScriptedPorts {
  const choose = [...(script.choose ?? [])]
  const confirm = [...(script.confirm ?? [])]
  const input = [...(script.input ?? [])]
  const pages: Page[] = []
  const asked: string[] = []
  const confirmed: string[] = []
  const logged: string[] = []
  const steps: string[] = []
  return {
    pages,
    asked,
    confirmed,
    logged,
    steps,
    async choose(question) {
      asked.push(question.title)
      const wanted = choose.shift()
      const found = question.choices.find(({ label }) => label === wanted)
      if (wanted !== undefined && found === undefined)
        throw new Error(
          `"${question.title}" has no choice "${wanted}": ${question.choices.map(({ label }) => label).join(', ')}`,
        )
      return found?.value
    },
    async confirm({ title, detail }) {
      confirmed.push(detail === undefined ? title : `${title}\n${detail}`)
      return confirm.length === 0 ? script.confirm === undefined : (confirm.shift() ?? false)
    },
    async input({ title }) {
      asked.push(title)
      return input.shift()
    },
    progress(title, task) {
      steps.push(title)
      return task(signal, (message) => steps.push(message))
    },
    async show(page) {
      pages.push(page)
    },
    log: (line) => logged.push(line),
  }
}
