const sameName = (a: string, b: string): boolean =>
  a === b || (a.length === b.length && a.toLowerCase() === b.toLowerCase())

/**
 * The headers of one message as they came: name, value, name, value. A request has about ten of them, so looking one up by
 * walking is cheaper than building a map for each message. It is also the view that expressions read: one entry per name.
 */
export class HeaderList implements ReadonlyMap<string, readonly string[]> {
  raw: string[]

  constructor(raw: string[] = []) {
    this.raw = raw
  }

  first(name: string): string | undefined {
    const { raw } = this
    for (let at = 0; at < raw.length; at += 2) if (sameName(raw[at] ?? '', name)) return raw[at + 1]
    return undefined
  }

  get(name: string): readonly string[] | undefined {
    const { raw } = this
    let values: string[] | undefined
    for (let at = 0; at < raw.length; at += 2) {
      if (!sameName(raw[at] ?? '', name)) continue
      if (values) values.push(raw[at + 1] ?? '')
      else values = [raw[at + 1] ?? '']
    }
    return values
  }

  /** All values of a header as one line, as a person or a comparison sees it. */
  line(name: string): string | undefined {
    return this.get(name)?.join(',')
  }

  has(name: string): boolean {
    return this.first(name) !== undefined
  }

  set(name: string, values: readonly string[]): void {
    this.delete(name)
    this.append(name, values)
  }

  append(name: string, values: readonly string[]): void {
    for (const value of values) this.raw.push(name, value)
  }

  delete(name: string): void {
    if (!this.has(name)) return
    const kept: string[] = []
    for (let at = 0; at < this.raw.length; at += 2) {
      const own = this.raw[at] ?? ''
      if (!sameName(own, name)) kept.push(own, this.raw[at + 1] ?? '')
    }
    this.raw = kept
  }

  copy(): HeaderList {
    return new HeaderList(this.raw.slice())
  }

  get size(): number {
    return this.toMap().size
  }

  keys(): MapIterator<string> {
    return this.toMap().keys()
  }

  values(): MapIterator<readonly string[]> {
    return this.toMap().values()
  }

  entries(): MapIterator<[string, readonly string[]]> {
    return this.toMap().entries()
  }

  [Symbol.iterator](): MapIterator<[string, readonly string[]]> {
    return this.entries()
  }

  forEach(visit: (values: readonly string[], name: string, map: ReadonlyMap<string, readonly string[]>) => void): void {
    for (const [name, values] of this.toMap()) visit(values, name, this)
  }

  private toMap(): Map<string, readonly string[]> {
    const map = new Map<string, readonly string[]>()
    const seen = new Set<string>()
    for (let at = 0; at < this.raw.length; at += 2) {
      const name = this.raw[at] ?? ''
      const key = name.toLowerCase()
      if (seen.has(key)) continue
      seen.add(key)
      map.set(name, this.get(name) ?? [])
    }
    return map
  }
}
