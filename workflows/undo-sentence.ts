import type { PolicyRef } from '../azure/apim-port.ts'
import type { RecipeResult } from '../language-server/core/recipes/recipe.ts'
import type { UndoneChange } from '../language-server/core/recipes/undo.ts'
import { isKept } from './earlier-record.ts'

const names = {
  secure: 'Undo Secure API',
  authenticate: 'Undo Authenticate to Back End',
} as const

export interface UndoSentence {
  readonly change: UndoneChange
  readonly recipe: RecipeResult
  readonly target: PolicyRef | undefined
  /** Where it is kept, when not at the usual place of the target; as the user would type it. */
  readonly file?: string | undefined
}

/** How a guided change is taken back, for the confirmation of it. */
export function undoSentence({ change, recipe, target, file }: UndoSentence): string {
  const words = [...(target === undefined ? [] : scopeWords(target)), ...(file === undefined ? [] : ['--file', file])]
  const command = ['policywright', change, ...words.map(quoted), '--undo'].join(' ')
  const lost = isKept(recipe)
    ? ''
    : ' It cannot bring back what was written by hand: that holds a key or what looks like a secret, which is written to no file.'
  return `Undo: APIM: ${names[change]}, or ${command}.${lost}`
}

/** Nothing for a scope that the command line cannot name; it asks then. */
function scopeWords(target: PolicyRef): readonly string[] {
  switch (target.kind) {
    case 'api':
      return [target.api]
    case 'operation':
      return [target.api, '--operation', target.operation]
    case 'product':
      return ['--product', target.product]
    case 'global':
      return ['--global']
    default:
      return []
  }
}

const quoted = (word: string): string => (/^[\w./:;=@-]+$/.test(word) ? word : `"${word}"`)
