import path from 'node:path'

/** A folder of the workspace. */
interface Folder {
  readonly name: string
  readonly fsPath: string
}

/** Files are named as they are in the workspace: by their path in its folder, and by the folder where there are several. */
export function withShortPaths(message: string, folders: readonly Folder[]): string {
  return folders.reduce(
    (text, { name, fsPath }) => text.replaceAll(`${fsPath}${path.sep}`, folders.length > 1 ? `${name}${path.sep}` : ''),
    message,
  )
}

/** In characters: what VS Code shows of a message that has no button. It cuts off the rest. */
const LINE = 55

export const fitsOneLine = (message: string): boolean => message.length <= LINE
