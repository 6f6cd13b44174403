import { GATEWAYS, SCOPES } from '../catalog/policy.ts'
import { PLACEHOLDER_FORMS, placeholderTools } from '../model/placeholders.ts'
import { LAYOUT_SCHEMA, readLayout } from './layout.ts'
import { LEVELS, RULE_SETS } from './levels.ts'
import type { Fields, Shape } from './shape.ts'

/** A rule as the configuration names it. */
export interface RuleName {
  readonly id: string
  readonly summary: string
}

const scopeShape: Shape = {
  kind: 'choice',
  description: 'What the documents are bound to.',
  values: [...SCOPES, 'fragment', 'resolver'],
}

const gatewayShape: Shape = {
  kind: 'choice',
  description: 'The gateway that runs the policies: what it does not support is reported.',
  values: GATEWAYS,
}

const bindingShape: Shape = {
  kind: 'fields',
  description: 'Scope and gateway of the documents that match.',
  noun: 'key',
  fields: { scope: scopeShape, gateway: gatewayShape },
}

/** The key `placeholders`. */
export const placeholdersShape: Fields = {
  kind: 'fields',
  description:
    'Which forms of templating tools stand for an unknown value. All are on; with false, the form is literal text that the service sees.',
  noun: 'form of placeholder',
  fields: Object.fromEntries(
    PLACEHOLDER_FORMS.map((form) => [form, { kind: 'flag', description: `${placeholderTools(form)}.`, default: true }]),
  ),
}

/** The key `rules`: a set, and a level for each rule that is to differ from it. */
export const rulesShape = (rules: readonly RuleName[]): Fields => ({
  kind: 'fields',
  description:
    'Which findings are reported, and how severely. What the service refuses stays an error, whatever the level of its rule.',
  noun: 'rule',
  fields: {
    set: {
      kind: 'choice',
      description: 'The rules that are on unless another key of this object says otherwise.',
      values: RULE_SETS,
      valueDescriptions: ['What hardly anybody wants.', 'Also what many want to know of and some do on purpose.'],
      default: 'recommended',
    },
    ...Object.fromEntries(
      rules.map(({ id, summary }) => [id, { kind: 'choice', description: summary, values: LEVELS }]),
    ),
  },
})

/** The whole of `policywright.json`. */
export const configurationShape = (rules: readonly RuleName[]): Fields => ({
  kind: 'fields',
  description: 'How Policywright reads and checks the policy documents in this folder and below.',
  noun: 'key',
  fields: {
    $schema: { kind: 'text', description: 'The address of the schema, for editors.' },
    rules: rulesShape(rules),
    overrides: {
      kind: 'list',
      description: 'Other rules for some paths. Where several match, the last one counts.',
      of: {
        kind: 'fields',
        description: 'Rules for the documents whose paths match.',
        noun: 'key',
        required: ['files', 'rules'],
        fields: {
          files: {
            kind: 'list',
            description: 'Path patterns from the folder of this file on; one without a slash matches file names.',
            of: { kind: 'text', description: 'Such as legacy/** or *.fragment.xml.' },
          },
          rules: rulesShape(rules),
        },
      },
    },
    baseline: {
      kind: 'text',
      description: 'The file of findings that are known and hidden, from the folder of this file on.',
    },
    gateway: gatewayShape,
    contentFormat: {
      kind: 'choice',
      description: 'The format in which the documents are published.',
      values: ['rawxml', 'xml'],
      valueDescriptions: ['Expressions are plain C#.', 'The whole text is well-formed XML with escaped expressions.'],
      default: 'rawxml',
    },
    bindings: {
      kind: 'table',
      description:
        'Scope and gateway by path pattern, for folders that do not follow the APIOps layout. Where several match, the last one counts.',
      of: bindingShape,
    },
    placeholders: placeholdersShape,
    layout: {
      kind: 'own',
      description: LAYOUT_SCHEMA.description,
      schema: LAYOUT_SCHEMA,
      faultsOf: (value) => readLayout(value).faults,
    },
  },
})
