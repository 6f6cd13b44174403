/**
 * Works something out once per entry of the catalogue, which never changes; snippets are asked for with each letter.
 * @param work must depend on the name and the entry alone
 */
export function oncePerSpec<S extends object, T>(work: (name: string, spec: S) => T): (name: string, spec: S) => T {
  const known = new WeakMap<S, { readonly name: string; readonly made: T }>()
  return (name, spec) => {
    const done = known.get(spec)
    // One entry may serve several names.
    if (done?.name === name) return done.made
    const made = work(name, spec)
    known.set(spec, { name, made })
    return made
  }
}
