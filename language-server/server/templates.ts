import type { TemplateCheck } from '../core/model/options.ts'
import { describe, type Log } from './guard.ts'

export interface TemplatesHost {
  readonly log: Log
  /** Templates can be checked from now on. */
  onLoaded(): void
}

/** What checks Liquid, once it is loaded; the first text that holds Liquid has it loaded. */
export function createTemplates({ log, onLoaded }: TemplatesHost): (text: string) => TemplateCheck | undefined {
  let check: TemplateCheck | undefined
  let loading = false

  const load = async (): Promise<void> => {
    try {
      const { checkTemplate } = await import('../core/embedded/template-checker.ts')
      check = checkTemplate
    } catch (cause) {
      log.error(`Liquid templates are not checked: ${describe(cause)}`)
      return
    }
    onLoaded()
  }
  return (text) => {
    if (check === undefined && !loading && text.includes('liquid')) {
      loading = true
      void load()
    }
    return check
  }
}
