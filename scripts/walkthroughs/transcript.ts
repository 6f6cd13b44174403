import { unifiedDiff } from '../../workflows/line-diff.ts'
import type { Page, Ports } from '../../workflows/ports.ts'

export interface Transcript {
  readonly ports: Ports
  /** Adds a line or a paragraph of its own. */
  say(text: string): void
  fence(language: string, text: string): void
  /** What the user will answer from here on: labels, or the text of an input. The script fails when something else is asked. */
  answer(...labels: readonly string[]): void
  /** How many decisions were taken. */
  readonly decisions: number
  /** The whole page. */
  text(): string
}

/** Ports that answer from a list and write down, as Markdown, what was asked, shown and decided. */
export function createTranscript(title: string): Transcript {
  const lines: string[] = [`# ${title}`, '']
  let answers: string[] = []
  let decisions = 0
  const say = (text: string): void => {
    lines.push(text, '')
  }
  const fence = (language: string, text: string): void => say(`\`\`\`${language}\n${text.trimEnd()}\n\`\`\``)
  const decide = (question: string): string => {
    const answer = answers.shift()
    if (answer === undefined) throw new Error(`Nobody answers "${question}".`)
    decisions++
    say(`${decisions}. **${question}** ${answer}`)
    return answer
  }
  const show = (page: Page): void => {
    if (page.kind === 'markdown') say(page.text)
    else fence('diff', unifiedDiff(page.left.text, page.right.text))
  }
  return {
    say,
    fence,
    answer(...labels) {
      if (answers.length > 0) throw new Error(`Nobody asked for ${answers.join(', ')}.`)
      answers = [...labels]
    },
    get decisions() {
      return decisions
    },
    text: () => `${lines.join('\n').trimEnd()}\n`,
    ports: {
      async choose({ title: question, choices }) {
        const label = decide(question)
        const found = choices.find((choice) => choice.label === label)
        if (found === undefined)
          throw new Error(`"${question}" has no "${label}": ${choices.map((choice) => choice.label).join(', ')}.`)
        return found.value
      },
      // One decision, however many are ticked: they are given as one answer with ` + ` between them.
      async chooseMany({ title: question, choices }) {
        const labels = decide(question).split(' + ')
        return labels.map((label) => {
          const found = choices.find((choice) => choice.label === label)
          if (found === undefined) throw new Error(`"${question}" has no "${label}".`)
          return found.value
        })
      },
      async confirm({ title: question, detail = '', action }) {
        say(
          detail
            .split('\n')
            .filter((line) => line !== '')
            .map((line) => `- ${line}`)
            .join('\n'),
        )
        const answer = decide(question)
        if (answer !== action && answer !== 'Cancel') throw new Error(`"${question}" has no button "${answer}".`)
        return answer === action
      },
      input: async ({ title: question }) => decide(question),
      progress: (_title, task) => task(new AbortController().signal, () => undefined),
      show: async (page) => show(page),
      log: () => undefined,
    },
  }
}
