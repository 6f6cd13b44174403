import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** A file of the workspace that cannot be read or written. The message names it and says what to do. */
export class WorkspaceFileError extends Error {
  override readonly name = 'WorkspaceFileError'
  readonly file: string
  constructor(file: string, message: string, cause: unknown) {
    super(message, { cause })
    this.file = file
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file',
  ENOSPC: 'the disk is full',
  EROFS: 'the file system is read-only',
  ENOENT: 'it does not exist',
}

const reasonOf = (error: unknown): string => {
  const code = (error as NodeJS.ErrnoException).code
  return reasons[code ?? ''] ?? (error instanceof Error ? error.message : String(error))
}

const decoder = () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

/**
 * @returns the text without its byte order mark, or undefined when there is no such file.
 * @throws WorkspaceFileError when it is there and cannot be read, or is not UTF-8.
 */
export async function readText(file: string): Promise<string | undefined> {
  let bytes: Buffer
  try {
    bytes = await readFile(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new WorkspaceFileError(file, `${file} cannot be read: ${reasonOf(error)}. Nothing was changed.`, error)
  }
  try {
    return decoder().decode(bytes)
  } catch (error) {
    throw new WorkspaceFileError(file, `${file} is not UTF-8 text. Save it as UTF-8; nothing was changed.`, error)
  }
}

/** Writes beside the file and renames over it, so that a broken write leaves the old text. */
export async function writeText(file: string, text: string): Promise<void> {
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.tmp`)
  try {
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(beside, text, 'utf8')
    await rename(beside, file)
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined)
    throw new WorkspaceFileError(file, `${file} cannot be written: ${reasonOf(error)}. Its text is as it was.`, error)
  }
}

/** @throws WorkspaceFileError when the file is there and is not JSON. */
export async function readJson(file: string): Promise<unknown> {
  const text = await readText(file)
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new WorkspaceFileError(file, `${file} is not valid JSON: ${(error as Error).message}.`, error)
  }
}

export const writeJson = (file: string, value: unknown): Promise<void> =>
  writeText(file, `${JSON.stringify(value, undefined, 2)}\n`)
