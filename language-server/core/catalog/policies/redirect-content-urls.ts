import { policy } from '../policy.ts'

export default policy({
  name: 'redirect-content-urls',
  title: 'Mask URLs in content',
  category: 'Transformation',
  status: 'ga',
  summary:
    'Rewrites links in the body so that they point to the gateway instead of the back end, or the other way round in `inbound`. Use it to keep the address of the back end private.',
  docs: 'https://learn.microsoft.com/azure/api-management/redirect-content-urls-policy',
  sections: ['inbound', 'outbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  occurrence: 'once-per-section',
  attributes: {},
  children: {},
  childOrder: 'any',
  content: 'empty',
  notes: ['It changes links in the body only.'],
  conflicts: [
    {
      about: 'whether it rewrites the `Location` header',
      follows: 'documentation',
      why: 'The documentation says that headers stay as they are; the knowledge base of an older extension says otherwise.',
    },
  ],
})
