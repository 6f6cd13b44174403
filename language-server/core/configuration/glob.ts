/**
 * Compiles a path pattern as editors write them: `*` and `?` stay inside one folder, `**` crosses folders, `{a,b}` is a choice.
 * A pattern without a slash matches the file name in any folder; others match from the workspace folder on.
 */
export function compileGlob(pattern: string): (relativePath: string) => boolean {
  const anchored = pattern.includes('/') ? pattern.replace(/^\.?\//, '') : `**/${pattern}`
  const expression = new RegExp(`^${translate(anchored)}$`)
  return (relativePath) => expression.test(relativePath)
}

function translate(pattern: string): string {
  let result = ''
  let choices = 0
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at)
    if (pattern.startsWith('**/', at)) {
      result += '(?:[^/]+/)*'
      at += 2
    } else if (pattern.startsWith('**', at)) {
      result += '.*'
      at += 1
    } else if (character === '*') result += '[^/]*'
    else if (character === '?') result += '[^/]'
    else if (character === '{' && pattern.indexOf('}', at) > at) {
      result += '(?:'
      choices++
    } else if (character === '}' && choices > 0) {
      result += ')'
      choices--
    } else if (character === ',' && choices > 0) result += '|'
    else result += character.replace(/[\\^$.*+?()[\]{}|]/, '\\$&')
  }
  return result
}
