/** JSON of a resource without its id, name and type, which follow from where it is. */
export interface Content {
  readonly properties: Readonly<Record<string, unknown>>
  readonly [field: string]: unknown
}

export interface Entity {
  /** The full ARM id, with the letters as they were when it was created. */
  readonly id: string
  /** With its quotes, as it stands in the header. */
  readonly etag: string
  readonly content: Content
}

/**
 * What the instance is made of. Ids compare without case. Secrets are held apart and are never written anywhere: after a
 * restart they are gone, and subscription keys are made anew.
 */
export interface Store {
  /** Grows with every change. */
  readonly version: number
  get(id: string): Entity | undefined
  /** The direct children in a collection, `…/apis`, in the order they were created. */
  list(collection: string): readonly Entity[]
  /** Every entity, parents before their children. */
  all(): readonly Entity[]
  /** The same content keeps the ETag. */
  put(id: string, content: Content): { readonly entity: Entity; readonly created: boolean }
  /** With everything below it. */
  delete(id: string): void
  secrets(id: string): Readonly<Record<string, string>>
  setSecrets(id: string, secrets: Readonly<Record<string, string>>): void
  /** Resolves when all changes so far are as safe as this store makes them. */
  commit(): Promise<void>
}

export interface StoredState {
  readonly format: 1
  readonly counter: number
  readonly entities: readonly Entity[]
}

const emptyState: StoredState = { format: 1, counter: 0, entities: [] }

/** @param save keeps the state somewhere; called by `commit` when something changed. */
export function createStore(
  state: StoredState = emptyState,
  save: (state: StoredState) => Promise<void> = async () => {},
): Store {
  const entities = new Map(state.entities.map((entity) => [keyOf(entity.id), entity]))
  const secrets = new Map<string, Readonly<Record<string, string>>>()
  let counter = state.counter
  let version = 1
  let saved = version
  let saving: Promise<void> = Promise.resolve()

  const saveIfChanged = async () => {
    if (saved === version) return
    const savedVersion = version
    await save({ format: 1, counter, entities: [...entities.values()] })
    saved = savedVersion
  }

  return {
    get version() {
      return version
    },
    get: (id) => entities.get(keyOf(id)),
    list(collection) {
      const prefix = `${keyOf(collection)}/`
      return [...entities.entries()]
        .filter(([key]) => key.startsWith(prefix) && !key.slice(prefix.length).includes('/'))
        .map(([, entity]) => entity)
    },
    all: () => [...entities.values()],
    put(id, content) {
      const known = entities.get(keyOf(id))
      if (known && JSON.stringify(known.content) === JSON.stringify(content)) return { entity: known, created: false }
      const entity: Entity = { id: known?.id ?? id, etag: etagOf(++counter), content }
      entities.set(keyOf(id), entity)
      version++
      return { entity, created: known === undefined }
    },
    delete(id) {
      const key = keyOf(id)
      for (const other of [...entities.keys()]) {
        if (other !== key && !other.startsWith(`${key}/`)) continue
        entities.delete(other)
        secrets.delete(other)
      }
      version++
    },
    secrets: (id) => secrets.get(keyOf(id)) ?? {},
    setSecrets(id, values) {
      secrets.set(keyOf(id), values)
      version++
    },
    commit() {
      saving = saving.then(saveIfChanged, saveIfChanged)
      return saving
    },
  }
}

const keyOf = (id: string): string => id.toLowerCase()

/** The service's ETags are quoted base64 of eight bytes that count up. */
function etagOf(counter: number): string {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(counter))
  return `"${bytes.toString('base64')}"`
}
