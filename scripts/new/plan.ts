import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { policyNamed } from '../../language-server/core/catalog/lookup.ts'
import type { Output } from '../gen/output.ts'
import { actionFiles } from './action.ts'
import { handlerFiles } from './handler.ts'
import { policyFiles } from './policy.ts'
import { ruleFiles } from './rule.ts'
import { typeFiles } from './type.ts'

export interface NewRequest {
  readonly root: string
  /** The command line behind `npm run new`: what kind, and its name. */
  readonly args: readonly string[]
}

export interface NewFiles {
  readonly files: readonly Output[]
  /** What is left to do, one step to a line. */
  readonly next: readonly string[]
}

/** Why nothing is written. Exit code 2: wrong usage; 1: the repository does not allow it. */
export interface Refusal {
  readonly problem: string
  readonly exitCode: 1 | 2
}

interface Kind {
  readonly argument: string
  readonly isName: RegExp
  readonly nameRule: string
  readonly files: (name: string) => NewFiles
  /** The file that declares what a thing of this kind is; without it there is nothing to write one for. */
  readonly needs: string
  readonly refuse?: (name: string) => string | undefined
}

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const kebabRule = 'lower case letters and digits, words joined by hyphens'

const KINDS: Readonly<Record<string, Kind>> = {
  rule: {
    argument: '<id>',
    isName: KEBAB,
    nameRule: kebabRule,
    files: ruleFiles,
    needs: 'language-server/core/lint/rule.ts',
  },
  policy: {
    argument: '<name>',
    isName: KEBAB,
    nameRule: kebabRule,
    files: policyFiles,
    needs: 'language-server/core/catalog/policy.ts',
  },
  type: {
    argument: '<clr-name>',
    isName: /^[A-Z]\w*(\.[A-Z]\w*)+(<[A-Z]\w*(, ?[A-Z]\w*)*>)?$/,
    nameRule: 'a full .NET name such as System.Guid',
    files: typeFiles,
    needs: 'language-server/core/expression/definition.ts',
  },
  handler: {
    argument: '<policy>',
    isName: KEBAB,
    nameRule: kebabRule,
    files: handlerFiles,
    needs: 'emulator/gateway/handler.ts',
    refuse: (name) =>
      policyNamed(name) === undefined
        ? `The catalogue has no policy ${name}; add it first: npm run new policy ${name}`
        : undefined,
  },
  action: {
    argument: '<id>',
    isName: KEBAB,
    nameRule: kebabRule,
    files: actionFiles,
    needs: 'language-server/core/actions/action.ts',
  },
}

/** Decides what to write for a command line, or why not. Reads the repository, writes nothing. */
export function planNew({ root, args }: NewRequest): NewFiles | Refusal {
  const [word = '', name = '', ...rest] = args
  const kind = Object.hasOwn(KINDS, word) ? KINDS[word] : undefined
  if (kind === undefined || name === '' || rest.length > 0) return { problem: usage(), exitCode: 2 }
  if (!kind.isName.test(name)) return { problem: `${name} is no name for a ${word}: ${kind.nameRule}.`, exitCode: 2 }
  if (!existsSync(join(root, kind.needs))) {
    return { problem: `There is no ${kind.needs}, which declares what a new ${word} must look like.`, exitCode: 1 }
  }
  const reason = kind.refuse?.(name)
  if (reason !== undefined) return { problem: reason, exitCode: 1 }
  const made = kind.files(name)
  const taken = made.files.find(({ path }) => existsSync(join(root, path)))
  return taken === undefined ? made : { problem: `${taken.path} exists already; nothing was written.`, exitCode: 1 }
}

function usage(): string {
  const lines = Object.entries(KINDS).map(([word, { argument }]) => `  npm run new ${word} ${argument}`)
  return ['Usage:', ...lines].join('\n')
}
