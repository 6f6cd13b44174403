import { type Rule, rule } from './rule.ts'

/** These look at the files that describe resources, and so are asked about a workspace: `checkInformation`. */
const askedOfFiles = () => ({})

/** The rules about information files, whose examples are such files. */
export const informationRules = {
  unusedNamedValue: rule({
    id: 'unused-named-value',
    severity: 'info',
    category: 'workspace',
    summary: 'A named value is used by a policy or by another resource of its workspace.',
    why: 'What nobody uses is still a secret to keep and a value to explain.',
    remedy: 'Remove the folder of the named value, or use it.',
    examples: {
      files: { of: 'named-value', used: ['tenant-id'] },
      bad: `{
  "properties": { "displayName": "tenant", "value": "contoso" }
                                  ^^^^^^ unused-named-value
}`,
      good: `{
  "properties": { "displayName": "tenant-id", "value": "contoso" }
}`,
    },
    check: askedOfFiles,
  }),
  duplicateNamedValue: rule({
    id: 'duplicate-named-value',
    severity: 'error',
    category: 'workspace',
    summary: 'Each named value has a display name of its own.',
    why: 'Policies name a named value by its display name; the service refuses a second one with the same.',
    examples: {
      files: { of: 'named-value', used: ['tenant-id', 'tenant'], others: { 'tenant-id': ['named values/old-tenant'] } },
      bad: `{
  "properties": { "displayName": "tenant-id", "value": "contoso" }
                                  ^^^^^^^^^ duplicate-named-value
}`,
      good: `{
  "properties": { "displayName": "tenant", "value": "contoso" }
}`,
    },
    check: askedOfFiles,
  }),
  unusedBackend: rule({
    id: 'unused-backend',
    severity: 'info',
    category: 'workspace',
    summary: 'A back end is used by a policy or by another resource of its workspace.',
    why: 'A back end that nothing names gets no call, but its credentials stay valid. Nothing is said where a policy computes the id.',
    remedy: 'Remove the folder of the back end, or use it.',
    examples: {
      files: { of: 'back-end', id: 'orders', used: ['payments'] },
      bad: `{
^ unused-backend
  "properties": { "url": "https://orders.contoso.example" }
}`,
      good: `<policies>
  <inbound>
    <base />
    <set-backend-service backend-id="orders" />
  </inbound>
</policies>`,
    },
    check: askedOfFiles,
  }),
} satisfies Readonly<Record<string, Rule>>
