import path from 'node:path'
import type { Locator, Page } from 'playwright-core'

/** What a person does in VS Code, as functions of its page. Selectors are those of VS Code 1.139. */

export const quickInput = (page: Page): Locator => page.locator('.quick-input-widget .quick-input-box input')

export const quickRow = (page: Page, text: string | RegExp): Locator =>
  page.locator('.quick-input-widget .monaco-list-row', { hasText: text }).first()

export const suggestion = (page: Page, label: string): Locator =>
  page.locator('.suggest-widget.visible .monaco-list-row', { hasText: label }).first()

export const editorOf = (page: Page, file: string): Locator =>
  page.locator(`.editor-instance .monaco-editor[data-uri$="${encodeURI(file)}"]`).first()

/** Opens the palette (F1), the list of files or that of symbols and types into it; one that closes under the typing is opened again. */
export async function openQuickInput(
  page: Page,
  key: 'F1' | 'ControlOrMeta+P' | 'ControlOrMeta+T',
  text: string,
): Promise<void> {
  for (let tries = 0; tries < 10; tries++) {
    await page.keyboard.press(key)
    const typed = await quickInput(page)
      .fill(text, { timeout: 2000 })
      .then(
        () => true,
        () => false,
      )
    if (typed) return
    await page.keyboard.press('Escape')
  }
  throw new Error('the palette did not open')
}

/**
 * Runs a command from the palette. An open palette does not refresh when an extension adds its commands, so it is closed
 * and opened again until the command is there; so it is when it closed before the command could be clicked.
 */
export async function runCommand(page: Page, title: string): Promise<void> {
  for (let tries = 0; tries < 5; tries++) {
    if (await clicks(await findCommand(page, title))) return
  }
  throw new Error(`the palette closed each time before "${title}" was clicked`)
}

/** The row of a command in the open palette. */
export async function findCommand(page: Page, title: string): Promise<Locator> {
  const row = quickRow(page, title)
  for (let tries = 0; tries < 20; tries++) {
    await openQuickInput(page, 'F1', `>${title}`)
    if (await appears(row, 1500)) return row
    await page.keyboard.press('Escape')
  }
  throw new Error(`no command "${title}" in the palette`)
}

/** Opens a file of the workspace by its path and waits for its text. */
export async function openFile(page: Page, file: string): Promise<Locator> {
  const editor = editorOf(page, file)
  // Several files have the same name: the row is told by its folder, which VS Code shows behind the name. Results come in one
  // after the other, so the row must be the first one, which Enter takes, and not merely be there.
  const wanted = new RegExp(`${path.basename(file)}.*${path.dirname(file)}(?!/)`)
  const first = page.locator('.quick-input-widget .monaco-list-row[data-index="0"]', { hasText: wanted })
  for (let tries = 0; tries < 20; tries++) {
    await openQuickInput(page, 'ControlOrMeta+P', file)
    if (await appears(first, 3000)) {
      await page.keyboard.press('Enter')
      if (await appears(editor.locator('.view-line').first(), 5000)) return editor
    }
    await page.keyboard.press('Escape')
  }
  throw new Error(`no file "${file}" in the workspace`)
}

/**
 * Waits for a message of the extension, as a toast or in the list behind the bell: the workbench shows few toasts at a time and
 * keeps the others for the list.
 */
export async function said(page: Page, text: string | RegExp): Promise<Locator> {
  const message = page.locator('.notification-list-item', { hasText: text }).first()
  for (let tries = 0; tries < 6; tries++) {
    if (await appears(message, 5000)) return message
    await runCommand(page, 'Notifications: Show Notifications')
  }
  throw new Error(`the extension did not say "${text}"`)
}

/** Presses a button of a message, in the list behind the bell when the toast is hidden before it is pressed. */
export async function press(page: Page, text: string | RegExp, button: string): Promise<void> {
  for (let tries = 0; tries < 5; tries++) {
    if (await clicks((await said(page, text)).locator('.monaco-button', { hasText: button }))) return
  }
  throw new Error(`the message "${text}" was gone each time before "${button}" was pressed`)
}

/** Chooses a row of the open quick pick. */
export async function pick(page: Page, text: string | RegExp): Promise<void> {
  const row = quickRow(page, text)
  await row.waitFor({ timeout: 30_000 })
  await row.click()
}

/** Answers an input box. It is told by its title: typing before it is there would go into the list before it. */
export async function answer(page: Page, title: string, text: string): Promise<void> {
  await page.locator('.quick-input-widget .quick-input-title', { hasText: title }).waitFor({ timeout: 30_000 })
  await quickInput(page).fill(text)
  await page.keyboard.press('Enter')
}

/** Presses the Back button of the question with this title. */
export async function back(page: Page, title: string): Promise<void> {
  await page.locator('.quick-input-widget .quick-input-title', { hasText: title }).waitFor({ timeout: 30_000 })
  await page.locator('.quick-input-widget .quick-input-titlebar .action-label.codicon-quick-input-back').click()
}

/** Ticks rows of a list of several, which Enter then takes. */
export async function tick(page: Page, title: string, rows: readonly string[]): Promise<void> {
  await page.locator('.quick-input-widget .quick-input-title', { hasText: title }).waitFor({ timeout: 30_000 })
  for (const row of rows) await quickRow(page, row).click()
}

/**
 * Asks for completions until one of ours is listed: the editor shows long before the language server is ready, and a
 * trigger character typed before that is lost.
 */
export async function waitForCompletion(page: Page, label: string): Promise<Locator> {
  const row = suggestion(page, label)
  for (let tries = 0; tries < 30; tries++) {
    if (await row.isVisible()) return row
    await page.keyboard.press('Control+Space')
    if (await appears(row, 1000)) return row
    await page.keyboard.press('Escape')
  }
  throw new Error(`no completion "${label}"`)
}

/** Puts the cursor behind the last character of the line that holds `text`. */
export async function clickLine(page: Page, editor: Locator, text: string): Promise<void> {
  await editor.locator('.view-line', { hasText: text }).first().click()
  await page.keyboard.press('End')
}

/**
 * Clicks a word in the line that holds `text`. The line is painted in parts of one colour each, and a word may be a part of one of them.
 * @param modifiers keys that are held meanwhile
 */
export async function clickWord(
  editor: Locator,
  text: string,
  word: string,
  modifiers: readonly ('ControlOrMeta' | 'Alt')[] = [],
): Promise<void> {
  const part = editor.locator('.view-line', { hasText: text }).first().locator('span span', { hasText: word }).first()
  for (let tries = 0; tries < 10; tries++) {
    // The cursor itself may stand before the word, where it would count as being in the way. The line may be painted anew meanwhile.
    if ((await appears(part, 2000)) && (await clicks(part, { modifiers: [...modifiers], force: true }))) return
  }
  throw new Error(`"${word}" is nowhere to be clicked in the line with "${text}"`)
}

/** Renames what stands in a line through the box that F2 opens: the server may still be reading the folder when it is first pressed. */
export async function renameWord(
  page: Page,
  editor: Locator,
  { line, word, to }: { readonly line: string; readonly word: string; readonly to: string },
): Promise<void> {
  const box = page.locator('.rename-box input')
  for (let tries = 0; tries < 10; tries++) {
    await clickWord(editor, line, word)
    await page.keyboard.press('F2')
    if (await appears(box, 3000)) {
      await box.fill(to)
      await page.keyboard.press('Enter')
      await box.waitFor({ state: 'hidden' })
      return
    }
    await page.keyboard.press('Escape')
  }
  throw new Error(`"${word}" could not be renamed`)
}

interface Action {
  readonly line: string
  readonly word: string
  readonly action: string | RegExp
}

/** The row of an action in the open list of the lightbulb at a word. */
export async function findAction(page: Page, editor: Locator, { line, word, action }: Action): Promise<Locator> {
  const row = page.locator('.action-widget .monaco-list-row', { hasText: action }).first()
  for (let tries = 0; tries < 10; tries++) {
    await clickWord(editor, line, word)
    await page.keyboard.press('ControlOrMeta+.')
    if (await appears(row, 5000)) return row
    await page.keyboard.press('Escape')
  }
  throw new Error(`no action "${action}" at "${word}"`)
}

/** Takes an action of the lightbulb at a word; the list closes when new findings come, and is opened again then. */
export async function takeAction(page: Page, editor: Locator, wanted: Action): Promise<void> {
  for (let tries = 0; tries < 10; tries++) {
    if (await clicks(await findAction(page, editor, wanted))) return
    await page.keyboard.press('Escape')
  }
  throw new Error(`the list closed each time before "${wanted.action}" was clicked`)
}

/** Rests with the mouse on something until what it shows is there; a hover that comes while the window is painted anew is lost. */
export async function hoverFor(page: Page, target: Locator, shown: Locator): Promise<void> {
  for (let tries = 0; tries < 10; tries++) {
    await page.mouse.move(700, 500)
    if ((await hovers(target)) && (await appears(shown, 5000))) return
  }
  throw new Error('the mouse rested there, and nothing was shown')
}

/** Closes what is open between the lines of an editor: references, calls. */
export async function closePeek(page: Page): Promise<void> {
  const widget = page.locator('.zone-widget.peekview-widget, .zone-widget .peekview-widget').first()
  await widget.locator('.codicon-close').first().click()
  await widget.waitFor({ state: 'detached' })
}

/** The text of the editor's visible lines; VS Code paints spaces as no-break spaces. */
export const visibleText = async (editor: Locator): Promise<string> =>
  (await editor.locator('.view-line').allTextContents()).map((line) => line.replaceAll('\u00a0', ' ')).join('\n')

/**
 * Saves the active editor and waits until VS Code calls it saved. The text is on the disk a moment earlier; a test that
 * changed the file in between would be overlooked, since VS Code takes the file's state for the one that it wrote itself.
 */
export async function save(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+S')
  await page.locator('.tab.active.dirty').waitFor({ state: 'detached' })
}

/** The content of the one visible webview. */
export const webview = (page: Page) => page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame')

/** Whether something could be clicked before it vanished. */
const clicks = (locator: Locator, options: Parameters<Locator['click']>[0] = {}): Promise<boolean> =>
  locator.click({ timeout: 5000, ...options }).then(
    () => true,
    () => false,
  )

/** Whether the mouse could rest on something. The editor's cursor may stand there, and would count as being in the way. */
const hovers = (locator: Locator): Promise<boolean> =>
  locator.hover({ timeout: 5000, force: true }).then(
    () => true,
    () => false,
  )

export const appears = (locator: Locator, timeout: number): Promise<boolean> =>
  locator.waitFor({ timeout }).then(
    () => true,
    () => false,
  )
