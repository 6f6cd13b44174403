import * as vscode from 'vscode'
import { Cancelled } from './commands.ts'

/** Milliseconds after which work is long enough to be told of: https://code.visualstudio.com/api/ux-guidelines/notifications */
const SOON = 1000

/**
 * Runs work on the network; what takes longer than a second stands under a notification with a Cancel button, and cancelling aborts the
 * signal. Most answers come sooner, and a notification for each would hide the message that matters.
 */
export async function withProgress<T>(
  title: string,
  work: (signal: AbortSignal, report: (message: string) => void) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  let last: string | undefined
  let tell = (message: string): void => {
    last = message
  }
  const done = work(controller.signal, (message) => tell(message)).catch((error: unknown) => {
    throw controller.signal.aborted ? new Cancelled('cancelled') : error
  })
  const timer = setTimeout(() => {
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true }
    void vscode.window.withProgress(options, async (progress, token) => {
      tell = (message) => progress.report({ message })
      if (last !== undefined) tell(last)
      const subscription = token.onCancellationRequested(() => controller.abort())
      // What comes of it is the caller's affair; the notification only ends with it.
      await done.catch(() => undefined)
      subscription.dispose()
    })
  }, SOON)
  return done.finally(() => clearTimeout(timer))
}
