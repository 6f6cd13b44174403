import { parseArgs } from 'node:util'
import { GATEWAYS, SCOPES } from '../../language-server/core/catalog/policy.ts'
import type { DocumentOptions } from '../../language-server/core/model/options.ts'
import { nearest } from '../../language-server/core/text/nearest.ts'
import { checkInputs, reportText } from '../check.ts'
import { command, type Terminal, UsageError } from '../command.ts'
import { type Input, readInputs } from '../files.ts'
import { readResources } from '../resources.ts'

const scopes = [...SCOPES, 'fragment', 'resolver'] as const

/** ARM calls the global scope the service's own: `service/policies/policy`. */
const scopeWord = (word: string): string => (word === 'service' ? 'global' : word)

const help = `Report what the service would refuse in policy documents.

Usage: policywright check [options] PATH...

PATH is a file, a folder (searched for policy documents), a glob, or '-' for standard input.

  --output text|json           one line per finding (default), or one JSON object
  --scope SCOPE                ${scopes.join(', ')};
                               by default it follows from the path, where that says it
  --gateway GATEWAY            ${GATEWAYS.join(', ')}
  --content-format rawxml|xml  plain C# in expressions (default), or strict XML
  --resources FILE             JSON that names what exists on the instance

Exit code 0: no errors. 1: errors were found. 2: wrong usage or unreadable input.
`

export default command({
  help,
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        output: { type: 'string', default: 'text' },
        scope: { type: 'string' },
        gateway: { type: 'string' },
        'content-format': { type: 'string', default: 'rawxml' },
        resources: { type: 'string' },
      },
    })
    const output = oneOf('--output', values.output, ['text', 'json'] as const)
    const options: DocumentOptions = {
      dialect: oneOf('--content-format', values['content-format'], ['rawxml', 'xml'] as const),
      ...(values.scope !== undefined && { scope: oneOf('--scope', scopeWord(values.scope), scopes) }),
      ...(values.gateway !== undefined && { gateway: oneOf('--gateway', values.gateway, GATEWAYS) }),
      ...(values.resources !== undefined && { resources: readResources(values.resources, terminal.cwd) }),
    }
    if (positionals.length === 0) throw new UsageError("name at least one PATH, or '-' for standard input.")

    const report = checkInputs(await readAll(positionals, terminal), options)
    terminal.out(output === 'json' ? `${JSON.stringify(report)}\n` : reportText(report))
    return report.summary.errors === 0 ? 0 : 1
  },
})

async function readAll(paths: readonly string[], terminal: Terminal): Promise<readonly Input[]> {
  if (!paths.includes('-')) return readInputs(paths, terminal.cwd)
  const text = (await terminal.readInput()).replace(/^\uFEFF/, '')
  return readInputs(paths, terminal.cwd, { path: '-', text, file: undefined })
}

/** @throws UsageError naming what is allowed */
function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value)
  if (found !== undefined) return found
  const meant = nearest(value, allowed)
  throw new UsageError(
    `${option} '${value}' is not one of ${allowed.join(', ')}${meant === undefined ? '.' : `; did you mean '${meant}'?`}`,
  )
}
