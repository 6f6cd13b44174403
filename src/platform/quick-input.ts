import * as vscode from 'vscode'
import type { Input } from '../../workflows/ports.ts'
import type { Platform } from './platform.ts'
import { answered } from './quick-step.ts'
import { isText, recall, remember } from './remembered.ts'

/** Asks for a line of text. Wrong text cannot be accepted; what is wrong with it stands below it. Secrets are masked, never remembered. */
export async function askInput(platform: Platform, input: Input): Promise<string | undefined> {
  const { title, prompt, value, kind, validate, step } = input
  const key = kind === 'secret' ? undefined : input.remember
  const box = vscode.window.createInputBox()
  box.title = title
  box.prompt = prompt
  box.value = recall(platform, key, isText) ?? value ?? ''
  box.password = kind === 'secret'
  box.ignoreFocusOut = true
  const judge = (text: string): string | undefined => validate?.(text)
  box.onDidChangeValue((text) => {
    box.validationMessage = judge(text)
  })
  const text = await answered(box, step, () => {
    box.validationMessage = judge(box.value)
    return box.validationMessage === undefined ? box.value : undefined
  })
  if (text !== undefined) await remember(platform, key, text)
  return text
}
