import { type Ports, type StepMark, WentBack } from './ports.ts'

/**
 * One step of a guided job: asks with the ports it is given and adds to the answers. It asks nothing when what is known suffices.
 * @returns the answers it adds; undefined when the user gave up.
 */
export type Step<A> = (ports: Ports, answers: A) => Promise<Partial<A> | undefined>

/**
 * Asks in steps. Going back in one of them returns to the last step that asked something, with the answers as they were before it, so
 * that a changed mind never leaves an answer that belonged to the old one. A step that asks several questions begins anew when one of its
 * later ones leads back, unless it asks them in steps itself.
 * @param known answers that were given beforehand
 * @returns undefined when the user gave up
 * @throws WentBack at the first question, where `ports.asked` tells of one before it
 */
export async function askInSteps<A extends object>(
  ports: Ports,
  steps: readonly Step<A>[],
  known: A,
): Promise<A | undefined> {
  const asked: { readonly index: number; readonly answers: A; readonly number: number }[] = []
  let number = (ports.askedBefore ?? 0) + 1
  let answers = known
  for (let index = 0; index < steps.length; ) {
    const here = { index, answers, number }
    const watched = watchQuestions(ports, number)
    try {
      const added = await steps[index]?.(watched.ports, answers)
      if (added === undefined) return undefined
      answers = { ...answers, ...added }
      if (watched.last() !== undefined) asked.push(here)
      number = (watched.last() ?? number - 1) + 1
      index += 1
    } catch (error) {
      if (!(error instanceof WentBack)) throw error
      const isLater = (watched.last() ?? number) > number
      const to = isLater ? here : asked.pop()
      if (to === undefined) throw error
      ;({ index, answers, number } = to)
    }
  }
  return answers
}

interface Watched {
  readonly ports: Ports
  /** Number of the question that was asked last; undefined when none was. */
  last(): number | undefined
}

/** Puts a mark on every question that is asked through these ports and has none yet. */
function watchQuestions(ports: Ports, first: number): Watched {
  let last: number | undefined
  const mark = <Q extends { readonly step?: StepMark }>(question: Q): Q & { readonly step: StepMark } => {
    const number = question.step?.number ?? (last ?? first - 1) + 1
    last = number
    return { ...question, step: question.step ?? { number, way: number > 1 ? 'back' : 'first' } }
  }
  return {
    ports: {
      ...ports,
      get askedBefore() {
        return last ?? first - 1
      },
      choose: (question) => ports.choose(mark(question)),
      chooseMany: (question) => ports.chooseMany(mark(question)),
      confirm: (confirmation) => ports.confirm(mark(confirmation)),
      input: (question) => ports.input(mark(question)),
    },
    last: () => last,
  }
}
