import { enumeration } from '../definition.ts'

/** https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables */
export default enumeration('BackendType', 'Whether a back end is one of its own or a pool.', { Single: 0, Pool: 1 })
