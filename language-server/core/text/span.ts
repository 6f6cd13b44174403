/** A stretch of text: UTF-16 offsets, `start` inclusive, `end` exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

export const span = (start: number, end: number): Span => ({ start, end })

/** True when `offset` is inside the span or at either edge, as a cursor is. */
export const touches = (within: Span, offset: number): boolean => within.start <= offset && offset <= within.end

/** True when every offset of `inner` is also in `outer`. */
export const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end
