import type { Consumer } from './consumer.ts'
import apiManagement from './consumers/api-management.ts'
import appServiceEndpoint from './consumers/app-service-endpoint.ts'
import dataFactoryFunction from './consumers/data-factory-function.ts'
import dataFactoryRest from './consumers/data-factory-rest.ts'
import dataFactoryWebActivity from './consumers/data-factory-web-activity.ts'
import functionsCsharp from './consumers/functions-csharp.ts'
import functionsJavascript from './consumers/functions-javascript.ts'
import functionsPython from './consumers/functions-python.ts'
import logicApps from './consumers/logic-apps.ts'
import virtualMachine from './consumers/virtual-machine.ts'

/** Every kind of caller, in the order of the list that is offered. */
export const consumers: readonly Consumer[] = [
  dataFactoryRest,
  dataFactoryWebActivity,
  dataFactoryFunction,
  logicApps,
  functionsCsharp,
  functionsJavascript,
  functionsPython,
  appServiceEndpoint,
  virtualMachine,
  apiManagement,
]
