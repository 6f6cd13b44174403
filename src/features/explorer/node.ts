import type { PolicyRef } from '../../../azure/apim-port.ts'
import type { KnownInstance } from '../../instances/known-instance.ts'

/** One row of the explorer. All rows have this one shape: what differs is data. */
export interface Node {
  /** Unique in the tree, so that VS Code keeps rows expanded over a refresh. */
  readonly id: string
  readonly label: string
  readonly description?: string
  readonly tooltip?: string
  /** Name of a product icon. */
  readonly icon: string
  /** Words for the `when` clauses of menus: `instance`, `api`, `operation`, `policy`. */
  readonly context: string
  /** Absent for leaves. */
  readonly children?: (signal: AbortSignal) => Promise<readonly Node[]>
  readonly expanded?: boolean
  /** Command to run when the row is clicked; it receives the node. */
  readonly command?: { readonly id: string; readonly title: string }
  readonly instance?: KnownInstance
  /** The policy document of this row. */
  readonly policy?: PolicyRef
}
