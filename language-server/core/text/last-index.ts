/**
 * The last index for which a condition holds that holds up to some index and for none behind it; -1 when it holds for none.
 * @param count how many indexes there are, from 0 on
 */
export function lastIndexWhere(count: number, holds: (index: number) => boolean): number {
  let low = -1
  let high = count - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (holds(middle)) low = middle
    else high = middle - 1
  }
  return low
}
