import { fieldError } from '../arm-error.ts'
import { entityResource } from '../entity.ts'
import { servicePattern } from '../resource.ts'

export default entityResource({
  pattern: `${servicePattern}/apiVersionSets/{versionSetId}`,
  type: 'Microsoft.ApiManagement/service/apiVersionSets',
  title: 'API version set',
  prepare(_call, incoming) {
    const { displayName, versioningScheme, versionHeaderName, versionQueryName } = incoming.properties
    if (typeof displayName !== 'string' || displayName === '')
      throw fieldError('displayName', 'DisplayName is required.')
    if (!['Segment', 'Query', 'Header'].includes(String(versioningScheme)))
      throw fieldError('versioningScheme', 'VersioningScheme is required: Segment, Query or Header.')
    if (versioningScheme === 'Header' && !versionHeaderName)
      throw fieldError('versionHeaderName', 'VersionHeaderName is required when the scheme is Header.')
    if (versioningScheme === 'Query' && !versionQueryName)
      throw fieldError('versionQueryName', 'VersionQueryName is required when the scheme is Query.')
    return incoming
  },
})
