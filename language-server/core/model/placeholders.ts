interface Form {
  /** Whose form it is, for people. */
  readonly tools: string
  readonly inValue: RegExp
  /** Where the form is C# or a C# string too (`{0}`, `"__x__"`), only what is neither; absent: it tells nothing there. */
  readonly inCode?: RegExp
}

const forms = {
  '${x}': { tools: 'Terraform, Bicep and shells', inValue: /\$\{/, inCode: /\$\{/ },
  '$(x)': { tools: 'Azure Pipelines', inValue: /\$\(/, inCode: /\$\(/ },
  $x: { tools: 'PowerShell and shells, as the whole value', inValue: /^\s*\$[A-Za-z_]\w*\s*$/ },
  '%{x}': { tools: 'Terraform templates, as in %{if}', inValue: /%\{/, inCode: /%\{/ },
  '#{x}#': { tools: 'Replace Tokens and Octopus Deploy', inValue: /#\{/, inCode: /#\{/ },
  '#x#': {
    tools: 'scripts and pipelines',
    inValue: /#[A-Za-z][\w.-]*#/,
    inCode: /(?<!["\w])#[A-Za-z][\w.-]*#(?!["\w])/,
  },
  __x__: {
    tools: 'scripts and pipelines',
    inValue: /__[A-Za-z][\w.-]*__/,
    inCode: /(?<!["\w])__[A-Za-z]\w*__(?!["\w])/,
  },
  '@@x@@': { tools: 'scripts and pipelines', inValue: /@@[A-Za-z][\w.-]*@@/, inCode: /@@[A-Za-z]/ },
  // In C#, words with hyphens in braces: `{total-count}` is a subtraction too, of which nothing is said then.
  '{x}': {
    tools: 'format strings, as in {0}',
    inValue: /(?<!@)\{\w[\w.-]*\}/,
    inCode: /(?<!\{)\{[A-Za-z]\w*(?:-[A-Za-z]\w*)+\}(?!\})|\{{4}[A-Za-z]/,
  },
  '{{x|y}}': {
    tools: 'Jinja, Helm and Liquid, where they differ from named values',
    inValue: /\{\{[^{}]*[^\w{}.\s-][^{}]*\}\}|\{\{-|-\}\}|\{%/,
    inCode: /\{%-? *[a-z]/,
  },
  '<%x%>': { tools: 'ERB and EJS', inValue: /<%/, inCode: /<%/ },
} as const satisfies Readonly<Record<string, Form>>

/** What other tools replace before the service sees the text, by a sample of its form. */
export type PlaceholderForm = keyof typeof forms

export const PLACEHOLDER_FORMS = Object.keys(forms) as readonly PlaceholderForm[]

/** Whose form it is, for people. */
export const placeholderTools = (form: PlaceholderForm): string => forms[form].tools

interface Patterns {
  readonly value: RegExp
  readonly code: RegExp
}

const compiled = new WeakMap<readonly PlaceholderForm[], Patterns>()

/** Compiled once for each choice of forms, which the options of many documents share. */
function patternsFor(understood: readonly PlaceholderForm[]): Patterns {
  const known = compiled.get(understood)
  if (known !== undefined) return known
  const chosen: readonly Form[] = understood.map((form) => forms[form])
  const patterns: Patterns = {
    value: anyOf(chosen.map(({ inValue }) => inValue)),
    code: anyOf(chosen.flatMap(({ inCode }) => (inCode === undefined ? [] : [inCode]))),
  }
  compiled.set(understood, patterns)
  return patterns
}

/** An empty choice matches nothing. */
const anyOf = (patterns: readonly RegExp[]): RegExp =>
  patterns.length === 0 ? /(?!)/ : new RegExp(patterns.map(({ source }) => source).join('|'))

/**
 * True when a literal holds what a templating tool replaces.
 * @param understood the forms that count; every one by default
 */
export const isTemplated = (literal: string, understood = PLACEHOLDER_FORMS): boolean =>
  patternsFor(understood).value.test(literal)

/**
 * True when C# holds what a templating tool replaces.
 * @param understood the forms that count; every one by default
 */
export const hasPlaceholder = (code: string, understood = PLACEHOLDER_FORMS): boolean =>
  patternsFor(understood).code.test(code)
