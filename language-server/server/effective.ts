import { type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node'
import { effectivePolicy } from '../core/workspace/effective.ts'
import { planOfMember } from '../core/workspace/effective-plan.ts'
import { EFFECTIVE_REQUEST, type Effective, type EffectiveParams } from '../protocol.ts'
import { describe, type Log } from './guard.ts'
import type { Located, Projects } from './projects.ts'

export interface EffectiveHost {
  readonly connection: Connection
  readonly projects: Projects
  readonly log: Log
  /** The text of a document that is open in the editor. */
  openText(uri: string): string | undefined
}

/** Answers what runs together with a document of the workspace. The request fails with a sentence that says why there is nothing to show. */
export function registerEffective({ connection, projects, log, openText }: EffectiveHost): void {
  connection.onRequest(
    EFFECTIVE_REQUEST,
    async ({ uri, product }: EffectiveParams): Promise<Effective | ResponseError> => {
      try {
        const here = await projects.ready(uri)
        if (here === undefined)
          return refuse(
            'This is no policy document of a folder that the editor has open, so nothing is known of the policies around it.',
          )
        const plan = planOfMember(here.program, here.member, product)
        if (typeof plan === 'string') return refuse(plan)
        const texts = await readTexts(here, [
          ...plan.chain.map(({ path }) => path),
          ...here.program.fragments.flatMap(({ document }) => document ?? []),
        ])
        const { lines, notes } = effectivePolicy({
          chain: plan.chain.map(({ scope, label, path }) => ({
            scope,
            label,
            document: here.uriOf(path),
            text: texts.get(path) ?? '',
          })),
          fragment: (id) => {
            const document = here.program.fragments.find((one) => one.id === id && one.document !== undefined)?.document
            const text = document === undefined ? undefined : texts.get(document)
            return document === undefined || text === undefined ? undefined : { document: here.uriOf(document), text }
          },
        })
        return { title: plan.title, products: plan.products, lines, notes }
      } catch (cause) {
        log.error(`Effective policy failed: ${describe(cause)}`)
        return refuse(
          `The effective policy could not be put together: ${cause instanceof Error ? cause.message : String(cause)}`,
        )
      }
    },
  )

  /** What the editor shows counts before what the disk holds. */
  async function readTexts(
    { project, uriOf }: Located,
    paths: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    const read = async (path: string): Promise<readonly (readonly [string, string])[]> => {
      const text = openText(uriOf(path)) ?? (await project.read(path))
      return text === undefined ? [] : [[path, text.replace(/^\uFEFF/, '')]]
    }
    return new Map((await Promise.all([...new Set(paths)].map(read))).flat())
  }
}

const refuse = (sentence: string): ResponseError => new ResponseError(LSPErrorCodes.RequestFailed, sentence)
