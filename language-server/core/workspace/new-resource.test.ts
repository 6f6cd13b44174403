import { describe, expect, it } from 'vitest'
import { readLayout } from '../configuration/layout.ts'
import { analyse } from '../model/analysis.ts'
import { createWorkspaceModel } from './model.ts'
import { fileOfNamedValue, filesOfFragment } from './new-resource.ts'

const POLICY = '<policies><inbound><base /></inbound></policies>'

/** Where a fragment `new` and a named value `new` would be, for the first of the files. */
function placed(files: readonly string[], layout?: object) {
  const model = createWorkspaceModel()
  if (layout !== undefined) model.setLayouts([{ folder: '', layout: readLayout(layout).layout }])
  for (const path of files) {
    if (path.endsWith('.xml')) model.setPolicy(path, analyse(/fragment/.test(path) ? '<fragment />' : POLICY))
    else model.setInformation(path, '{"properties":{}}')
  }
  const [first = ''] = files
  const program = model.programOf(first)
  const member = program?.members.get(first)
  if (program === undefined || member === undefined) throw new Error(`${first} is in no program`)
  const wanted = { program, member, layouts: model.layouts(), id: 'new' }
  return [filesOfFragment(wanted), fileOfNamedValue(wanted)]
}

describe('files of a new resource', () => {
  it.each<[string, readonly string[], object | undefined, ReturnType<typeof placed>]>([
    [
      'in the folders of APIOps',
      ['env/apis/orders/policy.xml'],
      undefined,
      [
        {
          document: 'env/policy fragments/new/policy.xml',
          information: 'env/policy fragments/new/policyFragmentInformation.json',
        },
        { information: 'env/named values/new/namedValueInformation.json' },
      ],
    ],
    [
      'beside those that there are',
      [
        'apis/orders/policy.xml',
        'policy_fragments/log/policy.xml',
        'policy_fragments/log/policyFragmentInformation.json',
        'named_values/key/namedValueInformation.json',
      ],
      undefined,
      [
        {
          document: 'policy_fragments/new/policy.xml',
          information: 'policy_fragments/new/policyFragmentInformation.json',
        },
        { information: 'named_values/new/namedValueInformation.json' },
      ],
    ],
    [
      'in a workspace of the instance',
      ['workspaces/team/apis/orders/policy.xml', 'policy fragments/log/policy.xml'],
      undefined,
      [
        {
          document: 'workspaces/team/policy fragments/new/policy.xml',
          information: 'workspaces/team/policy fragments/new/policyFragmentInformation.json',
        },
        { information: 'workspaces/team/named values/new/namedValueInformation.json' },
      ],
    ],
    [
      'as policywright.json says',
      ['policies/orders.xml'],
      {
        api: 'policies/{api}.xml',
        fragment: '**/fragments/{fragment}.xml',
        namedValueInformation: 'values/{namedValue}.json',
      },
      [{ document: 'fragments/new.xml' }, { information: 'values/new.json' }],
    ],
    [
      'nowhere, where policywright.json does not say it',
      ['policies/orders.xml'],
      { api: 'policies/{api}.xml', namedValueInformation: 'values/*/{namedValue}.json' },
      [
        { refused: "The layout in policywright.json does not say where a file of the kind 'fragment' belongs." },
        {
          refused:
            "The layout in policywright.json does not say where a file of the kind 'namedValueInformation' belongs.",
        },
      ],
    ],
    [
      'never over another file',
      ['apis/orders/policy.xml', 'policy fragments/new/policy.xml', 'named values/new/namedValueInformation.json'],
      undefined,
      [
        { refused: 'There is a file policy fragments/new/policy.xml already.' },
        { refused: 'There is a file named values/new/namedValueInformation.json already.' },
      ],
    ],
  ])('lie %s', (_where, files, layout, expected) => expect(placed(files, layout)).toEqual(expected))
})
