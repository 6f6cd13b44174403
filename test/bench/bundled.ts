import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/**
 * Loads a module of this folder bundled, as the product ships: from single modules each call across files costs more.
 * @param file its name in this folder
 */
export async function bundled<T>(file: string): Promise<T> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(file, import.meta.url))],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    mainFields: ['module', 'main'],
    write: false,
    logLevel: 'error',
  })
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64')
  return import(`data:text/javascript;base64,${code}`) as Promise<T>
}
