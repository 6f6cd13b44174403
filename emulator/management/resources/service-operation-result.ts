import { resource, servicePattern } from '../resource.ts'

/** Where the `Location` of a change of the service itself points to. */
export default resource({
  pattern: `${servicePattern}/operationresults/{operationId}`,
  get: ({ cx, parameters }) => cx.operations.result(parameters.operationId ?? ''),
})
