import type { LiquidTemplate } from './liquid-template.ts'
import { LIQUID_LOOPS, LIQUID_OBJECTS, type LiquidMember } from './liquid-words.ts'

/** The names that the template itself gives, by `assign`, `capture` and loops. */
export const namesGiven = ({ markup }: LiquidTemplate): ReadonlySet<string> =>
  new Set(markup.flatMap(({ words }) => words.filter(({ kind }) => kind === 'setter').map(({ text }) => text)))

/** Objects that are there without the template's doing. */
export const LIQUID_ROOTS: Readonly<Record<string, LiquidMember>> = { ...LIQUID_OBJECTS, ...LIQUID_LOOPS }

/** One step of a path such as `context.Request.Url`. */
interface PathStep {
  readonly name: string
  /** From the beginning of the path. */
  readonly start: number
  /** What is known of it; undefined: nothing. */
  readonly member: LiquidMember | undefined
  /** What could stand here; undefined: anything. */
  readonly known: Readonly<Record<string, LiquidMember>> | undefined
}

/** The dotted part of a path, step by step; an index in brackets ends it. */
export function stepsOf(path: string): readonly PathStep[] {
  const steps: PathStep[] = []
  let known: Readonly<Record<string, LiquidMember>> | undefined = LIQUID_ROOTS
  let start = 0
  for (const name of (path.split('[')[0] ?? '').split('.')) {
    const member: LiquidMember | undefined = known && Object.hasOwn(known, name) ? known[name] : undefined
    steps.push({ name, start, member, known })
    known = member?.members
    start += name.length + 1
  }
  return steps
}
