import type { TokenCredential } from '../azure/access-token.ts'
import type { ApimPort, InstancePort, PolicyRef } from '../azure/apim-port.ts'
import type { Cloud } from '../azure/clouds.ts'
import type { OwnCheck } from '../language-server/core/recipes/own-check.ts'
import type { TokenCheck } from '../language-server/core/recipes/token-check.ts'
import type { FoundCaller } from './choose-callers.ts'
import type { TargetDraft } from './choose-target.ts'
import type { Ports } from './ports.ts'
import type { Step } from './steps.ts'

/** What the user has decided already, on a command line or in an earlier run. */
export interface SecureAnswers {
  readonly target?: PolicyRef | undefined
  readonly policy?: TokenCheck['policy'] | undefined
  readonly audiences?: readonly string[] | undefined
  readonly tenantId?: string | undefined
  /** Whether the tenant is written as `{{tenantId}}` or as its id. */
  readonly tenant?: 'named-value' | 'literal' | undefined
  /** An empty list lets in whoever gets a token for the audience. */
  readonly callers?: readonly FoundCaller[] | undefined
  readonly roles?: readonly string[] | undefined
  readonly authorizationHeader?: 'remove' | 'pass-on' | undefined
  readonly refusal?: TokenCheck['refusal'] | undefined
  readonly status?: TokenCheck['status']
  readonly scheme?: TokenCheck['scheme']
  readonly tokenVersions?: TokenCheck['tokenVersions'] | undefined
  /** What becomes of the rest: it is asked, or stays as the policy says it, and otherwise is the default. */
  readonly unsaid?: 'ask' | 'keep' | undefined
}

export interface SecureDecision {
  /** Undefined for a file whose path does not tell which policy it is. */
  readonly target: PolicyRef | undefined
  readonly policy: TokenCheck['policy']
  readonly audiences: readonly string[]
  /** Undefined where only a file is changed, and the named value stands for it. */
  readonly tenantId: string | undefined
  readonly tenant: 'named-value' | 'literal'
  readonly callers: readonly FoundCaller[]
  readonly roles: readonly string[]
  readonly authorizationHeader: 'remove' | 'pass-on'
  readonly refusal: TokenCheck['refusal']
  readonly status: TokenCheck['status']
  readonly scheme: TokenCheck['scheme']
  readonly tokenVersions: 'both' | 'v1' | 'v2'
}

export interface SecureContext {
  readonly ports: Ports
  /** Absent: a file alone is changed. */
  readonly instance: InstancePort | undefined
  /** Finds those who may call; absent: they are typed. */
  readonly azure?: ApimPort | undefined
  readonly cloud: Cloud
  /** Of the developer, who is offered as a caller. */
  readonly credential?: TokenCredential | undefined
  /** Of the signed-in account; the instance's own identity tells it too. */
  readonly tenantId?: string | undefined
  /** Folder of the policies in the APIOps layout. */
  readonly root: string
  /** `file`: the policy may be published later. */
  readonly write?: 'file-and-instance' | 'file' | undefined
  /** The check that an earlier run wrote for the target. */
  readonly readOwn: (target: PolicyRef | undefined) => Promise<OwnCheck | undefined>
}

/** The answers on their way, with those that only lead to others. */
export interface Draft extends SecureAnswers, TargetDraft {
  readonly target?: PolicyRef | undefined
  readonly own?: OwnCheck | undefined
  readonly details?: 'ask'
  readonly audienceKind?: 'own' | 'management'
  readonly message?: 'own'
}

export type Ask = (context: SecureContext) => Step<Draft>

/** Answers are remembered per instance: what is right for one may be another tenant's for the next. */
export const keyOf = ({ instance }: SecureContext, question: string): string =>
  `secure/${instance?.address.serviceName ?? 'file'}/${question}`
