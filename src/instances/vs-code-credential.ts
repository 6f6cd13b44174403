import * as vscode from 'vscode'
import type { AccessToken, GetTokenOptions, TokenCredential } from '../../azure/access-token.ts'
import type { Cloud } from '../../azure/clouds.ts'
import { expiryOf } from '../../azure/tokens.ts'

export interface VsCodeCredentialOptions {
  readonly cloud: Cloud
  readonly tenantId?: string | undefined
  /** True inside a command that the user started: only then may a sign-in dialog open. */
  readonly interactive: () => boolean
  /** Called when the user cancels the sign-in dialog. */
  readonly declined: () => void
}

/** What VS Code says of a sign-in that the user gave up: it has no class of its own for it. */
const GIVEN_UP = /did not consent|cancel/i

/**
 * The Microsoft account of VS Code as an Azure credential. It asks VS Code each time, since VS Code keeps and refreshes the
 * sessions; a session that was kept here would go stale. Any scope works, custom APIs too, when the API allows VS Code's client.
 *
 * `VSCODE_TENANT:` and the challenge form of `getSession` are VS Code's own:
 * https://github.com/microsoft/vscode/blob/main/extensions/microsoft-authentication/src/common/scopeData.ts
 */
export class VsCodeCredential implements TokenCredential {
  readonly #options: VsCodeCredentialOptions

  constructor(options: VsCodeCredentialOptions) {
    this.#options = options
  }

  async getToken(scopes: string | string[], options?: GetTokenOptions): Promise<AccessToken> {
    const { cloud, interactive } = this.#options
    const tenant = options?.tenantId ?? this.#options.tenantId
    const wanted = [...(Array.isArray(scopes) ? scopes : [scopes]), ...(tenant ? [`VSCODE_TENANT:${tenant}`] : [])]
    const provider = cloud.authenticationProvider
    const session = options?.claims
      ? await vscode.authentication.getSession(provider, challenge(options.claims, wanted), { createIfNone: true })
      : await this.#session(provider, wanted, interactive())
    if (!session) throw new Error('you are not signed in to a Microsoft account in VS Code.')
    return {
      token: session.accessToken,
      // A token that is not a JWT is asked for again after five minutes.
      expiresOnTimestamp: expiryOf(session.accessToken) ?? Date.now() + 5 * 60_000,
    }
  }

  async #session(
    provider: string,
    scopes: string[],
    mayAsk: boolean,
  ): Promise<vscode.AuthenticationSession | undefined> {
    const silent = await vscode.authentication.getSession(provider, scopes, { silent: true })
    if (silent !== undefined || !mayAsk) return silent
    try {
      return await vscode.authentication.getSession(provider, scopes, { createIfNone: true })
    } catch (error) {
      if (error instanceof Error && GIVEN_UP.test(error.message)) this.#options.declined()
      throw error
    }
  }
}

const challenge = (claims: string, scopes: string[]): vscode.AuthenticationWwwAuthenticateRequest => ({
  wwwAuthenticate: `Bearer error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`,
  fallbackScopes: scopes,
})
