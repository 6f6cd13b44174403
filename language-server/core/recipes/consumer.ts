import type { AmendedFile, CallerFile } from './file-amendment.ts'

/** Who calls: the identity that Azure gives to the caller's resource. */
export type CallerIdentity =
  | { readonly kind: 'system' }
  | {
      readonly kind: 'user'
      readonly clientId?: string | undefined
      /** ARM id. */
      readonly resourceId?: string | undefined
      /** Name of the credential of a Data Factory or Synapse workspace that stands for the identity. */
      readonly credential?: string | undefined
    }

/** What a caller must be told. */
export interface ConsumerOrder {
  /** Of the API, or of one operation. */
  readonly url: string
  /** Exactly as the API lists it: client id, App ID URI, or a management audience. */
  readonly audience: string
  readonly identity: CallerIdentity
  /** Header of the subscription key, where the API asks for one. */
  readonly keyHeader?: string | undefined
}

/** The settings of one caller, ready to be pasted. */
export interface ConsumerSettings {
  /** As VS Code names languages. */
  readonly language: 'json' | 'csharp' | 'javascript' | 'python' | 'shellscript' | 'apim-policy'
  readonly text: string
  /** What the text alone does not do. */
  readonly notes: readonly string[]
}

/** A kind of caller. */
export interface Consumer {
  /** The name of its file. */
  readonly name: string
  readonly label: string
  settings(order: ConsumerOrder): ConsumerSettings
  /** Writes the settings into a file of the workspace; undefined when it is none of this caller's. */
  amend(file: CallerFile, order: ConsumerOrder): AmendedFile | undefined
}

/** Declares one consumer; the identity function, so that a consumer's file is type-checked and nothing else. */
export const consumer = (entry: Consumer): Consumer => entry

export const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`

/** What SDKs ask a credential for. They cut `/.default` off again, so that an audience keeps a slash at its end. */
export const scopeOf = ({ audience }: ConsumerOrder): string => `${audience}/.default`

/** Name of the credential in a Data Factory or Synapse workspace. */
export const credentialOf = (identity: CallerIdentity): string | undefined =>
  identity.kind === 'user' ? (identity.credential ?? 'user-assigned-identity') : undefined

export const credentialReference = (identity: CallerIdentity): object => {
  const referenceName = credentialOf(identity)
  return referenceName === undefined ? {} : { credential: { referenceName, type: 'CredentialReference' } }
}

export const credentialNotes = (identity: CallerIdentity): readonly string[] =>
  identity.kind === 'user'
    ? [
        `The credential ${credentialOf(identity)} must exist in the workspace (Manage > Credentials) and stand for the user-assigned identity${identity.resourceId === undefined ? '' : ` ${identity.resourceId}`}.`,
      ]
    : []

/** Where code reads the subscription key from; it belongs into no file. */
export const KEY_VARIABLE = 'APIM_SUBSCRIPTION_KEY'

export const keyNotes = ({ keyHeader }: ConsumerOrder): readonly string[] =>
  keyHeader === undefined
    ? []
    : [`The API asks for a subscription key too: put it into ${KEY_VARIABLE}, as a reference to a Key Vault.`]

/** For callers that are written as JSON and take the key from a parameter. */
export const keyParameterNotes = ({ keyHeader }: ConsumerOrder): readonly string[] =>
  keyHeader === undefined
    ? []
    : [`The API asks for a subscription key too: send it as the header ${keyHeader}, from a secure parameter.`]

export const clientIdNotes = (identity: CallerIdentity): readonly string[] =>
  identity.kind === 'user' && identity.clientId === undefined
    ? ['Put the client id of the user-assigned identity where CLIENT-ID stands.']
    : []

export const clientIdOf = (identity: CallerIdentity): string | undefined =>
  identity.kind === 'user' ? (identity.clientId ?? 'CLIENT-ID') : undefined

/** By the end of its name. */
export const isNamed = ({ name }: CallerFile, ...extensions: readonly string[]): boolean =>
  extensions.some((extension) => name.toLowerCase().endsWith(extension))
