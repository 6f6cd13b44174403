/** Looks for secrets in whatever a run leaves behind, also where they are encoded. */

export interface Artefact {
  /** A file, or what printed it. */
  readonly name: string
  readonly text: string
}

/** Every spelling of a secret that a search must know: as it is, for URLs and JSON, and in base 64 wherever it begins in a longer text. */
export function spellingsOf(secret: string): readonly string[] {
  const inBase64 = [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)])
    // Characters at both ends depend on the neighbours too.
    const sure = (text: string): string => text.slice(before === 0 ? 0 : 4, Math.floor(bytes.length / 3) * 4)
    const text = bytes.toString('base64')
    return [sure(text), sure(text).replaceAll('+', '-').replaceAll('/', '_')]
  })
  const all = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), ...inBase64]
  return [...new Set(all)].filter((one) => one.length >= 8)
}

/** A token leaks by its signature too: without it the rest is only claims. */
const partsOf = (secret: string): readonly string[] => {
  const [, , signature] = secret.split('.')
  return secret.startsWith('eyJ') && signature !== undefined ? [secret, signature] : [secret]
}

/** @returns `artefact holds secret` for each place; names only, so that a failure does not print what it found. */
export function leaksIn(artefacts: readonly Artefact[], secrets: ReadonlyMap<string, string>): readonly string[] {
  const wanted = [...secrets].flatMap(([secret, name]) =>
    partsOf(secret).flatMap((part) => spellingsOf(part).map((spelling) => ({ name, spelling }))),
  )
  return artefacts.flatMap(({ name: artefact, text }) => {
    const found = new Set(wanted.filter(({ spelling }) => text.includes(spelling)).map(({ name }) => name))
    // A token that nobody knows of is one too.
    if (/eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/.test(text)) found.add('a token')
    return [...found].map((secret) => `${artefact} holds ${secret}`)
  })
}
