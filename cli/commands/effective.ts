import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type EffectivePolicy, effectivePolicy } from '../../language-server/core/workspace/effective.ts'
import { type EffectivePlan, planOf, planOfMember } from '../../language-server/core/workspace/effective-plan.ts'
import type { Program } from '../../language-server/core/workspace/program.ts'
import { effectiveOfInstance } from '../../workflows/effective.ts'
import { withAnswers } from '../answer.ts'
import { createConfigurations } from '../checking/configurations.ts'
import { command, type Terminal, UsageError } from '../command.ts'
import { type Input, readInputs } from '../files.ts'
import { connectInstance, instanceHelp, instanceOptions } from '../instance.ts'
import { oneOf } from '../one-of.ts'
import { readWorkspace } from '../workspace.ts'

const help = `Show what runs for a call: the policies of all scopes in one document, each line with its origin.

Usage: policywright effective [options] PATH
       policywright effective [options] --api ID [--operation ID]

PATH is a policy document in the root; its own place tells whose policy it is.

  --api ID [--operation ID]    of an API, or of one operation
  --product ID                 of calls that come through the product; without it, through none
  --workspace ID               of an API in this workspace of the instance
  --keep-fragments             leave <include-fragment> as it is
  --root FOLDER                folder of the policies (the current one)
  --live                       from an instance instead of from files
  --output text|xml|json       lines with their origin, the document alone, or one JSON object

${instanceHelp}
Exit code 0: shown. 1: the instance refused. 2: wrong usage or unreadable input.
`

interface Selection {
  readonly api: string | undefined
  readonly operation: string | undefined
  readonly product: string | undefined
  readonly workspace: string | undefined
  readonly expands: boolean
}

/** The document, and what is said of it beside. */
interface Shown extends EffectivePolicy {
  readonly title: string
}

export default command({
  help,
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...instanceOptions,
        api: { type: 'string' },
        operation: { type: 'string' },
        product: { type: 'string' },
        workspace: { type: 'string' },
        'keep-fragments': { type: 'boolean', default: false },
        live: { type: 'boolean', default: false },
        root: { type: 'string' },
        output: { type: 'string', default: 'text' },
      },
    })
    const output = oneOf('--output', values.output, ['text', 'xml', 'json'] as const)
    const { api, operation, product, workspace } = values
    const selection: Selection = { api, operation, product, workspace, expands: !values['keep-fragments'] }
    if (operation !== undefined && api === undefined) throw new UsageError('--operation needs --api.')
    if ((api === undefined) === (positionals.length === 0)) throw new UsageError('name one PATH, or an API with --api.')
    if (positionals.length > 1) throw new UsageError('name one PATH only.')
    if (!values.live) {
      show(
        terminal,
        output,
        await fromFiles(selection, {
          root: resolve(terminal.cwd, values.root ?? '.'),
          path: positionals[0],
          cwd: terminal.cwd,
        }),
      )
      return 0
    }
    if (api === undefined) throw new UsageError('--live needs --api.')
    const { instance } = await connectInstance(values)
    return withAnswers(terminal, output, async () => {
      show(
        terminal,
        output,
        await effectiveOfInstance(instance, { api, operation, product, workspace, expands: selection.expands }),
      )
      return 0
    })
  },
})

interface Where {
  readonly root: string
  readonly cwd: string
  readonly path: string | undefined
}

async function fromFiles(selection: Selection, { root, cwd, path }: Where): Promise<Shown> {
  // Whose policy a file is may be said there; half of it would mislead.
  createConfigurations().above(root)
  const inputs = readInputs([root], cwd)
  const { model, pathOf } = await readWorkspace(inputs, { base: root, isWhole: true })
  const found = (): { readonly program: Program; readonly plan: EffectivePlan } => {
    if (path !== undefined) {
      const inModel = pathOf(resolve(cwd, path))
      const program = model.programOf(inModel)
      const member = program?.members.get(inModel)
      if (program === undefined || member === undefined)
        throw new UsageError(`'${path}' is no policy document below the root ${root}.`)
      return { program, plan: orRefuse(planOfMember(program, member, selection.product)) }
    }
    const { api = '', operation, workspace, product } = selection
    const plans = model
      .programs()
      .map((program) => ({ program, plan: planOf(program, { api, operation, workspace }, product) }))
    const [first, second] = plans.filter(({ plan }) => typeof plan !== 'string')
    if (second !== undefined)
      throw new UsageError(
        `the API '${api}' is in ${plans.map(({ program }) => `'${program.root || '.'}'`).join(' and ')}; give one of them with --root.`,
      )
    if (first !== undefined) return { program: first.program, plan: orRefuse(first.plan) }
    const best = plans.find(({ program }) => program.apis.length > 0) ?? plans[0]
    return {
      program: plans[0]?.program ?? emptyHanded(root),
      plan: orRefuse(best?.plan ?? `There is no policy in ${root}.`),
    }
  }
  const { program, plan } = found()
  const texts = new Map(inputs.map((input: Input) => [input.file === undefined ? '' : pathOf(input.file), input.text]))
  const policy = effectivePolicy({
    chain: plan.chain.map(({ scope, label, path: document }) => ({
      scope,
      label,
      document,
      text: texts.get(document) ?? '',
    })),
    ...(selection.expands && {
      fragment: (id) => {
        const document = program.fragments.find((one) => one.id === id && one.document !== undefined)?.document
        const text = document === undefined ? undefined : texts.get(document)
        return document === undefined || text === undefined ? undefined : { document, text }
      },
    }),
  })
  return { ...policy, title: plan.title, notes: [...policy.notes, ...productNote(plan, selection.product)] }
}

const productNote = ({ products }: EffectivePlan, product: string | undefined): readonly string[] =>
  product !== undefined || products.length === 0
    ? []
    : [`Calls through a product run its policy too: --product ${products.join(', --product ')}.`]

function emptyHanded(root: string): never {
  throw new UsageError(`there is no policy in ${root}.`)
}

function orRefuse(plan: EffectivePlan | string): EffectivePlan {
  if (typeof plan === 'string') throw new UsageError(plan.charAt(0).toLowerCase() + plan.slice(1))
  return plan
}

function show(terminal: Terminal, output: 'text' | 'xml' | 'json', { title, lines, notes }: Shown): void {
  if (output === 'json') {
    const told = lines.map(({ text, origin }) => ({
      text,
      ...(origin && { origin: { ...origin, line: origin.line + 1 } }),
    }))
    terminal.out(`${JSON.stringify({ title, lines: told, notes })}\n`)
    return
  }
  for (const note of notes) terminal.err(`${note}\n`)
  if (output === 'xml') {
    terminal.out(`${lines.map(({ text }) => text).join('\n')}\n`)
    return
  }
  const origins = lines.map(({ origin }) => (origin === undefined ? '' : `${origin.document}:${origin.line + 1}`))
  const width = Math.max(...origins.map((one) => one.length))
  terminal.out(
    `${lines.map(({ text }, at) => `${(origins[at] ?? '').padEnd(width)} | ${text}`.trimEnd()).join('\n')}\n`,
  )
}
