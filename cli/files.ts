import { type Dirent, readdirSync, readFileSync, type Stats, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { globSync, isDynamicPattern } from 'tinyglobby'
import { hostedIn, hostLanguageOf } from '../language-server/core/hosts/hosted.ts'
import { UsageError } from './command.ts'

/** A document as the command line names it. */
export interface Input {
  /** As given, or below the folder as given; `/` between its parts. */
  readonly path: string
  readonly text: string
  /** Where the file lies, absolute; undefined for standard input. */
  readonly file: string | undefined
}

/** Names that say by themselves that a file is a policy document. */
const policyName = /(?:^|[/.])policy\.xml$|\.fragment\.xml$|\.policy\.cshtml$/i
const candidate = /\.(?:xml|cshtml)$/i
const withHosts = /\.(?:xml|cshtml|bicep|tf)$/i
/** What the text of a policy document begins with, comments and an XML declaration aside. */
const policyRoot =
  /^\uFEFF?(?:\s|<!--[\s\S]*?-->|<\?[\s\S]*?\?>)*<(?:policies|fragment|(?:http|sql|cosmosdb|graphql)-data-source)\b/

interface ReadOptions {
  /** What the path `-` stands for. */
  readonly standardInput?: Input
  /** Whether a folder is also searched for Bicep and Terraform files that hold or load policies. */
  readonly hosts?: 'included'
}

/**
 * Finds and reads the documents that paths name: files, folders (searched for policy documents, by name or by root element) and
 * globs. In the order given, each file once; those of a folder or a glob are sorted.
 * @throws UsageError when a path names nothing or cannot be read
 */
export function readInputs(paths: readonly string[], cwd: string, options: ReadOptions = {}): readonly Input[] {
  const { standardInput } = options
  const inputs = new Map<string, Input>()
  for (const path of paths) {
    for (const input of path === '-' && standardInput ? [standardInput] : readOne(path, cwd, options)) {
      const key = input.file ?? input.path
      if (!inputs.has(key)) inputs.set(key, input)
    }
  }
  return [...inputs.values()]
}

function readOne(path: string, cwd: string, { hosts }: ReadOptions): readonly Input[] {
  // Resolved, an empty path would be the current folder: what a script leaves empty is hardly meant so.
  if (path === '') throw new UsageError('a PATH is empty.')
  const stats = statusOf(path, cwd)
  if (stats?.isDirectory()) {
    const wanted = hosts === 'included' ? withHosts : candidate
    const found = filesBelow(path, cwd, wanted).flatMap((file) => readIfPolicy(file, cwd))
    if (found.length === 0) throw new UsageError(`there is no policy document in the folder '${path}'.`)
    return found
  }
  if (stats !== undefined) return [read(path, cwd)]
  if (!isDynamicPattern(path)) throw new UsageError(`there is no file '${path}'.`)
  const matches = globSync(slashes(path), {
    cwd,
    dot: true,
    expandDirectories: false,
    followSymbolicLinks: false,
    ignore: ['**/node_modules/**', '**/.git/**'],
  })
  if (matches.length === 0) throw new UsageError(`'${path}' matches no file.`)
  return matches.sort().map((file) => read(file, cwd))
}

/** Undefined: nothing of this name is there. */
function statusOf(path: string, cwd: string): Stats | undefined {
  try {
    return statSync(resolve(cwd, path))
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw unreadable(`'${path}'`, error)
  }
}

function filesBelow(folder: string, cwd: string, wanted: RegExp): readonly string[] {
  const found: string[] = []
  const visit = (path: string): void => {
    for (const entry of entriesOf(path, cwd)) {
      const inside = path === '.' ? entry.name : `${path}/${entry.name}`
      if (entry.isDirectory()) {
        if (entry.name !== 'node_modules' && entry.name !== '.git') visit(inside)
      } else if (entry.isFile() && wanted.test(entry.name)) found.push(inside)
    }
  }
  visit(slashes(folder).replace(/\/+$/, '') || '/')
  return found.sort()
}

function entriesOf(folder: string, cwd: string): readonly Dirent[] {
  try {
    return readdirSync(resolve(cwd, folder), { withFileTypes: true })
  } catch (error) {
    throw unreadable(`the folder '${folder}'`, error)
  }
}

function readIfPolicy(path: string, cwd: string): readonly Input[] {
  const input = read(path, cwd)
  const language = hostLanguageOf(path)
  if (language !== undefined) {
    const { inline, loaded } = hostedIn(input.text, language)
    return inline.length + loaded.length > 0 ? [input] : []
  }
  return policyName.test(path) || policyRoot.test(input.text) ? [input] : []
}

function read(path: string, cwd: string): Input {
  const file = resolve(cwd, path)
  try {
    return { path: slashes(path), text: decode(readFileSync(file)), file }
  } catch (error) {
    throw unreadable(`the file '${path}'`, error)
  }
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined

function unreadable(what: string, error: unknown): UsageError {
  const code = codeOf(error)
  return new UsageError(`${what} cannot be read${code === undefined ? '' : ` (${code})`}.`)
}

/** UTF-8, or UTF-16 where a byte order mark says so; the mark is no part of the text. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder('utf-8').decode(bytes)
}

const slashes = (path: string): string => path.replaceAll('\\', '/')
