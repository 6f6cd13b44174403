import { badFormat } from './clr-exception.ts'
import { ClrTimeSpan } from './date-time.ts'

/** An ISO 8601 duration such as `P1DT2H`; a year has 365 days and a month 30, as in XmlConvert. @throws ClrException for another text */
export function parseXmlDuration(text: string): ClrTimeSpan {
  const match =
    /^(-)?P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,7})\d*)?S)?)?$/.exec(
      text,
    )
  if (!match) throw badFormat(`The string '${text}' is not a valid TimeSpan value.`)
  const [, sign, years, months, days, hours, minutes, seconds, fraction] = match
  const whole = (digits: string | undefined): bigint => BigInt(digits ?? 0)
  const total =
    (((whole(years) * 365n + whole(months) * 30n + whole(days)) * 24n + whole(hours)) * 60n + whole(minutes)) * 60n +
    whole(seconds)
  const ticks = total * 10_000_000n + BigInt((fraction ?? '').padEnd(7, '0') || '0')
  return new ClrTimeSpan(sign ? -ticks : ticks)
}
