/**
 * What stands in definitions about members, types and words, by number. An item of a completion list carries the number alone; its text
 * follows when somebody looks at the item. There is only so much of it, since no document adds to it.
 */
const texts: string[] = []
const numbers = new Map<string, number>()

/** The number of a text, the same for as long as the program runs. */
export function numberOfSummary(text: string): number {
  let number = numbers.get(text)
  if (number === undefined) {
    number = texts.length
    texts.push(text)
    numbers.set(text, number)
  }
  return number
}

/** @param number of `numberOfSummary`; undefined for any other */
export const summaryNumbered = (number: number): string | undefined => texts[number]
