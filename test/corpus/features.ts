import { createPolicyService } from '../../language-server/core/service.ts'
import { askEverything, askWholeDocument, type Feature, STEP, type Watch } from '../lsp/ask.ts'
import { damaged } from './damage.ts'

export interface Fault {
  readonly feature: Feature
  readonly offset: number | undefined
  readonly message: string
}

export interface Answers {
  /** How many questions were asked. */
  asked: number
  readonly faults: Fault[]
  /** The questions that took longest, in milliseconds of CPU, slowest first. */
  readonly slow: { readonly feature: Feature; readonly offset: number | undefined; readonly milliseconds: number }[]
}

export interface Asking {
  /** Versions with a deletion or an insertion that are asked about too, around the damage. */
  readonly damages: number
  /** Milliseconds of CPU above which an answer is slow. */
  readonly slowAbove: number
}

const service = createPolicyService()
/** Around a deletion or an insertion: every so many offsets to both sides. */
const AROUND = [-200, -40, -8, -3, -1, 0, 1, 3, 8, 40, 200]

const cpu = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Asks everything of a document at every seventh offset, and of damaged versions of it around the damage. */
export function askAbout(content: string, { damages, slowAbove }: Asking): Answers {
  const answers: Answers = { asked: 0, faults: [], slow: [] }
  const watching =
    (offset?: number): Watch =>
    (feature, ask) => {
      const before = cpu()
      try {
        ask()
      } catch (cause) {
        const message =
          cause instanceof Error ? (cause.stack ?? cause.message).split('\n').slice(0, 3).join(' ') : `${cause}`
        answers.faults.push({ feature, offset, message })
      }
      answers.asked++
      const milliseconds = cpu() - before
      if (milliseconds > slowAbove) answers.slow.push({ feature, offset, milliseconds })
    }
  const whole = service.read(content)
  askWholeDocument(whole, watching())
  for (let offset = 0; offset <= content.length; offset += STEP) askEverything(whole, offset, watching(offset))
  for (const { text, at } of damaged(content, damages)) {
    const version = service.read(text)
    askWholeDocument(version, watching())
    for (const distance of AROUND) {
      const offset = at + distance
      if (offset >= 0 && offset <= text.length) askEverything(version, offset, watching(offset))
    }
  }
  answers.slow.sort((a, b) => b.milliseconds - a.milliseconds)
  return answers
}
