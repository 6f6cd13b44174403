import type { Span } from '../../text/span.ts'
import type { Fix } from '../finding.ts'

/** Keeps the body that a call of `As<T>()` reads. Nothing where the call says otherwise with more than `false`. */
export function preserveContent(text: string, call: Span): readonly Fix[] {
  const written = text.slice(call.start, call.end)
  const open = /\(\s*(?:(?:preserveContent\s*:\s*)?false\s*)?\)$/.exec(written)
  if (open === null) return []
  const span = { start: call.start + open.index + 1, end: call.end - 1 }
  return [
    {
      title: 'Keep the body: preserveContent: true',
      edits: [{ span, newText: 'preserveContent: true' }],
      preferred: true,
    },
  ]
}
