import type { AttributeSpec, TextSpec } from '../../catalog/policy.ts'
import { readAttribute, readValue, textParts } from '../../model/value.ts'
import { nearest } from '../../text/nearest.ts'
import { isDoubtful } from '../doubt.ts'
import { rule } from '../rule.ts'
import { invalidValueWords } from '../schema-words.ts'

export default rule({
  id: 'invalid-value',
  severity: 'error',
  category: 'structure',
  reach: 'element',
  summary: 'A value has the type, the range and the words that its policy declares.',
  why: 'The service refuses a value that it cannot read. Expressions and named values are not judged: their text is not known here.',
  examples: {
    bad: `<fragment>
  <set-header name="X-Trace" exists-action="overwrite">
                                            ^^^^^^^^^ invalid-value
    <value>on</value>
  </set-header>
  <retry condition="@(context.Response.StatusCode == 500)" count="100" interval="1s">
                                                                  ^^^ invalid-value
                                                                                 ^^ invalid-value
    <forward-request />
  </retry>
</fragment>`,
    good: `<fragment>
  <set-header name="X-Trace" exists-action="override">
    <value>on</value>
  </set-header>
  <retry condition="@(context.Response.StatusCode == 500)" count="10" interval="{{retry-interval}}">
    <forward-request />
  </retry>
</fragment>`,
  },
  check: (cx) => ({
    element({ element, attributes, spec, role }) {
      if (spec === undefined || role === 'unknown-child') return
      const { text, options } = cx.analysis
      for (const { attribute, name, spec: expected, value: own } of attributes) {
        if (expected === undefined || isFree(expected) || attribute.value === undefined) continue
        // Without its quotes nobody knows what belongs to the value.
        if (attribute.value.quote === '') continue
        const value = own?.kind === 'literal' ? own : readAttribute(attribute.value, text, options)
        const fault = value.kind === 'literal' ? faultOf(value.text.trim(), expected) : undefined
        if (fault === undefined) continue
        const { start, end } = attribute.value
        const doubtful = isDoubtful(expected, fault.about) || spec.undocumented
        const meant = value.kind === 'literal' ? nearest(value.text, fault.choices) : undefined
        cx.report({
          element,
          span: end > start ? { start, end } : { start: attribute.nameStart, end: attribute.nameEnd },
          ...(doubtful ? { severity: 'warning' } : {}),
          message: `'${name}' ${fault.message}.`,
          serviceMessage: invalidValueWords({ kind: 'attribute', name, value: text.slice(start, end), spec: expected }),
          fixes: () =>
            (meant === undefined ? fault.choices : [meant]).map((choice) => ({
              title: `Change to '${choice}'`,
              edits: [{ span: { start, end }, newText: choice }],
              ...(choice === meant || fault.choices.length === 1 ? { preferred: true } : {}),
            })),
        })
      }
      if (spec.text === undefined || spec.text.type === 'string' || spec.content !== 'text') return
      const parts = textParts(element)
      const value = readValue(parts, text, options)
      const fault =
        value.kind === 'literal' && value.text.trim() !== '' ? faultOf(value.text.trim(), spec.text) : undefined
      if (fault === undefined) return
      cx.report({
        element,
        span: { start: parts[0]?.start ?? element.openEnd, end: parts.at(-1)?.end ?? element.end },
        ...(spec.undocumented || spec.disputed ? { severity: 'warning' } : {}),
        message: `The text of '${element.name}' ${fault.message}.`,
        serviceMessage: invalidValueWords({
          kind: 'element',
          name: element.name,
          value: value.kind === 'literal' ? value.text.trim() : '',
          spec: spec.text,
        }),
      })
    },
  }),
})

const patterns: Partial<Record<AttributeSpec['type'], readonly [RegExp, string]>> = {
  integer: [/^[+-]?\d+$/, 'must be a whole number'],
  number: [/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/, 'must be a number'],
  boolean: [/^(?:true|false|1|0)$/i, "must be 'true' or 'false'"],
  // https://www.rfc-editor.org/rfc/rfc3986#section-4.3, and a scheme with an authority, as every address here has one. Samples leave one
  // empty for their readers to fill in; what the service says of that is not known.
  uri: [/^$|^[a-z][a-z\d+.-]*:\/\/\S+$/i, 'must be an absolute URL such as https://orders.example'],
  'ip-address': [
    /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$|^(?=.*:)[\da-f:]+(?:(?:\d{1,3}\.){3}\d{1,3})?$/i,
    'must be one IP address',
  ],
  timespan: [/^-?(?:\d+|(?:\d+\.)?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?|P.+)$/, "must be a time span such as '00:01:00'"],
  datetime: [
    /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?$/,
    'must be a date and time',
  ],
}

interface Fault {
  /** Goes on behind the name of what is wrong. */
  readonly message: string
  readonly about: 'values' | 'range'
  /** What could stand there instead. */
  readonly choices: readonly string[]
}

/** Any text will do. */
const isFree = ({ type, format }: AttributeSpec): boolean => type === 'string' && format === undefined

function faultOf(value: string, spec: AttributeSpec | TextSpec): Fault | undefined {
  const { type, values } = spec
  // What names something of the instance, of the request or of the context.
  if (type === 'string')
    return value === '' ? { message: 'must not be empty', about: 'values', choices: [] } : undefined
  if (type === 'enum' && values !== undefined) {
    if (values.some((each) => each.toLowerCase() === value.toLowerCase())) return undefined
    const demand = values.map((each) => `'${each}'`).join(' or ')
    return { message: `must be ${demand}, not '${value}'`, about: 'values', choices: values }
  }
  const [pattern, demand] = patterns[type] ?? []
  if (pattern !== undefined && !pattern.test(value)) {
    const choices = type === 'boolean' ? ['true', 'false'] : []
    return { message: `${demand}, not '${value}'`, about: 'values', choices }
  }
  return type === 'integer' || type === 'number' ? rangeFault(Number(value), spec) : undefined
}

function rangeFault(value: number, spec: AttributeSpec | TextSpec): Fault | undefined {
  const { min, max, minUnlessZero, unit }: Partial<AttributeSpec> = spec
  const of = unit === undefined ? '' : ` ${unit}`
  const fault = (demand: string, limit: number): Fault => ({
    message: `must be ${demand} ${limit}${of}, not ${value}`,
    about: 'range',
    choices: [String(limit)],
  })
  if (min !== undefined && value < min) return fault('at least', min)
  if (max !== undefined && value > max) return fault('at most', max)
  if (minUnlessZero !== undefined && value !== 0 && value < minUnlessZero) return fault('0 or at least', minUnlessZero)
  return undefined
}
