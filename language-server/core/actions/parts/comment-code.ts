/**
 * How policies are written inside a comment, and read again. A comment holds no `--`, and the service reads expressions in comments too
 * (https://github.com/microsoft/vscode-apimanagement/issues/197), so that neither may stand there as it is.
 */
const WRITTEN: readonly (readonly [RegExp, string])[] = [
  [/@(?=[({])/g, '&#64;'],
  [/-(?=-)|-$/g, '&#45;'],
]

/** Undefined where the text has such a character reference itself, so that the way back would change it. */
export function toComment(xml: string): string | undefined {
  if (/&#(?:64|45);/.test(xml)) return undefined
  return WRITTEN.reduce((text, [pattern, entity]) => text.replace(pattern, entity), xml)
}

export const fromComment = (comment: string): string => comment.replaceAll('&#64;', '@').replaceAll('&#45;', '-')
