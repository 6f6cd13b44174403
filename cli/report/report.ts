import type { Checked } from '../checking/checked.ts'
import { githubReport } from './github.ts'
import { jsonReport } from './json.ts'
import { junitReport } from './junit.ts'
import { sarifReport } from './sarif.ts'
import { stylishReport } from './stylish.ts'
import { textReport } from './text.ts'

/** What a report may say beside the findings. */
export interface ReportWorld {
  /** Absolute; relative paths count from it. */
  readonly cwd: string
  readonly version: string
}

type Report = (checked: Checked, world: ReportWorld) => string

/** Every output of `check`, by its name. */
const reports = {
  text: textReport,
  json: jsonReport,
  stylish: stylishReport,
  sarif: sarifReport,
  github: githubReport,
  junit: junitReport,
} as const satisfies Readonly<Record<string, Report>>

export type OutputName = keyof typeof reports

export const OUTPUTS = Object.keys(reports) as readonly OutputName[]

export const reportAs = (output: OutputName, checked: Checked, world: ReportWorld): string =>
  reports[output](checked, world)
