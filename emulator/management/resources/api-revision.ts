import { requireParents } from '../entity.ts'
import { page } from '../listing.ts'
import { nameOf, resource, servicePattern } from '../resource.ts'
import { revisionsOf } from '../revisions.ts'

/** https://learn.microsoft.com/rest/api/apimanagement/api-revision/list-by-service */
export default resource({
  pattern: `${servicePattern}/apis/{apiId}/revisions/{revisionId}`,
  list: (call) => {
    requireParents(call)
    const { store } = call.cx
    const revisions = revisionsOf(store, call.id.slice(0, call.id.lastIndexOf('/')))
    return page(
      call,
      revisions.map(({ id, content: { properties } }) => {
        const { apiRevision, apiRevisionDescription, isCurrent, path } = properties
        const suffix = isCurrent === true ? '' : `;rev=${apiRevision}`
        return {
          name: nameOf(id),
          apiId: `/apis/${nameOf(id).replace(/;rev=\d+$/, '')};rev=${apiRevision}`,
          apiRevision,
          ...(apiRevisionDescription === undefined ? {} : { description: apiRevisionDescription }),
          privateUrl: `/${path}${suffix}`,
          isOnline: true,
          isCurrent: isCurrent === true,
        }
      }),
    )
  },
})
