import type { Tagged } from '../../language-server/core/expression/describe-value.ts'
import type { Answer } from './oracle-case.ts'

/** How an answer of ours stands to that of C#. */
export interface Agreement {
  readonly id: string
  /** C# compiles it. */
  readonly valid: boolean
  /** We complain about it, in whatever severity. That the service allows less than C# is no complaint about valid C#. */
  readonly flagged: boolean
  /** For one that C# refuses: one of our codes is one of the compiler's. */
  readonly sameCode: boolean
  /** For one that C# compiles: the same value, or an exception of the same type. Undefined where C# gave neither. */
  readonly sameOutcome: boolean | undefined
  /** Undefined where C# does not tell the type. */
  readonly sameType: boolean | undefined
}

/**
 * The compiler that recorded the answers (Mono's mcs) numbers some mistakes otherwise than Roslyn, whose numbers the
 * service's messages carry and ours shall too: what Roslyn says where mcs says the left one.
 */
const roslyn: Readonly<Record<string, readonly string[]>> = {
  CS0021: ['CS1061'],
  CS0031: ['CS0029', 'CS0266', 'CS0221'],
  // A type that is called like a method.
  CS0119: ['CS1955', 'CS0118', 'CS0149'],
  CS0128: ['CS0136'],
  CS0150: ['CS0246'],
  // An extension method of another receiver is a method group for mcs.
  CS0428: ['CS1061', 'CS0119'],
  CS0305: ['CS0411'],
  CS0411: ['CS1061'],
  CS0746: ['CS1003', 'CS1525'],
  CS1501: ['CS7036', 'CS1503'],
  CS1502: ['CS1503'],
  // Of a local function, which is a delegate for mcs.
  CS1593: ['CS1001', 'CS7036', 'CS1501'],
  CS1594: ['CS1503'],
  CS1643: ['CS0161'],
  CS1746: ['CS1739'],
  CS1928: ['CS1503', 'CS1929'],
  CS8070: ['CS0163'],
}

/** What the compiler itself only warns of: unreachable code, comparisons by reference, comparisons that are always the same. */
const warnings = new Set(['CS0162', 'CS0252', 'CS0253', 'CS0472'])

export function compareAnswers(theirs: Answer, ours: Answer): Agreement {
  const valid = theirs.status !== 'compile-error'
  const codes = ours.codes ?? []
  return {
    id: theirs.id,
    valid,
    flagged: valid ? codes.some((code) => code.startsWith('CS') && !warnings.has(code)) : codes.length > 0,
    sameCode: !valid && codes.some((code) => sameCode(theirs.codes ?? [], code)),
    sameOutcome: valid ? sameOutcome(theirs, ours) : undefined,
    sameType: valid && theirs.staticType !== undefined ? theirs.staticType === ours.staticType : undefined,
  }
}

/** For mcs nearly every mistake of syntax is CS1525. */
const syntax =
  /^CS(0443|0839|1001|1002|1003|1010|1012|1013|1022|1026|1031|1039|1040|1041|1056|1073|1513|1514|1519|1524|1525|1526|1733|8[0-9]{3})$/

function sameCode(theirs: readonly string[], ours: string): boolean {
  return theirs.some(
    (code) => code === ours || roslyn[code]?.includes(ours) === true || (syntax.test(code) && syntax.test(ours)),
  )
}

function sameOutcome(theirs: Answer, ours: Answer): boolean | undefined {
  if (theirs.status === 'throw') return ours.status === 'throw' && ours.exception === theirs.exception
  if (theirs.status !== 'ok') return undefined
  return ours.status === 'ok' && sameValue(theirs.value, ours.value)
}

const isTagged = (value: unknown): value is Tagged => typeof value === 'object' && value !== null && '$type' in value

/** Classes that carry no meaning of their own: an expression's reader sees a sequence. */
const sequence = /^System\.(Linq\.|Collections\.Generic\.I)|\.(KeyCollection|ValueCollection)/

export function sameValue(a: unknown, b: unknown): boolean {
  if (isTagged(a) && isTagged(b)) {
    const both = sequence.test(a.$type) && sequence.test(b.$type)
    if (a.$type !== b.$type && !both) return false
    if (/^System\.(Double|Single)$/.test(a.$type)) return sameNumber(a.$type, String(a.$value), String(b.$value))
    return sameValue(a.$value ?? null, b.$value ?? null) && sameValue(a.$key ?? null, b.$key ?? null)
  }
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, at) => sameValue(one, b[at]))
  if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null) {
    const left = Object.entries(a)
    const right = Object.entries(b)
    return (
      left.length === right.length &&
      left.every(([name, one], at) => right[at]?.[0] === name && sameValue(one, right[at][1]))
    )
  }
  return a === b
}

function sameNumber(type: string, left: string, right: string): boolean {
  const [a, b] =
    type === 'System.Single' ? [Math.fround(Number(left)), Math.fround(Number(right))] : [Number(left), Number(right)]
  return a === b || (Number.isNaN(a) && Number.isNaN(b))
}
