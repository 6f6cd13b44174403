import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { UsageError } from './command.ts'

/**
 * The files that differ from a revision, new ones and uncommitted changes included: absolute paths. Where the histories have parted, what
 * has changed since they did.
 * @throws UsageError when there is no git, no repository, or no such revision
 */
export function changedFiles(revision: string, cwd: string): ReadonlySet<string> {
  if (revision === '' || revision.startsWith('-')) throw new UsageError(`--changed-since '${revision}' is no revision.`)
  const git = (args: readonly string[]): string => {
    try {
      return execFileSync('git', [...args], {
        cwd,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        maxBuffer: 1 << 28,
      })
    } catch (error) {
      throw new UsageError(problemOf(error, revision, cwd))
    }
  }
  const root = git(['rev-parse', '--show-toplevel']).trim()
  const commit = git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]).trim()
  const base = mergeBase(commit, cwd) ?? commit
  const changed = git(['diff', '--name-only', '--diff-filter=d', '--no-renames', '-z', base, '--'])
  const created = git(['ls-files', '--others', '--exclude-standard', '--full-name', '-z', '--', root])
  return new Set([...changed.split('\0'), ...created.split('\0')].filter(Boolean).map((path) => join(root, path)))
}

/** A shallow clone often has none. */
function mergeBase(commit: string, cwd: string): string | undefined {
  try {
    return execFileSync('git', ['merge-base', commit, 'HEAD'], {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return undefined
  }
}

function problemOf(error: unknown, revision: string, cwd: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return "--changed-since needs git, and there is no 'git' on the PATH."
  const words = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : ''
  if (words.includes('not a git repository')) return `--changed-since needs a git repository, and '${cwd}' is in none.`
  if (words === '') return `--changed-since '${revision}': git knows no such revision; a shallow clone may not have it.`
  return `--changed-since '${revision}': git says: ${words.split('\n')[0]}`
}
