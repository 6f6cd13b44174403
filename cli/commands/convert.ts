import { parseArgs } from 'node:util'
import { toRawXml, toXml } from '../../language-server/core/syntax/convert.ts'
import { parse } from '../../language-server/core/syntax/parse.ts'
import { createLineMap } from '../../language-server/core/text/line-map.ts'
import { insideOthers } from '../checking/host-files.ts'
import { command, UsageError } from '../command.ts'
import { type Input, readInputs } from '../files.ts'
import { oneOf } from '../one-of.ts'
import { replaceFile } from '../replace-file.ts'

const help = `Turn policy documents from one format into the other.

Usage: policywright convert --to rawxml|xml [--write] PATH...

  --to rawxml                  expressions as plain C#, as people write them
  --to xml                     strict XML, with escaped expressions
  --write                      write the files in place; without it one PATH is read and the result printed

PATH is a file, a folder (searched for policy documents), a glob, or '-' for standard input. Only expressions differ between
the formats; everything else stays as it is. A document with syntax mistakes is left as it is.

Exit code 0: all well. 2: wrong usage, or a document that cannot be read or has syntax mistakes.
`

export default command({
  help,
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { to: { type: 'string' }, write: { type: 'boolean', default: false } },
    })
    if (values.to === undefined) throw new UsageError('--to tells the format: rawxml or xml.')
    const to = oneOf('--to', values.to, ['rawxml', 'xml'] as const)
    if (positionals.length === 0) throw new UsageError("name at least one PATH, or '-' for standard input.")
    if (values.write && positionals.includes('-')) throw new UsageError("'-' cannot be written in place.")
    const text = positionals.includes('-') ? (await terminal.readInput()).replace(/^\uFEFF/, '') : ''
    const inputs = readInputs(positionals, terminal.cwd, { standardInput: { path: '-', text, file: undefined } })
    if (!values.write && inputs.length > 1)
      throw new UsageError(
        `${inputs.length} documents are named, and only one can be printed; --write writes them in place.`,
      )
    let changed = 0
    let left = 0
    for (const input of inputs) {
      const problem = mistakeIn(input, to)
      if (problem !== undefined) {
        terminal.err(`${input.path}:${problem}\n`)
        left++
        continue
      }
      const after = to === 'xml' ? toXml(input.text) : toRawXml(input.text)
      if (!values.write) terminal.out(after)
      else if (after !== input.text && input.file !== undefined) {
        try {
          replaceFile(input.file, input.text, after)
        } catch (error) {
          if (!(error instanceof UsageError)) throw error
          terminal.err(`${input.path}:1:1 not converted: ${error.message}\n`)
          left++
          continue
        }
        terminal.out(`${input.path}\n`)
        changed++
      }
    }
    if (values.write) terminal.out(`${inputs.length} file${inputs.length === 1 ? '' : 's'}: ${changed} converted\n`)
    return left > 0 ? 2 : 0
  },
})

/** A document is read in the format that it is to leave; what is strict XML already is also fine as it is. */
function mistakeIn({ text, file }: Input, to: 'rawxml' | 'xml'): string | undefined {
  const inside = insideOthers({ file })
  if (inside !== undefined) return `1:1 not converted: ${inside}`
  const from = to === 'xml' ? 'rawxml' : 'xml'
  const mistakes = [from, to].map((dialect) => parse(text, dialect as 'rawxml' | 'xml').mistakes[0])
  const [first] = mistakes
  if (first === undefined || mistakes[1] === undefined) return undefined
  const { line, character } = createLineMap(text).positionAt(first.start)
  return `${line + 1}:${character + 1} not converted: ${first.message}`
}
