import { argument, argumentNull, ClrException } from './clr-exception.ts'
import { type ClrType, clrType } from './clr-type.ts'
import { ClrDateTime, epoch, ticksPerMillisecond } from './date-time.ts'
import type { ClrObject } from './values.ts'
import { windowsZone } from './windows-zones.ts'

const zoneType = clrType('System.TimeZoneInfo')

/** A zone, by the rules that JavaScript's own clock knows. Local time is UTC, as it is at the gateway. */
export class ClrTimeZone implements ClrObject {
  readonly clrType: ClrType = zoneType
  readonly id: string
  private readonly clock: Intl.DateTimeFormat
  constructor(id: string, place: string) {
    this.id = id
    this.clock = new Intl.DateTimeFormat('en-US', {
      timeZone: place,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  }
  clrText(): string {
    return this.displayName
  }
  clrEquals(other: unknown): boolean {
    return other instanceof ClrTimeZone && other.id === this.id
  }

  /** Milliseconds ahead of UTC at a moment. */
  offsetAt(milliseconds: number): number {
    const parts = Object.fromEntries(
      this.clock.formatToParts(milliseconds).map(({ type, value }) => [type, Number(value)]),
    )
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(milliseconds / 1000) * 1000
  }
  /** Milliseconds ahead of UTC when clocks there show a time; the offset of winter where they show it twice. */
  offsetOf(wall: number): number {
    const [early, late] = [this.offsetAt(wall - 86_400_000), this.offsetAt(wall + 86_400_000)]
    if (early === late) return early
    const fitting = [early, late].filter((offset) => this.offsetAt(wall - offset) === offset)
    return fitting.length > 0 ? Math.min(...fitting) : Math.min(early, late)
  }
  /** The usual offset: the lesser of the two of a year. */
  get baseOffset(): number {
    return Math.min(this.offsetAt(Date.UTC(2024, 0, 1)), this.offsetAt(Date.UTC(2024, 6, 1)))
  }
  get hasDaylight(): boolean {
    return this.offsetAt(Date.UTC(2024, 0, 1)) !== this.offsetAt(Date.UTC(2024, 6, 1))
  }
  get displayName(): string {
    const minutes = Math.abs(this.baseOffset) / 60_000
    const two = (value: number): string => String(Math.trunc(value)).padStart(2, '0')
    if (this.id === 'UTC') return 'UTC'
    return `(UTC${this.baseOffset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}) ${this.id}`
  }
}

const zones = new Map<string, ClrTimeZone>()
export const utc = new ClrTimeZone('UTC', 'Etc/UTC')
/** The zone of the machine. */
export const localZone = new ClrTimeZone('Local', 'Etc/UTC')

/** Takes the names of Windows, and those of the tz database too. @throws ClrException `TimeZoneNotFoundException` */
export function zoneOf(id: string | null): ClrTimeZone {
  if (id === null) throw argumentNull('id')
  if (id.toUpperCase() === 'UTC') return utc
  const known = zones.get(id)
  if (known) return known
  const windows = windowsZone(id)
  try {
    const made = windows ? new ClrTimeZone(windows.id, windows.place) : new ClrTimeZone(id, id.includes('/') ? id : '?')
    zones.set(id, made)
    return made
  } catch {
    throw new ClrException(
      'System.TimeZoneNotFoundException',
      `The time zone ID '${id}' was not found on the local computer.`,
    )
  }
}

const milliseconds = (ticks: bigint): number => Number((ticks - epoch) / ticksPerMillisecond)
const ticks = (offset: number): bigint => BigInt(offset) * ticksPerMillisecond

/** The ticks of the moment in UTC. @throws ClrException when the kind of the time is not that of the zone */
export function toUtc(time: ClrDateTime, zone: ClrTimeZone): bigint {
  if (time.kind === 'Utc' && zone !== utc) throw wrongKind()
  if (time.kind === 'Local' && zone !== localZone) throw wrongKind()
  return time.ticks - ticks(zone.offsetOf(milliseconds(time.ticks)))
}
const wrongKind = (): ClrException =>
  argument(
    'The conversion could not be completed because the supplied DateTime did not have the Kind property set correctly.  For example, when the Kind property is DateTimeKind.Local, the source time zone must be TimeZoneInfo.Local.\nParameter name: sourceTimeZone',
  )

/** The time that clocks of a zone show. */
export function fromUtc(at: bigint, zone: ClrTimeZone): ClrDateTime {
  const kind = zone === utc ? 'Utc' : zone === localZone ? 'Local' : 'Unspecified'
  return new ClrDateTime(at + ticks(zone.offsetAt(milliseconds(at))), kind)
}

export const offsetTicks = (zone: ClrTimeZone, time: ClrDateTime): bigint =>
  time.kind === 'Unspecified'
    ? ticks(zone.offsetOf(milliseconds(time.ticks)))
    : ticks(zone.offsetAt(milliseconds(time.ticks)))

/** The zone that a time without one is in. */
export const zoneOfKind = (time: ClrDateTime): ClrTimeZone => (time.kind === 'Utc' ? utc : localZone)
