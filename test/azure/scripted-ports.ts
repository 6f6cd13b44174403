import { type Choice, type Page, type Ports, type Question, type StepMark, WentBack } from '../../workflows/ports.ts'

/** In a script: goes back to the question before. */
export const BACK = '<'

export interface Script {
  /** Labels to choose, in order; a question beyond them is a failure. */
  readonly choose?: readonly string[]
  /** The labels to tick, in order; nothing is ticked where the script has none. */
  readonly chooseMany?: readonly (readonly string[])[]
  /** Answers to confirmations, in order; yes when the script has none. */
  readonly confirm?: readonly (boolean | typeof BACK)[]
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
  const chooseMany = [...(script.chooseMany ?? [])]
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
      goBack(wanted, question.step)
      return wanted === undefined ? undefined : choiceOf(question, wanted).value
    },
    async chooseMany(question) {
      asked.push(question.title)
      const wanted = chooseMany.shift() ?? []
      goBack(wanted[0], question.step)
      return wanted.map((label) => choiceOf(question, label).value)
    },
    async confirm({ title, detail, step }) {
      confirmed.push(detail === undefined ? title : `${title}\n${detail}`)
      const wanted = confirm.length === 0 ? script.confirm === undefined : (confirm.shift() ?? false)
      if (typeof wanted === 'boolean') return wanted
      goBack(wanted, step)
      return false
    },
    async input({ title, step }) {
      asked.push(title)
      const text = input.shift()
      goBack(text, step)
      return text
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

function goBack(answer: string | undefined, step: StepMark | undefined): void {
  if (answer !== BACK) return
  if (step?.way !== 'back') throw new Error('There is no question before this one.')
  throw new WentBack()
}

function choiceOf<T>({ title, choices }: Question<T>, wanted: string): Choice<T> {
  const found = choices.find(({ label }) => label === wanted)
  if (found === undefined)
    throw new Error(`"${title}" has no choice "${wanted}": ${choices.map(({ label }) => label).join(', ')}`)
  return found
}
