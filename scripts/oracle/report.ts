import { type Agreement, compareAnswers } from '../../test/oracle/agreement.ts'
import type { Answer, OracleCase } from '../../test/oracle/oracle-case.ts'

export interface Table {
  readonly area: string
  readonly cases: readonly OracleCase[]
  readonly theirs: readonly Answer[]
}

export interface ReportOptions {
  readonly own: (one: OracleCase) => Answer
  readonly differences: 'all' | 'counts'
}

const share = (part: readonly unknown[], whole: readonly unknown[]): string => `${part.length}/${whole.length}`

const answerText = (answer: Answer): string => {
  const text =
    answer.status === 'ok'
      ? JSON.stringify(answer.value)
      : answer.status === 'throw'
        ? `${answer.exception}: ${answer.message ?? ''}`
        : `${answer.status} ${answer.reason ?? ''}`
  return `${text.slice(0, 160)} [${answer.staticType ?? '?'}] ${answer.codes?.join(',') ?? ''}`.replaceAll('\n', ' ')
}

/** Prints one line of figures per table, and the differences when they are wanted. */
export function printReport(tables: readonly Table[], { own, differences }: ReportOptions): void {
  for (const { area, cases, theirs } of tables) {
    const answers = theirs.filter(({ status }) => status !== 'skipped')
    const ours = new Map(cases.map((one) => [one.id, own(one)]))
    const rows = answers.map((answer): { answer: Answer; mine: Answer; row: Agreement } => {
      const mine = ours.get(answer.id) ?? { id: answer.id, status: 'skipped' }
      return { answer, mine, row: compareAnswers(answer, mine) }
    })
    console.log(
      figures(
        area,
        rows.map(({ row }) => row),
      ),
    )
    if (theirs.length > answers.length) console.log(`  skipped: ${theirs.length - answers.length}`)
    if (differences === 'counts') continue
    const code = new Map(cases.map((one) => [one.id, one.code]))
    for (const { answer, mine, row } of rows) {
      const wrong = row.valid
        ? row.flagged || row.sameOutcome !== true || row.sameType === false
        : !row.flagged || !row.sameCode
      if (!wrong) continue
      console.log(`  ${answer.id} ${code.get(answer.id)?.replaceAll('\n', ' ').slice(0, 200)}`)
      console.log(`    C#   ${answerText(answer)}`)
      console.log(`    ours ${answerText(mine)}`)
    }
  }
}

function figures(area: string, rows: readonly Agreement[]): string {
  const valid = rows.filter((row) => row.valid)
  const wrong = rows.filter((row) => !row.valid)
  const ran = valid.filter((row) => row.sameOutcome !== undefined)
  const typed = valid.filter((row) => row.sameType !== undefined)
  const parts: string[] = []
  if (valid.length > 0)
    parts.push(
      `same value or exception ${share(
        ran.filter((row) => row.sameOutcome),
        ran,
      )}`,
      `same static type ${share(
        typed.filter((row) => row.sameType),
        typed,
      )}`,
      `valid but flagged ${share(
        valid.filter((row) => row.flagged),
        valid,
      )}`,
    )
  if (wrong.length > 0)
    parts.push(
      `wrong and flagged ${share(
        wrong.filter((row) => row.flagged),
        wrong,
      )}`,
      `with the same code ${share(
        wrong.filter((row) => row.sameCode),
        wrong,
      )}`,
    )
  return `${area}: ${parts.join(', ')}`
}
