import type { BlockStmt, Stmt } from './tree.ts'

/** A statement that leads nowhere, or a label that is there twice. */
export interface JumpFault {
  readonly code: 'CS0126' | 'CS0139' | 'CS0140' | 'CS0152' | 'CS0153' | 'CS0156' | 'CS0159'
  readonly message: string
  readonly start: number
  readonly end: number
}

/** What is around a statement. */
interface Around {
  readonly breaks: 'nowhere' | 'somewhere'
  readonly continues: 'nowhere' | 'somewhere'
  readonly catches: 'nowhere' | 'somewhere'
  /** Whether a switch is around. */
  readonly cases: boolean
  /** The labels in sight. */
  readonly labels: ReadonlySet<string>
}

const outside: Around = {
  breaks: 'nowhere',
  continues: 'nowhere',
  catches: 'nowhere',
  cases: false,
  labels: new Set(),
}

/**
 * `break`, `continue`, `throw;` and `return;` where they cannot stand, and switch labels that are there twice (C# specification, 8.7 and
 * 8.9), on the tree alone. Bodies of lambdas and local functions are not looked into.
 * @param block of an expression in the `@{…}` form
 */
export function jumpFaults(block: BlockStmt): readonly JumpFault[] {
  const faults: JumpFault[] = []
  const fault = (code: JumpFault['code'], message: string, { start, end }: { start: number; end: number }): void => {
    faults.push({ code, message, start, end })
  }
  const visitAll = (statements: readonly Stmt[], around: Around): void => {
    const labels = new Set(around.labels)
    for (let statement of statements) {
      for (; statement.kind === 'labeled'; statement = statement.body) {
        const { label } = statement
        if (labels.has(label.name)) fault('CS0140', `The label '${label.name}' is a duplicate`, label)
        labels.add(label.name)
      }
    }
    for (const one of statements) visit(one, labels.size === around.labels.size ? around : { ...around, labels })
  }
  const visit = (statement: Stmt, around: Around): void => {
    switch (statement.kind) {
      case 'goto': {
        const { label } = statement
        if (label ? !around.labels.has(label.name) : !around.cases)
          fault(
            label ? 'CS0159' : 'CS0153',
            label
              ? `The label '${label.name}' could not be found within the scope of the goto statement`
              : 'A goto case is only valid inside a switch statement',
            statement,
          )
        return
      }
      case 'break':
        if (around.breaks === 'nowhere')
          fault('CS0139', 'No enclosing loop out of which to break or continue', statement)
        return
      case 'continue':
        if (around.continues === 'nowhere')
          fault('CS0139', 'No enclosing loop out of which to break or continue', statement)
        return
      case 'return':
        if (!statement.value) fault('CS0126', 'An object of a type convertible to the result is required', statement)
        return
      case 'throw-statement':
        if (!statement.value && around.catches === 'nowhere')
          fault('CS0156', 'A throw statement with no arguments is not allowed outside of a catch clause', statement)
        return
      case 'switch': {
        const seen = new Set<string>()
        for (const { labels, statements } of statement.sections) {
          for (const label of labels) {
            const name = labelName(label)
            if (name === undefined) continue
            if (seen.has(name)) fault('CS0152', `The switch statement contains multiple cases with the ${name}`, label)
            seen.add(name)
          }
          visitAll(statements, { ...around, breaks: 'somewhere', cases: true })
        }
        return
      }
      case 'while':
      case 'do':
      case 'for':
      case 'foreach':
        visit(statement.body, { ...around, breaks: 'somewhere', continues: 'somewhere' })
        return
      case 'try':
        visit(statement.body, around)
        for (const { body } of statement.catches) visit(body, { ...around, catches: 'somewhere' })
        // Nothing leaves a finally block by a jump.
        if (statement.finally) visit(statement.finally, outside)
        return
      case 'block':
        visitAll(statement.statements, around)
        return
      case 'if':
        visit(statement.then, around)
        if (statement.otherwise) visit(statement.otherwise, around)
        return
      case 'using':
      case 'lock':
      case 'checked-block':
      case 'labeled':
        visit(statement.body, around)
        return
      default:
    }
  }
  visit(block, outside)
  return faults
}

/** What tells a label from the others: constants that are written out, and the default. */
function labelName({
  pattern,
  guard,
}: Extract<Stmt, { kind: 'switch' }>['sections'][number]['labels'][number]): string | undefined {
  if (!pattern) return 'default label'
  if (guard || pattern.kind !== 'constant-pattern' || pattern.value.kind !== 'literal') return undefined
  const { literal } = pattern.value
  switch (literal.kind) {
    case 'string':
      return `label ${JSON.stringify(literal.value)}`
    case 'number':
      return `label ${literal.digits}`
    default:
      return undefined
  }
}
