/**
 * Compiles a path pattern as editors write them: `*` and `?` stay inside one folder, `**` crosses folders, `{a,b}` is a choice.
 * A pattern without a slash matches the file name in any folder; others match from the workspace folder on. Never throws, and takes no
 * longer for a pattern that somebody made to take long.
 */
export function compileGlob(pattern: string): (relativePath: string) => boolean {
  const anchored = pattern.includes('/') ? pattern.replace(/^\.?\//, '') : `**/${pattern}`
  const steps: Steps = anchored.match(/\*\*\/|\*\*|[\s\S]/g) ?? []
  const choices = choicesOf(steps, MOST_CHOICES) ?? [steps]
  return (relativePath) => choices.some((choice) => matches(choice, relativePath))
}

/** A character stands for itself, but for `**` + `/`, `**`, `*` and `?`. */
type Steps = readonly string[]

/** Nobody means more paths than this by the braces of one pattern; a pattern that has more stands for itself. */
const MOST_CHOICES = 256
/** As long as a path is at most on most systems. */
const LONGEST = 4096

/**
 * The patterns without braces that one with braces stands for; undefined: there are more than so many. A brace without its partner stands
 * for itself.
 */
function choicesOf(steps: Steps, most: number): readonly Steps[] | undefined {
  if (steps.length > LONGEST) return undefined
  for (let open = steps.indexOf('{'); open >= 0; open = steps.indexOf('{', open + 1)) {
    const parts = partsOf(steps, open)
    if (parts === undefined) continue
    const found: Steps[] = []
    for (const part of parts.choices) {
      const choices = choicesOf([...part, ...parts.behind], most - found.length)
      if (choices === undefined) return undefined
      found.push(...choices.map((choice) => [...steps.slice(0, open), ...choice]))
    }
    return found.length > most ? undefined : found
  }
  return [steps]
}

/** What stands between a brace and its partner, and behind that. */
function partsOf(
  steps: Steps,
  open: number,
): { readonly choices: readonly Steps[]; readonly behind: Steps } | undefined {
  const choices: Steps[] = []
  let depth = 0
  let from = open + 1
  for (let at = open + 1; at < steps.length; at++) {
    const step = steps[at]
    if (step === '{') depth++
    else if (step === ',' && depth === 0) {
      choices.push(steps.slice(from, at))
      from = at + 1
    } else if (step === '}' && depth-- === 0)
      return { choices: [...choices, steps.slice(from, at)], behind: steps.slice(at + 1) }
  }
  return undefined
}

function matches(steps: Steps, path: string): boolean {
  const failed = new Set<number>()
  const reaches = (step: number, at: number): boolean => {
    if (step === steps.length) return at === path.length
    const key = step * (path.length + 1) + at
    if (failed.has(key)) return false
    const found = tries(step, at)
    if (!found) failed.add(key)
    return found
  }
  const tries = (step: number, at: number): boolean => {
    const wanted = steps[step]
    const slash = path.indexOf('/', at)
    switch (wanted) {
      case '**/':
        return reaches(step + 1, at) || (slash > at && reaches(step, slash + 1))
      case '**':
        return reachesWithin(step, at, path.length)
      case '*':
        return reachesWithin(step, at, slash < 0 ? path.length : slash)
      case '?':
        return at < path.length && slash !== at && reaches(step + 1, at + 1)
      default:
        return path.charAt(at) === wanted && reaches(step + 1, at + 1)
    }
  }
  const reachesWithin = (step: number, at: number, most: number): boolean => {
    for (let end = at; end <= most; end++) if (reaches(step + 1, end)) return true
    return false
  }
  return reaches(0, 0)
}
