import * as vscode from 'vscode'
import type { Choice, Question } from '../../workflows/ports.ts'
import type { Platform } from './platform.ts'
import { answered } from './quick-step.ts'
import { isList, isText, recall, remember } from './remembered.ts'

type Item<T> = vscode.QuickPickItem & { readonly value: T }

/** Asks for one of the choices; the one that was chosen the last time comes first under the cursor. */
export async function pickOne<T>(platform: Platform, question: Question<T>): Promise<T | undefined> {
  const pick = createPick(question)
  const last = recall(platform, question.remember, isText)
  pick.activeItems = pick.items.filter(({ label }) => label === last)
  const item = await answered(pick, question.step, () => pick.activeItems[0])
  if (item !== undefined) await remember(platform, question.remember, item.label)
  return item?.value
}

/** Asks for any number of the choices; those that hold now are ticked, and where none does those of the last time. */
export async function pickMany<T>(platform: Platform, question: Question<T>): Promise<readonly T[] | undefined> {
  const pick = createPick(question)
  pick.canSelectMany = true
  const now = question.choices.filter(({ ticked }) => ticked).map(({ label }) => label)
  const ticked = now.length > 0 ? now : (recall(platform, question.remember, isList) ?? [])
  pick.selectedItems = pick.items.filter(({ label }) => ticked.includes(label))
  const items = await answered(pick, question.step, () => pick.selectedItems)
  if (items === undefined) return undefined
  const labels = items.map(({ label }) => label)
  await remember(platform, question.remember, labels)
  return items.map(({ value }) => value)
}

function createPick<T>({ title, placeholder, choices }: Question<T>): vscode.QuickPick<Item<T>> {
  const pick = vscode.window.createQuickPick<Item<T>>()
  pick.title = title
  pick.placeholder = placeholder
  pick.matchOnDescription = true
  pick.matchOnDetail = true
  pick.ignoreFocusOut = true
  pick.items = choices.map((choice) => itemOf(choice))
  return pick
}

const itemOf = <T>({ label, description, detail, value }: Choice<T>): Item<T> => ({
  label,
  ...(description ? { description } : {}),
  ...(detail ? { detail } : {}),
  value,
})
