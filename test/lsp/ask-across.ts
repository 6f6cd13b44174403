import { analyse } from '../../language-server/core/model/analysis.ts'
import type { PolicyText } from '../../language-server/core/service.ts'
import { describeName } from '../../language-server/core/workspace/describe.ts'
import { effectivePolicy } from '../../language-server/core/workspace/effective.ts'
import { planOfMember } from '../../language-server/core/workspace/effective-plan.ts'
import { createIntern } from '../../language-server/core/workspace/mention.ts'
import { createWorkspaceModel } from '../../language-server/core/workspace/model.ts'
import { definitionsOf, renamingOf, usesOf } from '../../language-server/core/workspace/navigate.ts'
import type { Member, Program } from '../../language-server/core/workspace/program.ts'
import {
  mentionSite,
  mentionsOf,
  type SpannedMention,
  summaryOf,
} from '../../language-server/core/workspace/summary.ts'
import { certainResources, neighboursOf } from '../../language-server/core/workspace/surroundings.ts'

/** What is asked of the other files of the workspace. */
export type AcrossFeature =
  | 'workspace summary'
  | 'workspace surroundings'
  | 'workspace links'
  | 'effective policy'
  | 'workspace definition'
  | 'workspace references'
  | 'workspace rename'
  | 'workspace hover'
  | 'workspace completion'

interface AcrossQuestion {
  readonly feature: AcrossFeature
  ask(): unknown
}

interface Here {
  readonly program: Program
  readonly member: Member
}

const FRAGMENT =
  '<fragment><set-variable name="seen" value="yes" /><trace source="log"><message>seen</message></trace></fragment>'
const POLICIES =
  '<policies><inbound><base /><include-fragment fragment-id="log" /></inbound><outbound><base /></outbound></policies>'
/** Names of one kind that the workspace knows of a document's. */
const KNOWN = 20

const global = analyse(POLICIES)
const fragment = analyse(FRAGMENT)

/** A workspace in the APIOps layout in which a document is the policy of an API, or a fragment that the API includes. */
export function createAcross() {
  const programs = new WeakMap<PolicyText, Here>()

  /** The document among those around it, which hold the names that it uses. */
  function build(text: PolicyText): Here {
    const analysis = text.analysis()
    const model = createWorkspaceModel()
    model.setPolicy('policy.xml', global)
    model.setPolicy('apis/orders/operations/get-order/policy.xml', global)
    model.setInformation('apis/orders/apiInformation.json', information({ displayName: 'Orders', path: 'orders' }))
    const { fragments, namedValues, backends } = analysis.references()
    for (const { name } of fragments.slice(0, KNOWN)) model.setPolicy(`policy fragments/${name}/policy.xml`, fragment)
    for (const { name } of namedValues.slice(0, KNOWN))
      model.setInformation(
        `named values/${name}/namedValueInformation.json`,
        information({ displayName: name, value: '1' }),
      )
    for (const { name } of backends.slice(0, KNOWN))
      model.setInformation(`backends/${name}/backendInformation.json`, information({ url: 'https://orders.example' }))
    const path = analysis.kind === 'fragment' ? 'policy fragments/log/policy.xml' : 'apis/orders/policy.xml'
    model.setPolicy(path, analysis)
    const program = model.programOf(path)
    const member = program?.members.get(path)
    if (program === undefined || member === undefined) throw new Error(`${path} is no document of the workspace`)
    return { program, member }
  }
  const here = (text: PolicyText): Here => {
    const known = programs.get(text) ?? build(text)
    programs.set(text, known)
    return known
  }

  const ofDocuments = {
    'workspace summary': (text) => summaryOf(text.analysis(), createIntern()),
    'workspace surroundings': (text) => {
      const { program, member } = here(text)
      return [neighboursOf(program, member.path), certainResources(program, member)]
    },
    'workspace links': (text) => {
      const { program, member } = here(text)
      return mentionsOf(text.analysis()).map((mention) => definitionsOf(program, member, mention))
    },
    'effective policy': (text) => effective(here(text), text),
  } satisfies Partial<Record<AcrossFeature, (text: PolicyText) => unknown>>

  const atMentions = {
    'workspace definition': ({ program, member }, mention) => definitionsOf(program, member, mention),
    'workspace references': ({ program, member }, mention) => usesOf(program, member, mention),
    'workspace rename': ({ program, member }, mention) => renamingOf(program, member, { ...mention, to: 'another' }),
    'workspace hover': ({ program, member }, mention) => describeName(program, member, mention),
  } satisfies Partial<Record<AcrossFeature, (here: Here, mention: SpannedMention) => unknown>>

  return {
    questionsOf: (text: PolicyText): readonly AcrossQuestion[] =>
      Object.entries(ofDocuments).map(([feature, ask]) => ({
        feature: feature as AcrossFeature,
        ask: () => ask(text),
      })),
    questionsAt: (text: PolicyText, offset: number): readonly AcrossQuestion[] => [
      ...Object.entries(atMentions).map(([feature, ask]) => ({
        feature: feature as AcrossFeature,
        ask() {
          const mention = mentionsOf(text.analysis()).find(({ span }) => span.start <= offset && offset <= span.end)
          return mention && ask(here(text), mention)
        },
      })),
      { feature: 'workspace completion', ask: () => mentionSite(text.analysis(), offset) },
    ],
  }
}

function effective({ program, member }: Here, text: PolicyText): unknown {
  const plan = planOfMember(program, member)
  if (typeof plan === 'string') return plan
  return effectivePolicy({
    chain: plan.chain.map(({ scope, label, path }) => ({
      scope,
      label,
      document: path,
      text: path === member.path ? text.text : POLICIES,
    })),
    fragment: (id) => ({ document: `policy fragments/${id}/policy.xml`, text: FRAGMENT }),
  })
}

const information = (properties: object): string => JSON.stringify({ properties })
