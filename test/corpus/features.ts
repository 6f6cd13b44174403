import { checkTemplate } from '../../language-server/core/embedded/template-checker.ts'
import { createPolicyService, type PolicyText } from '../../language-server/core/service.ts'
import { type Feature, FIRST_QUESTIONS, type Question, questionsAt, questionsOf, STEP } from '../lsp/ask.ts'
import { damaged } from './damage.ts'

/** One question to one version of a document; enough to ask it again. */
export interface Step {
  readonly feature: Feature
  /** Which of the damaged versions; absent: the document as it is. */
  readonly damage?: number
  /** Absent: the document as a whole. */
  readonly offset?: number
  /** Which of the questions there. */
  readonly question: number
}

/** Milliseconds. The processor time is that of all threads, so that garbage collection and compilation beside the answer count. */
export interface Cost {
  readonly wall: number
  readonly cpu: number
}

export interface Fault extends Step {
  readonly message: string
}

export interface Timed extends Step, Cost {}

/** What came of asking about one document. */
export interface Answers {
  /** How many questions were asked. */
  readonly asked: Partial<Record<Feature, number>>
  readonly faults: Fault[]
  /** Of each feature the answer that took most processor time. */
  readonly slowest: Partial<Record<Feature, Timed>>
  /** The answers that took longer than the limit, by either clock. */
  readonly slow: Timed[]
}

export interface Asking {
  /** Versions with a deletion or an insertion that are asked about too, around the damage. */
  readonly damages: number
  /** Milliseconds above which an answer is slow. */
  readonly slowAbove: number
  /** Questions about a document as a whole take turns in coming first, so that none always finds ready what another has worked out. */
  readonly turn: number
}

const service = createPolicyService({ templates: (text) => (text.includes('liquid') ? checkTemplate : undefined) })
/** Around a deletion or an insertion: every so many offsets to both sides. */
const AROUND = [-200, -40, -8, -3, -1, 0, 1, 3, 8, 40, 200]
/** How often a slow question is asked again. */
const AGAIN = 5

function costOf(work: () => unknown): Cost {
  const [before, from] = [process.cpuUsage(), performance.now()]
  work()
  const wall = performance.now() - from
  const { user, system } = process.cpuUsage(before)
  return { wall, cpu: (user + system) / 1000 }
}

/** Asks everything of a document at every seventh offset, and of damaged versions of it around the damage. */
export function askAbout(content: string, { damages, slowAbove, turn }: Asking): Answers {
  const answers: Answers = { asked: {}, faults: [], slowest: {}, slow: [] }
  const { asked, faults, slowest, slow } = answers
  const put = ({ feature, ask }: Question, place: Omit<Step, 'feature'>): void => {
    const step: Step = { feature, ...place }
    const cost = costOf(() => {
      try {
        ask()
      } catch (cause) {
        faults.push({ ...step, message: told(cause) })
      }
    })
    asked[feature] = (asked[feature] ?? 0) + 1
    if (cost.cpu > (slowest[feature]?.cpu ?? -1)) slowest[feature] = { ...step, ...cost }
    if (Math.max(cost.cpu, cost.wall) > slowAbove) slow.push({ ...step, ...cost })
  }
  const putAll = (text: PolicyText, about: { readonly damage?: number; readonly earlier?: PolicyText }): void => {
    const { damage, earlier } = about
    const questions = questionsOf(text, earlier)
    const rest = questions.length - FIRST_QUESTIONS
    for (let n = 0; n < questions.length; n++) {
      const at = n < FIRST_QUESTIONS ? n : FIRST_QUESTIONS + ((n + turn + (damage ?? 0)) % rest)
      const question = questions[at]
      if (question) put(question, { ...(damage !== undefined && { damage }), question: at })
    }
  }
  const whole = service.read(content)
  putAll(whole, {})
  for (let offset = 0; offset <= content.length; offset += STEP)
    for (const [at, question] of questionsAt(whole, offset).entries()) put(question, { offset, question: at })
  for (const [damage, { text, at: place }] of damaged(content, damages).entries()) {
    const version = service.read(text)
    putAll(version, { damage, earlier: whole })
    for (const distance of AROUND) {
      const offset = place + distance
      if (offset < 0 || offset > text.length) continue
      for (const [at, question] of questionsAt(version, offset).entries())
        put(question, { damage, offset, question: at })
    }
  }
  return answers
}

function told(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  return (cause.stack ?? cause.message).split('\n').slice(0, 3).join(' ')
}

/**
 * Asks the same again of a version that was read anew, when its analysis is done and, but for what belongs to that, its diagnostics are
 * told: nothing else is known of it. Its expressions get other texts each time, or they would be remembered.
 * @param damages how many damaged versions there were
 * @returns the least of some times, by each clock
 */
export function costAgain(content: string, step: Step, damages: number): Cost {
  const { damage, offset, question } = step
  const text = damage === undefined ? content : damaged(content, damages)[damage]?.text
  if (text === undefined) throw new Error(`There is no damaged version ${damage}.`)
  const costs = Array.from({ length: AGAIN }, (_, turn): Cost => {
    const fresh = service.read(renewed(text, turn + 1))
    const earlier = damage === undefined ? undefined : service.read(renewed(content, turn + 1))
    earlier?.diagnostics()
    const isOfCheck = offset === undefined && question < FIRST_QUESTIONS
    if (!(isOfCheck && question === 0)) fresh.analysis()
    if (!isOfCheck) fresh.diagnostics()
    const questions =
      offset === undefined
        ? questionsOf(fresh, earlier)
        : questionsAt(fresh, renewed(text.slice(0, offset), turn + 1).length)
    const again = questions[question]
    if (again?.feature !== step.feature) throw new Error(`Question ${question} is not one of ${step.feature}.`)
    return costOf(() => again.ask())
  })
  return { wall: Math.min(...costs.map(({ wall }) => wall)), cpu: Math.min(...costs.map(({ cpu }) => cpu)) }
}

/** The same document with more white space at the beginning of each expression. */
const renewed = (text: string, spaces: number): string => text.replace(/@[({]/g, (begin) => begin + ' '.repeat(spaces))
