import { policy } from '../policy.ts'

export default policy({
  name: 'llm-content-safety',
  title: 'Enforce content safety checks on LLM requests',
  category: 'Content validation',
  status: 'ga',
  summary: 'Enforce content safety checks on LLM requests.',
  docs: 'https://learn.microsoft.com/azure/api-management/llm-content-safety-policy',
  sections: ['inbound', 'outbound'],
  scopes: ['global', 'workspace', 'product', 'api'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    'backend-id': {
      type: 'string',
      summary: 'Backend entity for Azure AI Content Safety.',
      required: true,
      format: 'backend-id',
      expression: true,
      returns: 'string',
    },
    'shield-prompt': {
      type: 'boolean',
      summary: 'Check for prompt attacks.',
      default: 'false',
      expression: true,
      returns: 'bool',
    },
    'enforce-on-completions': {
      type: 'boolean',
      summary: 'Inbound use only: also check completions.',
      default: 'false',
      expression: true,
      returns: 'bool',
    },
    'window-size': {
      type: 'integer',
      summary: 'Text window for responses.',
      default: '1000',
      unit: 'characters',
      expression: true,
      returns: 'int',
    },
    'window-overlap-size': {
      type: 'integer',
      summary: 'Overlap between windows.',
      unit: 'characters',
      expression: true,
      returns: 'int',
    },
  },
  children: {
    categories: {
      summary: 'Harm categories to block.',
      min: 0,
      max: 1,
      attributes: {
        'output-type': {
          type: 'enum',
          summary: 'Severity scale.',
          default: 'FourSeverityLevels',
          values: ['FourSeverityLevels', 'EightSeverityLevels'],
          expression: true,
          returns: 'string',
        },
      },
      children: {
        category: {
          summary: 'One category.',
          min: 1,
          attributes: {
            name: {
              type: 'enum',
              summary: 'Category.',
              required: true,
              values: ['Hate', 'SelfHarm', 'Sexual', 'Violence'],
              expression: true,
              returns: 'string',
            },
            threshold: {
              type: 'integer',
              summary: 'Block at this severity or above.',
              required: true,
              min: 0,
              max: 7,
              expression: true,
              returns: 'int',
            },
          },
          children: {},
          childOrder: 'any',
          content: 'empty',
        },
      },
      childOrder: 'sequence',
      content: 'children',
    },
    blocklists: {
      summary: 'Block lists to apply.',
      min: 0,
      max: 1,
      attributes: {},
      children: {
        id: {
          summary: 'Block list id.',
          min: 1,
          attributes: {},
          children: {},
          childOrder: 'any',
          content: 'text',
          text: { type: 'string', expression: true, returns: 'string' },
          disputed: true,
        },
      },
      childOrder: 'sequence',
      content: 'children',
    },
  },
  childOrder: 'any',
  content: 'children',
  disputed: ['scopes'],
  notes: [
    'Blocked calls get 403; for streams the stream just stops.',
    'Inbound checks requests, outbound checks responses.',
  ],
  conflicts: [
    {
      about:
        'XSD snapshot (2025-07) lacks enforce-on-completions, window-size, window-overlap-size and caps blocklists/id at one (no maxOccurs).',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about:
        '2025-02 docs: inbound only, operation scope listed, 500 on size overflow; 2026 docs: inbound and outbound, no operation scope, 403.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'Window default: 2026-03 docs 10,000 characters; 2026-08 docs 1,000 for responses.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
    {
      about: 'Toolkit offers it only in inbound and writes <block-lists> where docs and XSD say <blocklists>.',
      follows: 'documentation',
      why: 'It is the newest statement.',
    },
  ],
})
