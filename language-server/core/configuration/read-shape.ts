import { findNodeAtLocation, getNodeValue, type Node } from 'jsonc-parser'
import { nearest } from '../text/nearest.ts'
import type { Span } from '../text/span.ts'
import type { Fields, Shape } from './shape.ts'

/** One part of a configuration that cannot be used. */
export interface ShapeFault {
  /** One sentence that begins with the keys that lead to the part. */
  readonly message: string
  /** Where the part stands in the JSON. */
  readonly span: Span
}

/**
 * Reads a value by its shape: a part that is wrong is told and left out, and the rest holds, since the file is typed by hand.
 * @param complain is told of each part that cannot be used
 * @returns undefined when nothing of the value can be used
 */
export function readShape(root: Node, shape: Shape, complain: (fault: ShapeFault) => void): unknown {
  return read(root, shape, [])

  function fault(node: Node, path: Path, problem: string): undefined {
    const where = path.length === 0 ? 'The configuration' : nameOf(path)
    complain({ message: ended(`${where} ${problem}`), span: spanOf(node) })
    return undefined
  }

  function read(node: Node, expected: Shape, path: Path): unknown {
    switch (expected.kind) {
      case 'choice':
        return readChoice(node, expected.values, path)
      case 'text':
        return node.type === 'string' && node.value !== '' ? node.value : fault(node, path, 'must be a text')
      case 'flag':
        return node.type === 'boolean' ? node.value : fault(node, path, 'must be true or false')
      case 'list': {
        if (node.type !== 'array') return fault(node, path, 'must be a list')
        return (node.children ?? []).flatMap((item, at) => {
          const value = read(item, expected.of, [...path, at])
          return value === undefined ? [] : [value]
        })
      }
      case 'table':
        return readKeys(node, path, () => expected.of)
      case 'fields':
        return readFields(node, expected, path)
      case 'own': {
        const value: unknown = getNodeValue(node)
        for (const message of expected.faultsOf(value))
          complain({ message: `${message}.`, span: placeIn(node, message) })
        return value
      }
    }
  }

  function readChoice(node: Node, values: readonly string[], path: Path): unknown {
    const found: unknown = node.value
    if (node.type === 'string' && values.includes(node.value)) return found
    const meant = typeof found === 'string' ? nearest(found, values) : undefined
    const given = JSON.stringify(getNodeValue(node))
    return fault(node, path, `is ${given}, but must be one of ${values.join(', ')}${suggestion(meant)}`)
  }

  function readFields(node: Node, { fields, noun, required = [] }: Fields, path: Path): unknown {
    const names = Object.keys(fields)
    const value = readKeys(node, path, (name, key) => {
      if (Object.hasOwn(fields, name)) return fields[name]
      const place = path.length === 0 ? '' : `${nameOf(path)}: `
      complain({
        message: ended(`${place}there is no ${noun} '${name}'${suggestion(nearest(name, names))}`),
        span: spanOf(key),
      })
      return undefined
    })
    if (value === undefined) return undefined
    const missing = required.find((name) => !Object.hasOwn(value, name))
    if (missing === undefined) return value
    // A key that is there and wrong has been told of already.
    if (findNodeAtLocation(node, [missing]) === undefined) fault(node, path, `needs the key '${missing}'`)
    return undefined
  }

  function readKeys(
    node: Node,
    path: Path,
    shapeOf: (name: string, key: Node) => Shape | undefined,
  ): Readonly<Record<string, unknown>> | undefined {
    if (node.type !== 'object') return fault(node, path, 'must be an object')
    const entries: [string, unknown][] = []
    for (const { children: [key, value] = [] } of node.children ?? []) {
      if (key === undefined || value === undefined) continue
      const name = String(key.value)
      if (entries.some(([other]) => other === name)) fault(key, [...path, name], 'stands twice; the last one counts')
      const inner = shapeOf(name, key)
      const found = inner === undefined ? undefined : read(value, inner, [...path, name])
      if (found !== undefined) entries.push([name, found])
    }
    // Defined and not assigned: a key such as `__proto__` is a key like others.
    return Object.fromEntries(entries)
  }
}

type Path = readonly (string | number)[]

/** `rules.missing-base`, `overrides[0].files`, `bindings["legacy/*.xml"].scope`. */
const nameOf = (path: Path): string =>
  path
    .map((part, at) => {
      if (typeof part === 'number') return `[${part}]`
      if (!/^[\w-]+$/.test(part)) return `["${part}"]`
      return at === 0 ? part : `.${part}`
    })
    .join('')

/** A question is its own end. */
const ended = (sentence: string): string => (sentence.endsWith('?') ? sentence : `${sentence}.`)

const suggestion = (meant: string | undefined): string => (meant === undefined ? '' : `; did you mean '${meant}'?`)

const spanOf = ({ offset, length }: Node): Span => ({ start: offset, end: offset + length })

/** A sentence of another module begins with the key it is about. */
function placeIn(node: Node, message: string): Span {
  const key = /^\w+\.(\w+)/.exec(message)?.[1]
  return spanOf((key === undefined ? undefined : findNodeAtLocation(node, [key])) ?? node)
}
