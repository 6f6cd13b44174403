import { resource, servicePattern } from '../resource.ts'

/** Where `Azure-AsyncOperation` points to. */
export default resource({
  pattern: `${servicePattern}/tenant/operationResults/{operationId}`,
  get: ({ cx, parameters }) => cx.operations.status(parameters.operationId ?? ''),
})
