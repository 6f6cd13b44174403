/**
 * What does the same as a type or member that the service refuses, and is on its list.
 * https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#CLRTypes
 */
interface Alternative {
  /** Matches the code from the start of what is refused. */
  readonly written: RegExp
  readonly instead: string
}

const alternatives: readonly Alternative[] = [
  { written: /^(?:System\.Web\.)?HttpUtility(?=\.(?:Url|Html)(?:En|De)code\b)/, instead: 'System.Net.WebUtility' },
  { written: /^(?:System\.Text\.Json\.)?JsonSerializer\.Serialize(?=\()/, instead: 'JsonConvert.SerializeObject' },
  { written: /^(?:System\.Text\.Json\.)?JsonSerializer\.Deserialize(?=<)/, instead: 'JsonConvert.DeserializeObject' },
  { written: /^(?:System\.Text\.Json\.)?JsonDocument\.Parse(?=\()/, instead: 'JObject.Parse' },
  { written: /^(?:System\.)?Console\.Write(?:Line)?(?=\()/, instead: 'context.Trace' },
  { written: /^(?:System\.Diagnostics\.)?(?:Debug|Trace)\.Write(?:Line)?(?=\()/, instead: 'context.Trace' },
  { written: /^(?:System\.)?Environment\.NewLine\b/, instead: '"\\n"' },
  { written: /^(?:System\.)?Buffer\.BlockCopy(?=\()/, instead: 'Array.Copy' },
  { written: /^(?:System\.Collections\.)?ArrayList\b/, instead: 'List<object>' },
  { written: /^(?:System\.Collections\.)?Hashtable\b/, instead: 'Dictionary<object, object>' },
  { written: /^(?:System\.Collections\.Generic\.)?Sorted(?:Dictionary|List)(?=<)/, instead: 'Dictionary' },
  {
    written: /^(?:System\.Collections\.Concurrent\.)?ConcurrentDictionary(?=<)/,
    instead: 'Dictionary',
  },
]

/** Behind the code of these, what is refused changes nothing. */
const needless: readonly { readonly before: RegExp; readonly written: RegExp; readonly instead: string }[] = [
  { before: /DateTime\.UtcNow\.$/, written: /^ToUniversalTime\(\)/, instead: 'DateTime.UtcNow' },
  { before: /DateTime\.Now\.$/, written: /^ToUniversalTime\(\)/, instead: 'DateTime.UtcNow' },
]

interface Change {
  readonly title: string
  readonly edits: readonly { readonly start: number; readonly end: number; readonly text: string }[]
}

/** The change that takes what is refused at a place of the code for something allowed; undefined when none is known. */
export function alternative(code: string, at: { readonly start: number }): Change | undefined {
  const rest = code.slice(at.start)
  for (const { written, instead } of alternatives) {
    const found = written.exec(rest)
    if (found) return change(at.start, at.start + found[0].length, instead)
  }
  const head = code.slice(0, at.start)
  for (const { before, written, instead } of needless) {
    const owner = before.exec(head)
    const found = written.exec(rest)
    if (owner && found) return change(owner.index, at.start + found[0].length, instead)
  }
  return undefined
}

const change = (start: number, end: number, text: string): Change => ({
  title: `Use '${text}'`,
  edits: [{ start, end, text }],
})
