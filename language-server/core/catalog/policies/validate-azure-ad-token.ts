import { policy } from '../policy.ts'

export default policy({
  name: 'validate-azure-ad-token',
  title: 'Validate Microsoft Entra token',
  category: 'Authentication and authorization',
  status: 'ga',
  summary:
    'Checks that the request carries a valid token of Microsoft Entra ID for the given tenant, applications, audiences and claims, and refuses it otherwise. Prefer it to `validate-jwt` for tokens of Entra ID; other issuers need `validate-jwt`.',
  docs: 'https://learn.microsoft.com/azure/api-management/validate-azure-ad-token-policy',
  sections: ['inbound'],
  scopes: ['global', 'workspace', 'product', 'api', 'operation'],
  gateways: ['classic', 'v2', 'consumption', 'self-hosted', 'workspace'],
  fragment: true,
  attributes: {
    'tenant-id': {
      type: 'string',
      summary:
        'The tenant that must have issued the token: its id, its domain or its URL, or `organizations` or `common`.',
      required: true,
      expression: true,
      returns: 'string',
    },
    'header-name': {
      type: 'string',
      summary: 'The header that holds the token.',
      default: 'Authorization',
      format: 'header-name',
      expression: true,
      returns: 'string',
    },
    'query-parameter-name': {
      type: 'string',
      summary: 'The query parameter that holds the token.',
      expression: true,
      returns: 'string',
    },
    'token-value': {
      type: 'string',
      summary: 'An expression that gives the token itself, without the word `Bearer`.',
      expression: true,
      returns: 'string',
    },
    'authentication-endpoint': {
      type: 'uri',
      summary: 'The endpoint of Microsoft Entra ID in a national cloud.',
      returns: 'string',
    },
    'failed-validation-httpcode': {
      type: 'integer',
      summary: 'The status code of the answer when validation fails.',
      default: '401',
      expression: true,
      returns: 'int',
    },
    'failed-validation-error-message': {
      type: 'string',
      summary:
        'The body of the answer when validation fails. Its text reaches the caller, so say no more than a caller may know.',
      expression: true,
      returns: 'string',
    },
    'output-token-variable-name': {
      type: 'string',
      summary: 'The context variable that gets the validated token as a `Jwt` object.',
      format: 'variable-name',
      expression: false,
    },
    'require-scheme': {
      type: 'string',
      summary: 'Known from a published schema only; the documentation does not describe it.',
      returns: 'string',
      undocumented: true,
    },
    'allow-protected-forwarded-tokens': {
      type: 'boolean',
      summary: 'Known from a published schema only; the documentation does not describe it.',
      returns: 'bool',
      undocumented: true,
    },
    'allow-proof-of-possession-tokens': {
      type: 'boolean',
      summary: 'Known from a published schema only; the documentation does not describe it.',
      returns: 'bool',
      undocumented: true,
    },
  },
  children: {
    'backend-application-ids': {
      summary: 'The back-end applications (token audiences) that are accepted.',
      min: 0,
      max: 1,
      attributes: {},
      children: {
        'application-id': {
          summary: 'The client id of an application registration.',
          min: 1,
          attributes: {},
          children: {},
          childOrder: 'any',
          content: 'text',
          text: { type: 'string', expression: false },
        },
      },
      childOrder: 'sequence',
      content: 'children',
    },
    'client-application-ids': {
      summary: 'The client applications that may call.',
      min: 0,
      max: 1,
      attributes: {},
      children: {
        'application-id': {
          summary: 'The client id of an application registration.',
          min: 1,
          attributes: {},
          children: {},
          childOrder: 'any',
          content: 'text',
          text: { type: 'string', expression: false },
        },
      },
      childOrder: 'sequence',
      content: 'children',
    },
    audiences: {
      summary: 'The audiences that are accepted. Give these or `client-application-ids`.',
      min: 0,
      max: 1,
      attributes: {},
      children: {
        audience: {
          summary: 'One accepted audience, exactly as the `aud` claim holds it.',
          min: 1,
          attributes: {},
          children: {},
          childOrder: 'any',
          content: 'text',
          text: { type: 'string', expression: true, returns: 'string' },
        },
      },
      childOrder: 'sequence',
      content: 'children',
    },
    'required-claims': {
      summary: 'Claims that the token must hold.',
      min: 0,
      max: 1,
      attributes: {},
      children: {
        claim: {
          summary: 'One claim that the token must hold.',
          min: 1,
          attributes: {
            name: {
              type: 'string',
              summary: 'The name of the claim as the token carries it.',
              required: true,
              expression: true,
              returns: 'string',
              disputed: true,
            },
            match: {
              type: 'enum',
              summary: 'Whether the claim must hold all of the listed values or any one of them.',
              default: 'all',
              values: ['all', 'any'],
              expression: true,
              returns: 'string',
            },
            separator: {
              type: 'string',
              summary:
                'The separator that splits a claim holding several values in one string, such as the blank in `scp`.',
              expression: true,
              returns: 'string',
            },
          },
          children: {
            value: {
              summary: 'A value that is accepted for the claim. Without values, only its presence is checked.',
              min: 0,
              attributes: {},
              children: {},
              childOrder: 'any',
              content: 'text',
              text: { type: 'string' },
            },
          },
          childOrder: 'sequence',
          content: 'children',
        },
      },
      childOrder: 'sequence',
      content: 'children',
    },
    'decryption-keys': {
      summary: 'Keys that decrypt encrypted tokens.',
      min: 0,
      max: 1,
      attributes: {},
      children: {
        key: {
          summary: 'A decryption key from the certificate store.',
          min: 1,
          attributes: {
            'certificate-id': {
              type: 'string',
              summary: "The id of a certificate in the instance's certificate store.",
              required: true,
              format: 'certificate-id',
            },
            id: {
              type: 'string',
              summary: 'Known from a published schema only; the documentation does not describe it.',
              returns: 'string',
              undocumented: true,
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
  },
  childOrder: 'any',
  content: 'children',
  notes: [
    'Give `client-application-ids` or at least one audience.',
    'Tokens of Entra External ID customer tenants are not supported.',
  ],
  conflicts: [
    {
      about: 'the default of `authentication-endpoint`',
      follows: 'none',
      why: 'The documentation gives `https://login-microsoftonline.com`, which looks like a slip for `login.microsoftonline.com`; no default is recorded.',
    },
    {
      about: 'order of the child elements',
      follows: 'schema',
      why: 'The schema takes them in any order; the general advice of the documentation is the order of the statement.',
    },
    {
      about: 'whether one of `header-name`, `query-parameter-name` and `token-value` must be given',
      follows: 'samples',
      why: 'The documentation says so, yet `header-name` has a default and the samples give none, so nothing is demanded.',
    },
    {
      about: 'expressions in the attributes of `claim`',
      follows: 'documentation',
      why: 'The documentation allows them; the policy toolkit does not.',
    },
    {
      about: 'whether `claim` needs a `name`',
      follows: 'documentation',
      why: 'The published schema makes it optional; the documentation requires it and the documented samples give it.',
    },
  ],
})
