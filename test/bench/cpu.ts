const ROUNDS = 5
/** CPU that one round of one task may take; long enough for the clock of `cpuUsage`. */
const ROUND_MILLISECONDS = 40

type Task = () => unknown

/** What this process has used of the processors so far. */
export const cpuMilliseconds = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

export const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? Number.NaN
}

/**
 * Milliseconds of CPU per call of each task, medians over rounds taken in turn, so that a slow moment of the machine hits each of them.
 * @param round milliseconds of CPU that one round of one task may take
 */
export function measure(tasks: readonly Task[], round = ROUND_MILLISECONDS): number[] {
  const calls = tasks.map((task) => {
    for (let warm = cpuMilliseconds() + round; cpuMilliseconds() < warm; ) task()
    const before = cpuMilliseconds()
    let count = 0
    while (cpuMilliseconds() - before < round) {
      task()
      count++
    }
    return count
  })
  const times: number[][] = tasks.map(() => [])
  for (let turn = 0; turn < ROUNDS; turn++) {
    tasks.forEach((task, index) => {
      const count = calls[index] ?? 1
      const before = cpuMilliseconds()
      for (let call = 0; call < count; call++) task()
      times[index]?.push((cpuMilliseconds() - before) / count)
    })
  }
  return times.map(median)
}
