import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/core-auth'
import type { Cloud } from './clouds.ts'
import { loadSdk } from './load-sdk.ts'
import { redact } from './redact.ts'
import type { Routes } from './routes.ts'
import { explainSignIn } from './service-error.ts'

/** One way to get a token, made only when the ways before it have failed. */
export interface CredentialMember {
  /** Shown to the user: `VS Code account`, `Azure CLI`. */
  readonly name: string
  /** What to do when this way fails, as a full sentence. */
  readonly remedy: string
  create(): Promise<TokenCredential> | TokenCredential
}

export interface FailedMember {
  readonly name: string
  readonly message: string
  readonly remedy: string
}

/** No member of the chain gave a token: the message lists what each one said and what to do about it. */
export class SignInError extends Error {
  override readonly name = 'SignInError'
  readonly members: readonly FailedMember[]
  constructor(members: readonly FailedMember[], cause: unknown) {
    super(
      `No credential gave a token. ${members.map(({ name, message, remedy }) => `${name}: ${message} ${remedy}`).join(' · ')}`,
      { cause },
    )
    this.members = members
  }
}

const firstSentence = (error: unknown): string => {
  const text = redact(error instanceof Error ? error.message : String(error))
  const signIn = explainSignIn(text)
  const line = signIn ? `${signIn.message} (${signIn.code})` : (text.split(/\r?\n/)[0] ?? '').slice(0, 300)
  return /[.!?)]$/.test(line) ? line : `${line}.`
}

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError'

/**
 * Asks its members in order and stays with the first that answered, so that one command does not mix accounts.
 * Scopes, tenant and claims challenges are passed on as they are; members cache and refresh for themselves.
 */
export class FallbackCredential implements TokenCredential {
  readonly #members: readonly CredentialMember[]
  readonly #made = new Map<CredentialMember, TokenCredential>()
  #chosen: CredentialMember | undefined

  constructor(members: readonly CredentialMember[]) {
    this.#members = members
  }

  /** Name of the member whose tokens are used, once one has answered. */
  get source(): string | undefined {
    return this.#chosen?.name
  }

  async getToken(scopes: string | string[], options?: GetTokenOptions): Promise<AccessToken> {
    const failed: FailedMember[] = []
    let cause: unknown
    for (const member of this.#chosen === undefined ? this.#members : [this.#chosen]) {
      try {
        const token = await (await this.#credential(member)).getToken(scopes, options)
        if (token === null) throw new Error('gave no token')
        this.#chosen = member
        return token
      } catch (error) {
        if (isAbort(error)) throw error
        cause = error
        failed.push({ name: member.name, message: firstSentence(error), remedy: member.remedy })
      }
    }
    throw new SignInError(failed, cause)
  }

  async #credential(member: CredentialMember): Promise<TokenCredential> {
    const made = this.#made.get(member) ?? (await member.create())
    this.#made.set(member, made)
    return made
  }
}

export interface AzureCredentialOptions {
  readonly cloud: Cloud
  readonly tenantId?: string | undefined
  /** Asked before all others: the extension passes VS Code's Microsoft account. */
  readonly first?: CredentialMember | undefined
  /** `process.env` of a command line; its `AZURE_*` credentials are asked first when they are complete. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined
}

const hasEnvironmentCredential = (environment: Readonly<Record<string, string | undefined>>): boolean =>
  [environment.AZURE_TENANT_ID, environment.AZURE_CLIENT_ID].every((value) => value !== undefined && value !== '') &&
  [environment.AZURE_CLIENT_SECRET, environment.AZURE_CLIENT_CERTIFICATE_PATH].some(
    (value) => value !== undefined && value !== '',
  )

/** VS Code's account (when there is one), `AZURE_*` variables, the Azure CLI, then the default chain of the Azure SDK. */
export function azureCredential({
  cloud,
  tenantId,
  first,
  environment = {},
}: AzureCredentialOptions): FallbackCredential {
  const tenant = tenantId === undefined ? {} : { tenantId }
  const authorityHost = cloud.authority
  const members: CredentialMember[] = first ? [first] : []
  if (hasEnvironmentCredential(environment))
    members.push({
      name: 'Environment',
      remedy: 'Check AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET.',
      create: async () => new (await loadSdk()).EnvironmentCredential({ authorityHost }),
    })
  members.push(
    {
      name: 'Azure CLI',
      remedy: `Install it and run "az login${tenantId === undefined ? '' : ` --tenant ${tenantId}`}".`,
      create: async () => new (await loadSdk()).AzureCliCredential(tenant),
    },
    {
      name: 'Default Azure credential',
      remedy: 'Set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or run where a managed identity exists.',
      create: async () => new (await loadSdk()).DefaultAzureCredential({ ...tenant, authorityHost }),
    },
  )
  return new FallbackCredential(members)
}

export interface LocalCredentialOptions {
  readonly cloud: Cloud
  readonly tenantId: string
  readonly routes: Routes
  readonly clientId: string
  readonly clientSecret: string
}

/** A client credential at the local instance's issuer: the real SDK, real token requests, on the loopback only. */
export function localCredential({
  cloud,
  tenantId,
  routes,
  clientId,
  clientSecret,
}: LocalCredentialOptions): FallbackCredential {
  return new FallbackCredential([
    {
      name: 'Local instance',
      remedy: 'Check that the local instance is running, and the client id and secret.',
      create: async () => {
        const { ClientSecretCredential, loopbackHttpClient } = await loadSdk()
        return new ClientSecretCredential(tenantId, clientId, clientSecret, {
          authorityHost: cloud.authority,
          httpClient: loopbackHttpClient(routes),
          retryOptions: { maxRetries: 1, retryDelayInMs: 50 },
        })
      },
    },
  ])
}
