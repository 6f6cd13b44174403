import type { Examples } from './rule.ts'
import { rules } from './rules.ts'

/** The examples of all rules. The bundled server reads them from a file, when it has the time for it (`scripts/data-chunks.mjs`). */
export const allExamples = (): readonly Examples[] => rules.map(({ examples }) => examples)
