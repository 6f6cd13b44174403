import { describe, expect, test } from 'vitest'
import { clouds } from './clouds.ts'
import { cloudAtEndpoint, endpointOrigin } from './custom-endpoint.ts'

const origin = 'https://management.stack.example'
const metadata = (authentication: unknown) => async (): Promise<unknown> => ({ authentication })

describe('an endpoint', () => {
  test.each([origin, `${origin}/`, 'https://MANAGEMENT.stack.example'])('%s', (text) => {
    expect(endpointOrigin(text)).toBe(origin)
  })

  test.each([
    ['management.stack.example', 'not a URL'],
    ['http://management.stack.example', 'not reached over TLS'],
    ['https://user:word@management.stack.example', 'more than a host'],
    [`${origin}/subscriptions`, 'more than a host'],
    [`${origin}?a=b`, 'more than a host'],
  ])('%s will not do', (text, words) => {
    expect(() => endpointOrigin(text)).toThrow(words)
  })
})

describe('the cloud behind it', () => {
  test('says itself where to sign in, and for what', async () => {
    const asked: string[] = []
    const cloud = await cloudAtEndpoint(origin, clouds.public, async (url) => {
      asked.push(url)
      return {
        authentication: { loginEndpoint: 'https://login.stack.example/', audiences: ['https://arm.stack.example/'] },
      }
    })
    expect(asked).toEqual([`${origin}/metadata/endpoints?api-version=2015-01-01`])
    expect(cloud).toMatchObject({
      label: 'management.stack.example',
      armEndpoint: origin,
      armScope: 'https://arm.stack.example//.default',
      managementAudiences: ['https://arm.stack.example', 'https://arm.stack.example/'],
      authority: 'https://login.stack.example',
    })
  })

  test('is Azure’s own for Azure’s endpoints, which are not asked', async () => {
    const nobody = async (): Promise<never> => expect.fail('asked')
    expect(await cloudAtEndpoint('https://management.usgovcloudapi.net', clouds.public, nobody)).toBe(
      clouds['us-government'],
    )
  })

  test.each([
    [undefined, 'does not say where to sign in'],
    [{ loginEndpoint: 'https://login.stack.example' }, 'does not say where to sign in'],
    [{ loginEndpoint: 'http://login.stack.example', audiences: ['a'] }, 'not reached over TLS'],
  ])('%j is refused', async (authentication, words) => {
    await expect(cloudAtEndpoint(origin, clouds.public, metadata(authentication))).rejects.toThrow(words)
  })
})
