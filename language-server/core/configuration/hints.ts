/** What stands in the editor beside the text of a document when somebody wants it; the keys of `policywright.inlayHints`. */
export const INLAY_HINTS = ['defaultValues', 'headerNames', 'namedValues', 'localTypes', 'variableTypes'] as const

/** Those that are on; all are off by default. */
export type InlayHintChoice = Readonly<Partial<Record<(typeof INLAY_HINTS)[number], boolean>>>

/** What stands above parts of a document; the keys of `policywright.codeLens`. */
export const CODE_LENSES = ['scope', 'references', 'callOperation'] as const

/** Those that are off; all are on by default. */
export type CodeLensChoice = Readonly<Partial<Record<(typeof CODE_LENSES)[number], boolean>>>
