import { PerformanceObserver } from 'node:perf_hooks'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/**
 * Percent by which what outlives small garbage collections may grow before a large one. The engine lets a small heap grow fourfold, which
 * suits a program that is alone on its machine; this one runs beside an editor, and its large collections run beside its work.
 */
const GROWTH = 60

/**
 * Bytes of the young generation, both halves, from which on it grows no more. The engine goes to 32 MiB; with half of it a keystroke costs
 * the same, with a quarter a tenth more (`npm run bench lsp`).
 */
const YOUNG = 16 * 1024 * 1024

/**
 * Keeps the memory of this process small: engine options that hold for the process, set here since whoever starts the server knows nothing
 * of them. https://nodejs.org/docs/latest-v20.x/api/v8.html#v8setflagsfromstringflags
 */
export function keepMemorySmall(): void {
  // There the engine's options may be closed to changes once it runs; the extension starts the server with the one that counts most.
  if (process.versions.electron !== undefined) return
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`)
  let mayGrow = true
  // The limit itself is read at the start only; what is read at each growth is the factor. A long rest makes the generation smaller, so
  // that it must be free to grow again.
  new PerformanceObserver(() => {
    const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')
    if (young === undefined || young.space_size < YOUNG === mayGrow) return
    mayGrow = !mayGrow
    setFlagsFromString(`--semi-space-growth-factor=${mayGrow ? 2 : 1}`)
  }).observe({ entryTypes: ['gc'] })
}
