import { fieldError } from '../arm-error.ts'
import { entityResource } from '../entity.ts'
import { servicePattern } from '../resource.ts'

export default entityResource({
  pattern: `${servicePattern}/loggers/{loggerId}`,
  type: 'Microsoft.ApiManagement/service/loggers',
  title: 'Logger',
  prepare(call, incoming) {
    const { credentials, loggerType, ...properties } = incoming.properties
    if (loggerType !== 'azureEventHub' && loggerType !== 'applicationInsights' && loggerType !== 'azureMonitor')
      throw fieldError('loggerType', 'LoggerType is required: azureEventHub, applicationInsights or azureMonitor.')
    // Connection strings are secrets; nothing here needs them.
    const names = Object.keys((credentials as object | undefined) ?? {})
    const hidden = Object.fromEntries(
      names.map((name) => [name, `{{Logger-Credentials--${call.parameters.loggerId}}}`]),
    )
    return { ...incoming, properties: { loggerType, isBuffered: true, ...properties, credentials: hidden } }
  },
})
