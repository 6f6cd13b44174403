import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { allPolicies, policyNamed } from './lookup.ts'
import {
  type AttributeSpec,
  type ChildSpec,
  GATEWAYS,
  type Group,
  type Policy,
  SCOPES,
  SECTIONS,
  type TextSpec,
} from './policy.ts'

const REFERENCE = 'https://learn.microsoft.com/azure/api-management/api-management-policies'
const files = readdirSync(new URL('./policies', import.meta.url)).filter((file) => !file.endsWith('.gen.ts'))

/** Every element of a policy with the path to it, the policy itself first. */
interface Spot {
  readonly path: string
  readonly attributes: Readonly<Record<string, AttributeSpec>>
  readonly children: Readonly<Record<string, ChildSpec>>
  readonly groups: readonly Group[]
  readonly text: TextSpec | undefined
}

function spotsOf(entry: Policy): readonly Spot[] {
  const variants = (entry.variants ?? []).map(({ name, attributes, groups = [] }) => ({
    path: `${entry.name}[${name}]`,
    attributes,
    children: {},
    groups,
    text: undefined,
  }))
  return [...under(entry.name, entry), ...variants]
}

function under(path: string, spec: Policy | ChildSpec): readonly Spot[] {
  const { attributes, children, groups = [], text } = spec
  const below = Object.entries(children).flatMap(([name, child]) => under(`${path}/${name}`, child))
  return [{ path, attributes, children, groups, text }, ...below]
}

const isSentence = (text: string): boolean => /^[A-Z*`].*[.]$/s.test(text) && !/ {2}|\s$/.test(text)

describe('the catalogue', () => {
  it('holds every policy, one to a file, sorted by name', () => {
    const names = allPolicies().map(({ name }) => name)
    expect(names.length).toBeGreaterThanOrEqual(80)
    expect(names).toEqual([...names].sort())
    expect(files.map((file) => file.replace('.ts', '')).sort()).toEqual(names)
  })

  it('is data: printed as JSON and read again it is the same', () => {
    expect(JSON.parse(JSON.stringify(allPolicies()))).toEqual(allPolicies())
  })

  it('knows of every documented policy where it is allowed', () => {
    const silent = allPolicies().filter(
      ({ status, sections, scopes, gateways }) =>
        status !== 'undocumented' && (sections === undefined || (sections.length > 0 && (!scopes || !gateways))),
    )
    expect(silent.map(({ name }) => name)).toEqual([])
  })

  it('names a successor for a deprecated policy', () => {
    const deprecated = allPolicies().filter(({ status }) => status === 'deprecated')
    expect(deprecated.map(({ replacement }) => policyNamed(replacement ?? '')?.name)).toEqual(['http-data-source'])
  })
})

describe.each(allPolicies().map((entry) => [entry.name, entry] as const))('%s', (name, entry) => {
  const spots = spotsOf(entry)

  it('says in whole sentences what it does', () => {
    const said = [
      entry.summary,
      ...(entry.notes ?? []),
      ...(entry.conflicts ?? []).map(({ why }) => why),
      ...spots.flatMap(({ attributes, children }) =>
        [...Object.values(attributes), ...Object.values(children)].map(({ summary }) => summary),
      ),
    ]
    expect(said.filter((text) => !isSentence(text))).toEqual([])
  })

  it('links to its page, or to the policy reference', () => {
    expect([`https://learn.microsoft.com/azure/api-management/${name}-policy`, REFERENCE]).toContain(entry.docs)
    if (entry.status === 'ga' || entry.status === 'preview') {
      expect(entry.docs === REFERENCE).toBe(name === 'base' || name === 'set-url')
    }
  })

  it('lists sections, scopes and gateways once each, in the usual order', () => {
    for (const [places, all] of [
      [entry.sections, SECTIONS],
      [entry.scopes, SCOPES],
      [entry.gateways, GATEWAYS],
    ] as const) {
      expect(places ?? []).toEqual(all.filter((place) => (places as readonly string[] | undefined)?.includes(place)))
    }
  })

  it('has groups of two or more members that exist', () => {
    for (const { path, attributes, children, groups } of spots) {
      const known = new Set([...Object.keys(attributes), ...Object.keys(children).map((child) => `<${child}>`)])
      for (const { members } of groups) {
        expect(members.length, path).toBeGreaterThan(1)
        expect(
          members.filter((member) => !known.has(member)),
          path,
        ).toEqual([])
      }
    }
  })

  it('refers to policies that exist', () => {
    const referred = spots.flatMap(({ children }) => Object.values(children).flatMap(({ policy }) => policy ?? []))
    expect(referred.filter((other) => policyNamed(other) === undefined)).toEqual([])
  })

  it('has attributes whose facts fit together', () => {
    const wrong = spots.flatMap(({ path, attributes }) =>
      Object.entries(attributes).flatMap(([attribute, spec]) =>
        faultsOf(spec).map((fault) => `${path}@${attribute}: ${fault}`),
      ),
    )
    expect(wrong).toEqual([])
  })

  it('has children whose limits fit together', () => {
    for (const { path, children } of spots) {
      for (const [child, { min, max = Number.POSITIVE_INFINITY }] of Object.entries(children)) {
        expect(min <= max && max > 0, `${path}/${child}`).toBe(true)
      }
    }
  })

  it('has a sample for a text only where it fits', () => {
    for (const { path, text } of spots) {
      if (text?.sample?.startsWith('@(')) expect(text.expression, path).not.toBe(false)
    }
  })

  it('says which source it follows where it is disputed', () => {
    const disputed =
      entry.disputed !== undefined ||
      spots.some(({ attributes, children, groups }) =>
        [...Object.values(attributes), ...Object.values(children), ...groups].some((spec) => spec.disputed),
      )
    if (disputed) expect(entry.conflicts?.length ?? 0).toBeGreaterThan(0)
  })
})

function faultsOf(spec: AttributeSpec): readonly string[] {
  const { type, values, min, max, default: usual, sample, expression, returns } = spec
  const value = sample ?? usual
  return [
    (type === 'enum') !== (values !== undefined) && 'an enumeration has values, nothing else has',
    values !== undefined && new Set(values).size !== values.length && 'a value is listed twice',
    values !== undefined && usual !== undefined && !values.includes(usual) && 'the default is no value of it',
    type === 'boolean' && usual !== undefined && !/^(true|false)$/.test(usual) && 'the default is no Boolean',
    type === 'integer' && usual !== undefined && !/^-?\d+$/.test(usual) && 'the default is no integer',
    min !== undefined && max !== undefined && min > max && 'no number is in its range',
    type === 'integer' && value !== undefined && Number(value) > (max ?? Number(value)) && 'the sample is too large',
    type === 'integer' && value !== undefined && Number(value) < (min ?? Number(value)) && 'the sample is too small',
    expression === false && returns !== undefined && 'it returns something though no expression may stand here',
    expression === false && sample?.startsWith('@') && 'the sample is an expression where none may stand',
  ].filter((fault) => typeof fault === 'string')
}
