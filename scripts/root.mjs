import path from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

/** Absolute path of a file of the project. */
export const root = (...parts) => path.join(folder, ...parts)
