import { policy } from '../policy.ts'

export default policy({
  name: 'redirect-content-urls',
  title: 'Mask URLs in content',
  category: 'Transformation',
  status: 'ga',
  summary: 'Mask URLs in content.',
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
  notes: ['Rewrites links in the body only.'],
  conflicts: [
    {
      about: 'Knowledge base says it also rewrites the Location header; docs say headers are untouched.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
