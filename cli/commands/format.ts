import { parseArgs } from 'node:util'
import { createConfigurations } from '../checking/configurations.ts'
import { insideOthers } from '../checking/host-files.ts'
import { command, type Terminal, UsageError } from '../command.ts'
import { editorConfigs } from '../editor-config.ts'
import { type Input, readInputs } from '../files.ts'
import { formatText, type Outcome, type StyleFlags, styleFor } from '../format.ts'
import { oneOf } from '../one-of.ts'
import { outputOf } from '../output.ts'
import { replaceFile } from '../replace-file.ts'

const help = `Lay policy documents out, without changing what the service reads in them.

Usage: policywright format [options] PATH...

PATH is a file, a folder (searched for policy documents), a glob, or '-' for standard input, which is written to standard output.

  --check                      write nothing; list the files that would change
  --width N                    columns that an open tag may take (120)
  --indent N|tab               columns of one level, or a tab (4)
  --content-format rawxml|xml  plain C# in expressions, or strict XML (what policywright.json says; rawxml)
  --output text|json           lines (default), or one JSON object

What no option says is read from .editorconfig: indent_style, indent_size, tab_width, max_line_length, end_of_line,
insert_final_newline, trim_trailing_whitespace.

Exit code 0: all well. 1: files would change (--check). 2: wrong usage, or a document that cannot be read or has
syntax mistakes; those are left as they are.
`

export default command({
  help,
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        check: { type: 'boolean', default: false },
        width: { type: 'string' },
        indent: { type: 'string' },
        'content-format': { type: 'string' },
        output: { type: 'string', default: 'text' },
      },
    })
    const output = outputOf(values.output)
    const wanted = values['content-format']
    const given = wanted === undefined ? undefined : oneOf('--content-format', wanted, ['rawxml', 'xml'] as const)
    if (positionals.length === 0) throw new UsageError("name at least one PATH, or '-' for standard input.")
    const flags: StyleFlags = {
      ...(values.width !== undefined && { printWidth: wholeNumber('--width', values.width) }),
      ...(values.indent !== undefined && {
        indent: values.indent === 'tab' ? 'tab' : wholeNumber('--indent', values.indent, 16),
      }),
    }
    const configOf = editorConfigs()
    const configurations = createConfigurations()
    const format = (input: Input): Outcome => {
      const { text, file } = input
      const inside = insideOthers(input)
      if (inside !== undefined) return leftAlone(inside)
      const dialect = given ?? (file === undefined ? undefined : configurations.of(file).options.dialect)
      const style = styleFor(file === undefined ? new Map() : configOf(file), flags)
      return formatText(text, style, dialect === undefined ? {} : { dialect })
    }

    if (positionals.includes('-')) {
      if (positionals.length > 1) throw new UsageError("'-' stands alone: there is one standard output.")
      return formatInput(terminal, format, values.check)
    }
    const results = readInputs(positionals, terminal.cwd).map((input) => {
      const outcome = format(input)
      return { input, outcome: values.check ? outcome : written(input, outcome) }
    })
    report(terminal, results, { output, check: values.check })
    if (results.some(({ outcome }) => outcome.status === 'left')) return 2
    return values.check && results.some(({ outcome }) => outcome.status === 'changed') ? 1 : 0
  },
})

interface Result {
  readonly input: Input
  readonly outcome: Outcome
}

/** The whole of a document. */
const leftAlone = (message: string): Outcome => ({ status: 'left', message, line: 1, column: 1 })

/** Writes what has changed; a file that cannot be written is left, and the others are not kept waiting for it. */
function written({ file, text }: Input, outcome: Outcome): Outcome {
  if (outcome.status !== 'changed' || file === undefined) return outcome
  try {
    replaceFile(file, text, outcome.text)
    return outcome
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return leftAlone(error.message)
  }
}

async function formatInput(terminal: Terminal, format: (input: Input) => Outcome, check: boolean): Promise<number> {
  const text = (await terminal.readInput()).replace(/^\uFEFF/, '')
  const outcome = format({ path: '-', text, file: undefined })
  if (outcome.status === 'left') {
    terminal.err(`-:${outcome.line}:${outcome.column} not formatted: ${outcome.message}\n`)
    return 2
  }
  if (check) return outcome.status === 'changed' ? 1 : 0
  terminal.out(outcome.status === 'changed' ? outcome.text : text)
  return 0
}

function report(
  terminal: Terminal,
  results: readonly Result[],
  { output, check }: { readonly output: 'text' | 'json'; readonly check: boolean },
): void {
  if (output === 'json') {
    const files = results.map(({ input: { path }, outcome }) =>
      outcome.status === 'changed' ? { path, status: outcome.status } : { path, ...outcome },
    )
    terminal.out(`${JSON.stringify({ files })}\n`)
    return
  }
  let changed = 0
  let left = 0
  for (const { input, outcome } of results) {
    if (outcome.status === 'changed') {
      terminal.out(`${input.path}\n`)
      changed++
    } else if (outcome.status === 'left') {
      terminal.err(`${input.path}:${outcome.line}:${outcome.column} not formatted: ${outcome.message}\n`)
      left++
    }
  }
  const files = `${results.length} file${results.length === 1 ? '' : 's'}`
  const what = check ? 'would change' : 'formatted'
  terminal.out(`${files}: ${changed} ${what}${left > 0 ? `, ${left} left as they are` : ''}\n`)
}

/** @throws UsageError when it is none, or more than the most there may be */
function wholeNumber(option: string, value: string, most = 10_000): number {
  const number = Number(value)
  if (/^\d+$/.test(value) && number >= 1 && number <= most) return number
  throw new UsageError(
    `${option} '${value}' is no whole number from 1 to ${most}${option === '--indent' ? ", nor 'tab'" : ''}.`,
  )
}
