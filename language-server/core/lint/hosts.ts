/** What the host of a URL tells, without asking anybody. */

export const hostOf = (url: string): string | undefined =>
  /^[a-z][a-z\d+.-]*:\/\/(?:[^/?#@\s]*@)?(\[[^\]]*\]|[^/:?#\s]+)/i.exec(url)?.[1]?.toLowerCase()

/** Addresses of RFC 1918, 4193, 3927, loopback and carrier networks; names without a dot, and names that only private zones have. */
const privateHost =
  /^(?:localhost|host\.docker\.internal|127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|\[(?:::1|f[cd]|fe80))|\.(?:local|internal|intranet|lan|corp|home|private|localhost|test|svc)$|^[^.]+$/

/** Hosts that stand in samples only (RFC 2606). */
const sampleHost = /(?:^|\.)(?:example|invalid)(?:\.\w+)?$/

/** Whether a URL leads to a private network, as far as its host tells; no host is none. */
export function isPrivateHost(url: string): boolean {
  const host = hostOf(url)
  return host !== undefined && (privateHost.test(host) || sampleHost.test(host))
}
