import { policy } from '../policy.ts'

export default policy({
  name: 'base',
  title: 'Inherit parent scope',
  category: 'Policy control and flow',
  status: 'ga',
  summary:
    'Marks the place where the policies of the wider scope run for this section. Without it, what global, workspace, product or API policies say for the section does not apply.',
  docs: 'https://learn.microsoft.com/azure/api-management/api-management-policies',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: false,
  occurrence: 'once-per-section',
  attributes: {},
  children: {},
  childOrder: 'any',
  content: 'empty',
  notes: [
    'It has no effect at global scope.',
    'It stands directly in a section only, never in a fragment or inside another policy.',
  ],
})
