interface Declared {
  readonly prefix: string
  readonly uri: string
}
interface Entry extends Declared {
  /** Which element it belongs to. */
  readonly depth: number
  /** Still to be written at the end of the start tag. */
  pending: boolean
}

const fixed: readonly Declared[] = [
  { prefix: 'xmlns', uri: 'http://www.w3.org/2000/xmlns/' },
  { prefix: 'xml', uri: 'http://www.w3.org/XML/1998/namespace' },
  { prefix: '', uri: '' },
]

/**
 * The namespaces in scope while a tree is written, kept as .NET's XmlWriter keeps them: the prefixes that it makes up are numbered by how
 * many entries there are, one for each open element and one for each declaration.
 */
export class XmlScope {
  private readonly entries: Entry[] = fixed.map((one) => ({ ...one, depth: 0, pending: false }))
  /** What attributes of the tree declare, those of elements around what is written among them. */
  private readonly explicit: Declared[]
  private depth = 0

  constructor(around: readonly Declared[]) {
    this.explicit = [...around]
  }

  /** Opens an element. Returns its prefix and what closes it. */
  open(uri: string, declarations: readonly Declared[]): { readonly prefix: string; readonly close: () => void } {
    const before = { entries: this.entries.length, explicit: this.explicit.length }
    this.depth++
    this.explicit.push(...declarations)
    const prefix = uri === '' ? '' : (this.declared(uri, 'any') ?? this.known(uri, 'any') ?? '')
    this.push(prefix, uri)
    return {
      prefix,
      close: () => {
        this.entries.length = before.entries
        this.explicit.length = before.explicit
        this.depth--
      },
    }
  }

  /** A declaration that the tree itself has. */
  write(prefix: string, uri: string): void {
    const own = this.own(prefix)
    if (own) own.pending = false
    else this.entries.push({ prefix, uri, depth: this.depth, pending: false })
  }

  /** The prefix of an attribute: one is made up where none is known. */
  attribute(uri: string): string {
    if (uri === '') return ''
    const known = this.declared(uri, 'named') ?? this.known(uri, 'named')
    const prefix = known ?? `p${this.entries.length - 3}`
    if (prefix !== 'xml' && prefix !== 'xmlns' && !this.own(prefix)) this.push(prefix, uri)
    return prefix
  }

  /** What is still to be declared for the element that is open, the last first. */
  pending(): Declared[] {
    return this.entries.filter((one) => one.depth === this.depth && one.pending).reverse()
  }

  private push(prefix: string, uri: string): void {
    this.entries.push({ prefix, uri, depth: this.depth, pending: this.uriOf(prefix) !== uri })
  }
  private own(prefix: string): Entry | undefined {
    return this.entries.findLast((one) => one.depth === this.depth && one.prefix === prefix)
  }
  private uriOf(prefix: string): string | undefined {
    return this.entries.findLast((one) => one.prefix === prefix)?.uri
  }
  private declared(uri: string, which: 'any' | 'named'): string | undefined {
    const hit = this.explicit.findLast(
      (one, at) =>
        one.uri === uri &&
        (which === 'any' || one.prefix !== '') &&
        !this.explicit.some((other, later) => later > at && other.prefix === one.prefix),
    )
    return hit?.prefix ?? fixed.find((one) => one.uri === uri && one.prefix !== '')?.prefix
  }
  private known(uri: string, which: 'any' | 'named'): string | undefined {
    return this.entries.findLast(
      (one) => one.uri === uri && (which === 'any' || one.prefix !== '') && this.uriOf(one.prefix) === uri,
    )?.prefix
  }
}
