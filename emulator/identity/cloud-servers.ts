import {
  type LoopbackHandler,
  type LoopbackOptions,
  type LoopbackServer,
  listenOnLoopback,
} from '../loopback/server.ts'
import { type Cloud, type CloudName, cloudNames, clouds } from './clouds.ts'

/** One loopback server per cloud, so that a rewritten URL still tells which cloud was meant. */
export interface CloudServers {
  readonly origins: Readonly<Record<CloudName, string>>
  close(): Promise<void>
}

/**
 * Starts them all, or none.
 * @param options its port is the public cloud's; the others take free ones.
 */
export async function listenForClouds(
  handlerOf: (cloud: Cloud) => LoopbackHandler,
  { port = 0, ...options }: LoopbackOptions,
): Promise<CloudServers> {
  const servers: LoopbackServer[] = []
  const origins = { public: '', 'us-government': '', china: '' }
  const close = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.close()))
  }
  try {
    for (const name of cloudNames) {
      const server = await listenOnLoopback(handlerOf(clouds[name]), { ...options, port: name === 'public' ? port : 0 })
      servers.push(server)
      origins[name] = server.url
    }
  } catch (error) {
    await close()
    throw error
  }
  return { origins, close }
}
