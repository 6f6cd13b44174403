import { realpathSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import {
  type HostLanguage,
  hostedIn,
  hostLanguageOf,
  type InlinePolicy,
  type PolicyPlace,
} from '../../language-server/core/hosts/hosted.ts'
import { readLiteral } from '../../language-server/core/hosts/literal.ts'
import { writeLiteral } from '../../language-server/core/hosts/write-literal.ts'
import type { DocumentOptions } from '../../language-server/core/model/options.ts'
import { applyEdits, type Edit } from '../../language-server/core/text/edit.ts'
import type { Input } from '../files.ts'
import type { Configured } from './configurations.ts'
import { type FixedText, fixText } from './fix-text.ts'

/** How a file of infrastructure is read; undefined: it is a policy document. */
export const hostLanguage = ({ file }: Pick<Input, 'file'>): HostLanguage | undefined =>
  file === undefined ? undefined : hostLanguageOf(file)

/** Why a file is laid out and converted by nobody; undefined: it is a policy document, or is taken for one. */
export const insideOthers = (input: Pick<Input, 'file'>): string | undefined =>
  hostLanguage(input) === undefined
    ? undefined
    : 'This is a file of infrastructure and no policy document; in the editor its policies open as documents of their own.'

/** A policy in a file of infrastructure, as a document of its own. */
export interface InlineText {
  readonly policy: InlinePolicy
  readonly text: string
  /** The offset in the file of one in the text. */
  toHost(offset: number): number
}

/** The policies that are written in a file, in order. */
export const inlineTexts = ({ text }: Pick<Input, 'text'>, language: HostLanguage): readonly InlineText[] =>
  hostedIn(text, language).inline.map((policy) => ({ policy, ...readLiteral(text, policy.literal) }))

/** What the resource that holds or loads a policy says of it. */
export const optionsOfPlace = ({ scope, dialect }: PolicyPlace): DocumentOptions => ({
  ...(scope && { scope }),
  ...(dialect && { dialect }),
})

/** By the absolute path of a policy document: what the file that loads it says of it. */
export function placesFrom(inputs: readonly Input[]): ReadonlyMap<string, DocumentOptions> {
  const places = new Map<string, DocumentOptions>()
  for (const { file, text } of inputs) {
    const language = file === undefined ? undefined : hostLanguageOf(file)
    if (file === undefined || language === undefined) continue
    for (const loaded of hostedIn(text, language).loaded) {
      const target = resolve(dirname(file), loaded.path)
      places.set(real(target), optionsOfPlace(loaded))
    }
  }
  return places
}

/** What loads a file may name it by a link; a file that is not there is nobody's document. */
export function real(file: string): string {
  try {
    return realpathSync(file)
  } catch {
    return file
  }
}

/** Fixes the policies in a file, each as the document that it is. */
export function fixHost(input: Input, language: HostLanguage, configured: Configured): FixedText {
  const edits: Edit[] = []
  const fixes: FixedText['fixes'][number][] = []
  let left: string | undefined
  for (const { policy, text } of inlineTexts(input, language)) {
    const options = { ...configured.options, ...optionsOfPlace(policy) }
    const fixed = fixText(text, { ...configured, options })
    left ??= fixed.left
    const edit = writeLiteral(input.text, policy.literal, fixed.text)
    if (edit === undefined) continue
    if ('refused' in edit) left ??= edit.refused
    else {
      edits.push(edit)
      fixes.push(...fixed.fixes)
    }
  }
  return { text: applyEdits(input.text, edits), fixes, ...(left !== undefined && { left }) }
}
