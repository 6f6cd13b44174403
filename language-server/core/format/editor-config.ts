import type { FormatOptions } from './style.ts'

/** Properties that hold for a file, names and values in lower case: https://spec.editorconfig.org */
export type EditorConfig = ReadonlyMap<string, string>

export type EditorStyle = Partial<FormatOptions>

interface ConfigFile {
  readonly isRoot: boolean
  readonly sections: readonly { readonly pattern: string; readonly properties: EditorConfig }[]
}

/**
 * Looks up the `.editorconfig` files above a file; each is read once.
 * @param read the text of a file, `/` between the parts of its path; undefined when there is none
 * @returns what holds for a file, which is named by its absolute path
 */
export function createEditorConfigs(read: (path: string) => string | undefined): (file: string) => EditorConfig {
  const known = new Map<string, ConfigFile | undefined>()
  const configIn = (folder: string): ConfigFile | undefined => {
    if (!known.has(folder)) {
      const text = read(`${folder}/.editorconfig`)
      known.set(folder, text === undefined ? undefined : parseConfig(text))
    }
    return known.get(folder)
  }
  return (file) => {
    const path = file.replaceAll('\\', '/')
    const above: { readonly folder: string; readonly config: ConfigFile }[] = []
    for (let end = path.lastIndexOf('/'); end >= 0; end = end === 0 ? -1 : path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end)
      const config = configIn(folder)
      if (config === undefined) continue
      above.unshift({ folder, config })
      if (config.isRoot) break
    }
    const found = new Map<string, string>()
    for (const { folder, config } of above) {
      for (const { pattern, properties } of config.sections) {
        if (!matchesPattern(pattern, path.slice(folder.length + 1))) continue
        for (const [name, value] of properties) found.set(name, value)
      }
    }
    for (const [name, value] of found) if (value === 'unset') found.delete(name)
    return found
  }
}

/** What a configuration says of a style; `end_of_line` is `lf` or `crlf` here, as no editor of today writes others. */
export function styleIn(config: EditorConfig): EditorStyle {
  const size = positive(config.get('indent_size'))
  const tab = positive(config.get('tab_width'))
  const usesTabs = config.get('indent_style') === 'tab'
  const unit = usesTabs ? (tab ?? size) : (size ?? tab)
  const width = config.get('max_line_length') === 'off' ? Infinity : positive(config.get('max_line_length'))
  const end = config.get('end_of_line')
  return {
    ...(config.has('indent_style') && { insertSpaces: !usesTabs }),
    ...(unit !== undefined && { tabSize: unit }),
    ...(width !== undefined && { printWidth: width }),
    ...(end === 'lf' && { lineEnd: '\n' }),
    ...(end === 'crlf' && { lineEnd: '\r\n' }),
    ...(config.get('insert_final_newline') === 'true' && { insertFinalNewline: true }),
    ...(config.get('trim_trailing_whitespace') === 'true' && { trimTrailingWhitespace: true }),
  }
}

function positive(value: string | undefined): number | undefined {
  const number = Number(value)
  return value !== undefined && Number.isInteger(number) && number > 0 ? number : undefined
}

export function parseConfig(text: string): ConfigFile {
  let isRoot = false
  const sections: { readonly pattern: string; readonly properties: Map<string, string> }[] = []
  for (const raw of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    const line = raw.trim()
    const header = /^\[(.+)\]$/.exec(line)
    const pair = /^([^=#;]+?)\s*=\s*(.*)$/.exec(line)
    if (header?.[1] !== undefined) sections.push({ pattern: header[1], properties: new Map() })
    else if (pair?.[1] !== undefined && pair[2] !== undefined) {
      const name = pair[1].toLowerCase()
      const value = pair[2].toLowerCase()
      const section = sections[sections.length - 1]
      if (section === undefined) isRoot ||= name === 'root' && value === 'true'
      else section.properties.set(name, value)
    }
  }
  return { isRoot, sections }
}

/** Nobody writes more; a path that does not match would be tried in too many ways. */
const MOST_STARS = 4

/** Of a list in braces those of one of its items. */
function starsIn(pattern: string): number {
  const count = (text: string): number => text.match(/\*+/g)?.length ?? 0
  const lists = pattern.match(/\{[^{}]*\}/g) ?? []
  const most = lists.map((list) => Math.max(...list.split(',').map(count)))
  return most.reduce((sum, each) => sum + each, count(pattern.replace(/\{[^{}]*\}/g, '')))
}

/**
 * Whether a section's pattern holds for a file.
 * @param path relative to the folder of the `.editorconfig`, `/` between its parts
 */
export function matchesPattern(pattern: string, path: string): boolean {
  const anchored = pattern.includes('/') ? pattern.replace(/^\//, '') : `**/${pattern}`
  if (starsIn(anchored) > MOST_STARS) return false
  try {
    return new RegExp(`^${toSource(anchored)}$`).test(path)
  } catch {
    // A pattern that is none matches nothing.
    return false
  }
}

const LITERAL = /[\\^$.|+()[\]{}*?]/g
const TOKEN =
  /\*\*\/|\*\*|\*|\?|\[(?<not>!?)(?<set>[^\]/]+)\]|\{(?<from>-?\d+)\.\.(?<to>-?\d+)\}|\{(?<list>[^{}]*,[^{}]*)\}|\\(?<escaped>.)|[\s\S]/g

function toSource(pattern: string): string {
  return pattern.replace(TOKEN, (token, ...rest) => {
    const groups: unknown = rest[rest.length - 1]
    const { not, set, from, to, list, escaped } = groups as Partial<Record<string, string>>
    if (token === '**/') return '(?:.*/)?'
    if (token === '**') return '.*'
    if (token === '*') return '[^/]*'
    if (token === '?') return '[^/]'
    if (set !== undefined) return `[${not === '!' ? '^' : ''}${set.replace(/[\\\]^]/g, '\\$&')}]`
    if (from !== undefined && to !== undefined) return numbers(Number(from), Number(to))
    if (list !== undefined) return `(?:${list.split(',').map(toSource).join('|')})`
    return (escaped ?? token).replace(LITERAL, '\\$&')
  })
}

function numbers(from: number, to: number): string {
  const least = Math.min(from, to)
  const count = Math.min(Math.abs(to - from), 1000) + 1
  return `(?:${Array.from({ length: count }, (_, index) => String(least + index)).join('|')})`
}
