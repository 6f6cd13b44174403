import { expect, test } from 'vitest'
import { analyse } from '../model/analysis.ts'
import { check } from './check.ts'

test.each([
  [
    'whether it is required',
    '<check-header name="a" failed-check-httpcode="400" failed-check-error-message="b" />',
    'warning missing-attribute',
  ],
  ['its words are not', '<ip-filter action="deny"><address>10.0.0.1</address></ip-filter>', 'error invalid-value'],
  ['its range is a guess', '<set-status code="9999" />', 'warning invalid-value'],
  ['its type is not', '<set-status code="ok" />', 'error invalid-value'],
  ['expressions', '<log-to-eventhub logger-id="@("hub")">x</log-to-eventhub>', 'warning expression-not-allowed'],
])('a dispute makes only findings about itself mild: %s', (_what, policy, finding) => {
  const findings = check(analyse(`<fragment>${policy}</fragment>`))
  expect(findings.map(({ severity, rule }) => `${severity} ${rule}`)).toEqual([finding])
})
