import { readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { UsageError } from './command.ts'
import { encoderLike } from './encoding.ts'
import { reasonOf } from './file-failure.ts'

/**
 * Replaces the text of a file in its own encoding, by a file beside it that takes its place, so that nobody ever sees half of it.
 * @param before the text as it was read
 * @throws UsageError when the file has changed since, is in an encoding that would not survive, or cannot be written
 */
export function replaceFile(file: string, before: string, after: string): void {
  // A link stays a link: what it points to is replaced.
  const target = realpathSync(file)
  const bytes = readFileSync(target)
  const encode = encoderLike(bytes)
  if (!encode(before).equals(bytes))
    throw new UsageError(
      `the file '${file}' is neither UTF-8 nor UTF-16, or it has just been changed; it was left as it is. Save it as UTF-8.`,
    )
  const beside = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`)
  try {
    writeFileSync(beside, encode(after), { mode: statSync(target).mode })
    renameSync(beside, target)
  } catch (error) {
    rmSync(beside, { force: true })
    throw new UsageError(`the file '${file}' cannot be written (${reasonOf(error)}).`)
  }
}
