/** The folders that the client has open, and where a document is in them. */
export interface Folders {
  replace(uris: readonly string[]): void
  change(change: { readonly added: readonly string[]; readonly removed: readonly string[] }): void
  /** The innermost folder that holds the document, and its path from there, with `/`. Undefined outside every folder. */
  locate(uri: string): Located | undefined
}

interface Located {
  readonly folder: string
  readonly path: string
}

export function createFolders(): Folders {
  let folders: readonly string[] = []
  const set = (uris: readonly string[]): void => {
    folders = [...new Set(uris.map(withoutSlash))].sort((a, b) => b.length - a.length)
  }
  return {
    replace: set,
    change({ added, removed }) {
      const gone = new Set(removed.map(withoutSlash))
      set([...folders.filter((folder) => !gone.has(folder)), ...added])
    },
    locate(uri) {
      const folder = folders.find((candidate) => uri.startsWith(`${candidate}/`))
      return folder === undefined ? undefined : { folder, path: decodePath(uri.slice(folder.length + 1)) }
    },
  }
}

const withoutSlash = (uri: string): string => uri.replace(/\/+$/, '')

/** A path that is not valid percent-encoding is taken as it is: it can still match a pattern. */
export function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
