import path from 'node:path'
import * as vscode from 'vscode'
import type { PolicyRef } from '../../azure/apim-port.ts'
import { policyRefOf } from '../../workflows/apiops-layout.ts'
import { activePolicyDocument, artifactsFolder } from '../platform/workspace.ts'
import type { Instances } from './instances.ts'
import type { Connection, KnownInstance } from './known-instance.ts'

/** A row of the explorer, as far as commands care. */
export interface PolicyTarget {
  readonly instance?: KnownInstance
  readonly policy?: PolicyRef
}

export const isPolicyTarget = (value: unknown): value is PolicyTarget =>
  typeof value === 'object' && value !== null && ('policy' in value || 'instance' in value)

/** The instance of the row that the command was started from, or the one the user picks. */
export const connectionOf = (instances: Instances, target: unknown): Promise<Connection> =>
  isPolicyTarget(target) && target.instance ? instances.connect(target.instance) : instances.pick()

export interface PolicyFile {
  readonly root: string
  /** Relative to the root. */
  readonly file: string
  readonly ref: PolicyRef
  readonly document: vscode.TextDocument
}

/**
 * The active policy document as a file of the APIOps layout, saved first, so that what is pushed is what is seen.
 * @throws Error that says what to do when there is none, or when its path does not tell which policy it is.
 */
export async function activePolicyFile(): Promise<PolicyFile> {
  const document = activePolicyDocument()
  if (!document) throw new Error('No policy document is active: open the policy, then run the command again.')
  if (document.uri.scheme !== 'file')
    throw new Error('This document is not a file: save it into your policies’ folder first.')
  if (document.isDirty && !(await document.save()))
    throw new Error(`${document.uri.fsPath} could not be saved, so nothing was sent.`)
  const root = artifactsFolder(document.uri)
  const file = path.relative(root, document.uri.fsPath)
  const ref = policyRefOf(file)
  if (!ref)
    throw new Error(
      `${vscode.workspace.asRelativePath(document.uri)} does not say which policy it is: the APIOps layout has policy.xml, apis/<id>/policy.xml, apis/<id>/operations/<id>/policy.xml, products/<id>/policy.xml and "policy fragments/<id>/policy.xml".`,
    )
  return { root, file, ref, document }
}
