/** Markup that is safe to show: only `html` and `raw` make it, and `html` escapes everything that is put into it. */
export interface Html {
  readonly text: string
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (value: string | number): string =>
  String(value).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character)

/** Markup of our own that needs no escaping. */
export const raw = (text: string): Html => ({ text })

export const join = (parts: readonly Html[]): Html => ({ text: parts.map(({ text }) => text).join('') })

/** A template whose holes are escaped, except those that are markup already. */
export const html = (strings: TemplateStringsArray, ...holes: readonly (string | number | Html)[]): Html => ({
  text: strings.map((text, index) => text + fill(holes[index])).join(''),
})

const fill = (hole: string | number | Html | undefined): string =>
  hole === undefined ? '' : typeof hole === 'object' ? hole.text : escaped(hole)
