import type { TemplateCheck } from '../core/model/options.ts'
import { describe, type Log } from './guard.ts'

interface TemplatesHost {
  readonly log: Log
  /** Templates can be checked from now on. */
  onLoaded(): void
}

/** What checks Liquid; the first text that holds Liquid has it loaded. */
export interface Templates {
  /** Undefined until it is loaded. */
  check(text: string): TemplateCheck | undefined
  /** Waits until `check` is there for a text, or cannot be had. */
  ready(text: string): Promise<void>
}

export function createTemplates({ log, onLoaded }: TemplatesHost): Templates {
  let check: TemplateCheck | undefined
  let loading: Promise<void> | undefined

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
  const ready = async (text: string): Promise<void> => {
    if (!text.includes('liquid')) return
    loading ??= load()
    await loading
  }
  return {
    ready,
    check(text) {
      if (check === undefined) void ready(text)
      return check
    },
  }
}
