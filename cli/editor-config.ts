import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { UsageError } from './command.ts'

/** Properties that hold for a file, names and values in lower case: https://spec.editorconfig.org */
export type EditorConfig = ReadonlyMap<string, string>

interface ConfigFile {
  readonly isRoot: boolean
  readonly sections: readonly { readonly pattern: string; readonly properties: EditorConfig }[]
}

/** Looks up the `.editorconfig` files above a file; each is read once. */
export function createEditorConfigs(): (file: string) => EditorConfig {
  const read = new Map<string, ConfigFile | undefined>()
  const configIn = (folder: string): ConfigFile | undefined => {
    if (!read.has(folder)) read.set(folder, readConfig(join(folder, '.editorconfig')))
    return read.get(folder)
  }
  return (file) => {
    const above: { readonly folder: string; readonly config: ConfigFile }[] = []
    for (let folder = dirname(file), last = ''; folder !== last; last = folder, folder = dirname(folder)) {
      const config = configIn(folder)
      if (config === undefined) continue
      above.unshift({ folder, config })
      if (config.isRoot) break
    }
    const found = new Map<string, string>()
    for (const { folder, config } of above) {
      const path = relative(folder, file).replaceAll('\\', '/')
      for (const { pattern, properties } of config.sections) {
        if (!matchesPattern(pattern, path)) continue
        for (const [name, value] of properties) found.set(name, value)
      }
    }
    for (const [name, value] of found) if (value === 'unset') found.delete(name)
    return found
  }
}

/** @throws UsageError when the file is there and cannot be read */
function readConfig(path: string): ConfigFile | undefined {
  try {
    return parseConfig(readFileSync(path, 'utf8'))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw new UsageError(`the file '${path}' cannot be read (${code}).`)
  }
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

/**
 * Whether a section's pattern holds for a file.
 * @param path relative to the folder of the `.editorconfig`, `/` between its parts
 */
export function matchesPattern(pattern: string, path: string): boolean {
  const anchored = pattern.includes('/') ? pattern.replace(/^\//, '') : `**/${pattern}`
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
