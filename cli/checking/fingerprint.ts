import { createHash } from 'node:crypto'
import type { Finding } from '../../language-server/core/lint/finding.ts'
import { toldBy } from '../../language-server/core/lint/known-findings.ts'
import type { Analysis } from '../../language-server/core/model/analysis.ts'

/** Tells a finding from others in the same file, whatever is inserted above it; the language server hashes in the same way. */
export const fingerprintOf = (finding: Finding, analysis: Analysis): string =>
  createHash('sha256').update(toldBy(finding, analysis)).digest('hex').slice(0, 20)
