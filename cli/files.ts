import { type Dirent, readdirSync, readFileSync, type Stats, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { globSync, isDynamicPattern } from 'tinyglobby'
import { hostedIn, hostLanguageOf } from '../language-server/core/hosts/hosted.ts'
import { UsageError } from './command.ts'
import { decode, isDamaged } from './encoding.ts'
import { isAbsent, reasonOf } from './file-failure.ts'

/** A document as the command line names it. */
export interface Input {
  /** As given, or below the folder as given; `/` between its parts. */
  readonly path: string
  readonly text: string
  /** Where the file lies, absolute; undefined for standard input. */
  readonly file: string | undefined
  /** Set where the file is in an encoding that is not read, so that characters of its text are lost. */
  readonly damaged?: true
}

/** Names that say by themselves that a file is a policy document. */
const policyName = /(?:^|[/.])policy\.xml$|\.fragment\.xml$|\.policy\.cshtml$/i
const candidate = /\.(?:xml|cshtml)$/i
const withHosts = /\.(?:xml|cshtml|bicep|tf|tf\.json)$/i
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
    if (isAbsent(error)) return undefined
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
    const bytes = readFileSync(file)
    return { path: slashes(path), text: decode(bytes), file, ...(isDamaged(bytes) && { damaged: true }) }
  } catch (error) {
    throw unreadable(`the file '${path}'`, error)
  }
}

const unreadable = (what: string, error: unknown): UsageError =>
  new UsageError(`${what} cannot be read (${reasonOf(error)}).`)

const slashes = (path: string): string => path.replaceAll('\\', '/')
