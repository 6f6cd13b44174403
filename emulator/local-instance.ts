/** The local API Management instance as its users see it: started here, spoken to over HTTP on 127.0.0.1 only. */

export interface LocalInstanceOptions {
  /** Folder in the APIOps layout to publish at start (`samples/orders`). */
  readonly sample?: string
  /** Keeps the state on disk; in memory when absent. */
  readonly dataDir?: string
  /** 0 or absent: any free port. */
  readonly ports?: { readonly management?: number; readonly identity?: number; readonly gateway?: number; readonly backEnd?: number }
  readonly log?: (line: string) => void
}

/** Plain JSON: `policywright local` prints it, and other processes find the instance by it. No secret is in it. */
export interface LocalEndpoints {
  readonly pid: number
  readonly managementUrl: string
  readonly identityUrl: string
  readonly gatewayUrl: string
  readonly backEndUrl: string
  readonly tenantId: string
  readonly subscriptionId: string
  readonly resourceGroup: string
  readonly serviceName: string
  /**
   * Real host name -> loopback origin, for the HTTP client of the Azure SDKs: URLs, scopes and issuers stay the real ones,
   * and every host that is not here is refused.
   */
  readonly routes: Readonly<Record<string, string>>
}

export interface LocalInstance {
  readonly endpoints: LocalEndpoints
  stop(): Promise<void>
}
