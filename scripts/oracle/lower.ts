import { parseExpression } from '../../language-server/core/expression/parse.ts'
import type { ExpressionTree, Stmt, TypeSyntax } from '../../language-server/core/expression/tree.ts'

type LocalFunction = Extract<Stmt, { readonly kind: 'local-function' }>

export type Lowered = { readonly code: string } | { readonly skip: string }

/**
 * Mono's compiler does not know local functions, which C# 7 has: makes delegates of them, line by line in place.
 * Skips, with a reason, what a delegate cannot be.
 */
export function lowerLocalFunctions(code: string, form: 'paren' | 'brace'): Lowered {
  const tree = parseExpression({ code, form })
  const found = localFunctions(tree)
  let result = code
  for (const one of found.toSorted((a, b) => b.start - a.start)) {
    const problem = obstacle(one, tree)
    if (problem) return { skip: `The local function '${one.name.name}' ${problem}, so it cannot be a delegate.` }
    result = result.slice(0, one.start) + delegateOf(one, code) + result.slice(one.end)
  }
  return { code: result }
}

function localFunctions(tree: ExpressionTree): LocalFunction[] {
  const found: LocalFunction[] = []
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit)
    else if (node !== null && typeof node === 'object') {
      if ('kind' in node && node.kind === 'local-function') found.push(node as LocalFunction)
      Object.values(node).forEach(visit)
    }
  }
  visit(tree.root)
  return found
}

function obstacle(one: LocalFunction, tree: ExpressionTree): string | undefined {
  if (one.typeParameters.length > 0) return 'is generic'
  if (one.parameters.some(({ modifier, default: value }) => modifier !== undefined || value !== undefined))
    return 'has a parameter with a modifier or a default'
  if (localFunctions({ ...tree, root: one.body }).length > 0) return 'holds another one'
  const uses = tree.tokens.filter(({ text, end }) => text === one.name.name && end <= one.start)
  return uses.length > 0 ? 'is called before it is declared' : undefined
}

const isVoid = (type: TypeSyntax): boolean => type.kind === 'predefined-type' && type.keyword === 'void'

function delegateOf(one: LocalFunction, code: string): string {
  const text = (node: { readonly start: number; readonly end: number }): string => code.slice(node.start, node.end)
  const types = one.parameters.map(({ type }) => (type ? text(type) : 'object'))
  const all = isVoid(one.returnType) ? types : [...types, text(one.returnType)]
  const delegate = `${isVoid(one.returnType) ? 'Action' : 'Func'}${all.length > 0 ? `<${all.join(', ')}>` : ''}`
  const names = one.parameters.map(({ name }) => name.name).join(', ')
  // Declared before it is assigned, so that it may call itself.
  return `${delegate} ${one.name.name} = null; ${one.name.name} = (${names}) => ${text(one.body)};`
}
