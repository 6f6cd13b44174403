import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { callOperation } from '../../workflows/call.ts'
import { callPage } from '../../workflows/call-page.ts'
import { answerOptions, withAnswers } from '../answer.ts'
import { command, UsageError } from '../command.ts'
import { connectInstance, instanceHelp, instanceOptions } from '../instance.ts'
import { outputOf } from '../output.ts'
import { terminalPorts } from '../terminal-ports.ts'

const help = `Call an operation without a token and with one, and say what that proves.

Usage: policywright call API OPERATION [options]

  --param NAME=VALUE           template, query or header parameter; may be repeated
  --header NAME=VALUE          further header; may be repeated
  --body TEXT|@FILE            body of the request
  --audience NAME              what the token is for (what the effective policy asks for)
  --no-token                   call without a token only
  --token-only                 call with a token only
  --key-of SUBSCRIPTION        use the key of this subscription (the first active one that fits)
  --gateway URL                host in front of the instance
  --output text|json           a page, or one JSON object without token and key

${instanceHelp}
Exit code 0: protected and reachable (with --no-token: refused; with --token-only: accepted). 1: anything else. 2: wrong usage.
`

export default command({
  help,
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...instanceOptions,
        output: answerOptions.output,
        param: { type: 'string', multiple: true, default: [] },
        header: { type: 'string', multiple: true, default: [] },
        body: { type: 'string' },
        audience: { type: 'string' },
        'no-token': { type: 'boolean', default: false },
        'token-only': { type: 'boolean', default: false },
        'key-of': { type: 'string' },
        gateway: { type: 'string' },
      },
    })
    const output = outputOf(values.output)
    const [api, operation, ...more] = positionals
    if (more.length > 0) throw new UsageError('give one API and one OPERATION.')
    if (values['no-token'] && values['token-only'])
      throw new UsageError('--no-token and --token-only exclude each other.')
    if (values.gateway !== undefined && !URL.canParse(values.gateway))
      throw new UsageError(`--gateway '${values.gateway}' is not a URL.`)
    const body = await bodyOf(values.body, terminal.cwd)
    const { instance, credential, tenantId, routes } = await connectInstance(values)
    const ports = terminalPorts({ terminal, output, consent: 'ask' })
    return withAnswers(terminal, output, async () => {
      const report = await callOperation({
        ports,
        instance,
        credential,
        tenantId,
        routes,
        api,
        operation,
        parameters: pairs('--param', values.param),
        headers: pairs('--header', values.header),
        body,
        audience: values.audience,
        gatewayUrl: values.gateway,
        subscription: values['key-of'] === undefined ? undefined : { id: values['key-of'] },
        tokens: values['no-token'] ? 'without' : values['token-only'] ? 'with' : 'both',
      })
      if (report === undefined) return 1
      terminal.out(output === 'json' ? `${JSON.stringify(report)}\n` : `${callPage(report)}\n`)
      return ['protected', 'refused-without-token', 'accepted-with-token'].includes(report.verdict.name) ? 0 : 1
    })
  },
})

async function bodyOf(text: string | undefined, cwd: string): Promise<string | undefined> {
  if (text === undefined || !text.startsWith('@')) return text
  try {
    return await readFile(path.resolve(cwd, text.slice(1)), 'utf8')
  } catch (error) {
    throw new UsageError(
      `--body: '${text.slice(1)}' cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'}).`,
    )
  }
}

const pairs = (option: string, list: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    list.map((one) => {
      const at = one.indexOf('=')
      if (at <= 0) throw new UsageError(`${option} '${one}' must be NAME=VALUE.`)
      return [one.slice(0, at), one.slice(at + 1)]
    }),
  )
