import path from 'node:path'
import type { PolicyRef } from '../../../azure/apim-port.ts'
import { policyRefOf } from '../../../workflows/apiops-layout.ts'
import { activePolicyDocument, artifactsFolder } from '../../platform/workspace.ts'

/** The policy in the active editor, when its path tells which one it is. */
export function activePolicyRef(): PolicyRef | undefined {
  const document = activePolicyDocument()
  if (document?.uri.scheme !== 'file') return undefined
  return policyRefOf(path.relative(artifactsFolder(document.uri), document.uri.fsPath))
}
