import type { ParseError } from 'jsonc-parser'

/** By the numbers of `ParseErrorCode`, which is a `const enum` and so not there at run time: https://github.com/microsoft/node-jsonc-parser */
const sentences: Readonly<Record<number, string>> = {
  1: 'This is no JSON value: a text stands in double quotes; other values are true, false, null and numbers.',
  2: 'This is no number as JSON writes them.',
  3: 'The name of a key is expected here, in double quotes.',
  4: 'A value is expected here.',
  5: "A ':' is missing behind the name of the key.",
  6: "A ',' is missing in front of this.",
  7: "A '}' is missing.",
  8: "A ']' is missing.",
  9: 'Nothing may follow the end of the value.',
  10: 'Comments are not allowed here.',
  11: "The end of the comment, '*/', is missing.",
  12: 'The closing quote of the text is missing.',
  13: 'The number is not complete.',
  14: 'The code behind \\u is not complete.',
  15: 'No such character follows a backslash in JSON.',
  16: 'This character may not stand in a JSON text.',
}

/** What is wrong with a text that is no JSON, in one sentence. */
export const syntaxProblem = ({ error }: ParseError): string => sentences[error] ?? 'This is no JSON.'
