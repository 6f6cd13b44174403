import { type Ports, type StepMark, WentBack } from './ports.ts'

/**
 * One step of a guided job: asks with the ports it is given and adds to the answers. It asks nothing when what is known suffices.
 * @returns the answers it adds; undefined when the user gave up.
 */
export type Step<A> = (ports: Ports, answers: A) => Promise<Partial<A> | undefined>

/**
 * Asks in steps. Going back in one of them returns to the last step that asked something, with the answers as they were before it, so
 * that a changed mind never leaves an answer that belonged to the old one.
 * @param known answers that were given beforehand
 * @returns undefined when the user gave up
 */
export async function askInSteps<A extends object>(
  ports: Ports,
  steps: readonly Step<A>[],
  known: A,
): Promise<A | undefined> {
  const asked: { readonly index: number; readonly answers: A }[] = []
  let answers = known
  for (let index = 0; index < steps.length; ) {
    const mark: StepMark = { number: asked.length + 1, way: asked.length > 0 ? 'back' : 'first' }
    const here = { index, answers }
    const watched = watchQuestions(ports, mark)
    try {
      const added = await steps[index]?.(watched.ports, answers)
      if (added === undefined) return undefined
      answers = { ...answers, ...added }
      if (watched.hasAsked()) asked.push(here)
      index += 1
    } catch (error) {
      const last = error instanceof WentBack ? asked.pop() : undefined
      if (last === undefined) throw error
      index = last.index
      answers = last.answers
    }
  }
  return answers
}

/** Puts the mark on every question that is asked through these ports, and tells whether there was one. */
function watchQuestions(ports: Ports, step: StepMark): { readonly ports: Ports; hasAsked(): boolean } {
  let asked = false
  const mark = <Q extends object>(question: Q): Q & { readonly step: StepMark } => {
    asked = true
    return { ...question, step }
  }
  return {
    ports: {
      ...ports,
      choose: (question) => ports.choose(mark(question)),
      chooseMany: (question) => ports.chooseMany(mark(question)),
      input: (question) => ports.input(mark(question)),
    },
    hasAsked: () => asked,
  }
}
