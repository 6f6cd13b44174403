import * as vscode from 'vscode'
import { type StepMark, WentBack } from '../../workflows/ports.ts'

/** What a quick pick and an input box have in common. */
type QuickStep = vscode.QuickInput & {
  buttons: readonly vscode.QuickInputButton[]
  readonly onDidAccept: vscode.Event<void>
  readonly onDidTriggerButton: vscode.Event<vscode.QuickInputButton>
}

/**
 * Shows one question and waits for its answer.
 * @param accept reads the answer when Enter is pressed; undefined leaves the question open
 * @returns undefined when the user gave up
 * @throws WentBack when the Back button was pressed
 */
export function answered<T>(
  question: QuickStep,
  step: StepMark | undefined,
  accept: () => T | undefined,
): Promise<T | undefined> {
  if (step !== undefined) question.step = step.number
  if (step?.way === 'back') question.buttons = [vscode.QuickInputButtons.Back]
  return new Promise<T | undefined>((resolve, reject) => {
    // Each ends the promise once; what comes after it, the hiding included, changes nothing.
    question.onDidAccept(() => {
      const answer = accept()
      if (answer !== undefined) resolve(answer)
    })
    question.onDidTriggerButton((button) => {
      if (button === vscode.QuickInputButtons.Back) reject(new WentBack())
    })
    question.onDidHide(() => resolve(undefined))
    question.show()
  }).finally(() => question.dispose())
}
