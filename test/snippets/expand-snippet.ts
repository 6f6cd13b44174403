/**
 * What an editor leaves behind when a snippet is accepted as it is: placeholders with their text, choices with their first
 * value, empty tab stops with nothing. Snippet syntax: https://code.visualstudio.com/docs/editing/userdefinedsnippets
 */
export function expandSnippet(snippet: string): string {
  let text = ''
  for (let at = 0; at < snippet.length; ) {
    const rest = snippet.slice(at)
    const escaped = /^\\([\\$}])/.exec(rest)
    const stop = /^\$\d+/.exec(rest)
    const choice = /^\$\{\d+\|((?:[^\\,|]|\\.)*)(?:[^\\|]|\\.)*\|\}/.exec(rest)
    const placeholder = /^\$\{\d+:((?:[^\\}]|\\.)*)\}/.exec(rest)
    const match = escaped ?? stop ?? choice ?? placeholder
    if (match === null && rest.startsWith('$')) throw new Error(`not a tab stop: ${rest.slice(0, 40)}`)
    text += match === null ? rest.charAt(0) : (match[1] ?? '').replace(/\\(.)/g, escaped === null ? '$1' : '\\$1')
    at += match === null ? 1 : match[0].length
  }
  return text
}
