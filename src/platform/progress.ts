import * as vscode from 'vscode'
import { Cancelled } from './commands.ts'

/** Runs work on the network under a notification with a Cancel button; cancelling aborts the signal. */
export function withProgress<T>(
  title: string,
  work: (signal: AbortSignal, report: (message: string) => void) => Promise<T>,
): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true }
  const promise = vscode.window.withProgress(options, async (progress, token) => {
    const controller = new AbortController()
    const subscription = token.onCancellationRequested(() => controller.abort())
    try {
      return await work(controller.signal, (message) => progress.report({ message }))
    } catch (error) {
      throw controller.signal.aborted ? new Cancelled('cancelled') : error
    } finally {
      subscription.dispose()
    }
  })
  return Promise.resolve(promise)
}
