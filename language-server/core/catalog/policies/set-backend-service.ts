import { policy } from '../policy.ts'

export default policy({
  name: 'set-backend-service',
  title: 'Set backend service',
  category: 'Routing',
  status: 'ga',
  summary:
    'Chooses the back end of the request: another base URL, or a back-end entity of the instance. Use it to route by version, tenant or health; its Dapr form calls a service through the Dapr sidecar of a self-hosted gateway.',
  docs: 'https://learn.microsoft.com/azure/api-management/set-backend-service-policy',
  sections: ['inbound', 'backend'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    'base-url': {
      type: 'uri',
      summary: 'The new base URL of the back end.',
      expression: true,
      returns: 'string',
      sample: 'https://backend.example.com',
    },
    'backend-id': {
      type: 'string',
      summary: 'The id of a back-end entity of the instance, a pool too; `dapr` for a service reached through Dapr.',
      format: 'backend-id',
      expression: true,
      returns: 'string',
    },
    'sf-resolve-condition': {
      type: 'boolean',
      summary: 'For Service Fabric: whether the service location is resolved again before a retry.',
      expression: true,
      returns: 'bool',
    },
    'sf-service-instance-name': {
      type: 'string',
      summary: 'For Service Fabric: the name of the service instance.',
      expression: true,
      returns: 'string',
    },
    'sf-partition-key': {
      type: 'string',
      summary: 'For Service Fabric: the partition key.',
      expression: true,
      returns: 'string',
    },
    'sf-replica-type': {
      type: 'enum',
      summary: 'For Service Fabric: the type of the replica.',
      values: ['primary', 'secondary'],
      expression: true,
      returns: 'string',
    },
    'sf-listener-name': {
      type: 'string',
      summary: 'For Service Fabric: the name of the listener, together with `backend-id`.',
      expression: true,
      returns: 'string',
    },
    'dapr-app-id': {
      type: 'string',
      summary: 'For Dapr: the name of the application to call. It needs `backend-id="dapr"`.',
      expression: true,
      returns: 'string',
    },
    'dapr-method': {
      type: 'string',
      summary: 'For Dapr: the method or URL to call on the application.',
      expression: true,
      returns: 'string',
    },
    'dapr-namespace': {
      type: 'string',
      summary: 'For Dapr: the namespace that the application runs in.',
      expression: true,
      returns: 'string',
    },
  },
  children: {},
  childOrder: 'any',
  content: 'empty',
  groups: [{ kind: 'at-least-one', members: ['base-url', 'backend-id'] }],
  variants: [
    {
      name: 'dapr',
      when: { attribute: 'backend-id', equals: 'dapr' },
      gateways: ['self-hosted'],
      attributes: {
        'dapr-app-id': {
          type: 'string',
          summary: 'For Dapr: the name of the application to call. It needs `backend-id="dapr"`.',
          expression: true,
          returns: 'string',
          required: true,
        },
        'dapr-method': {
          type: 'string',
          summary: 'For Dapr: the method or URL to call on the application.',
          expression: true,
          returns: 'string',
          required: true,
        },
        'dapr-namespace': {
          type: 'string',
          summary: 'For Dapr: the namespace that the application runs in.',
          expression: true,
          returns: 'string',
        },
      },
    },
  ],
  disputed: ['sections'],
  notes: ['Once a wider scope chose a back end by `backend-id`, only another `backend-id` overrides it.'],
  conflicts: [
    {
      about: 'sections',
      follows: 'documentation',
      why: 'The documentation says `inbound` and `backend`, the knowledge base of an older extension `inbound` only, the toolkit every section.',
    },
  ],
})
