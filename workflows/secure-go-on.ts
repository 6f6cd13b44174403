import path from 'node:path'
import { readOwnCheck } from '../language-server/core/recipes/own-check.ts'
import { describeRef, keyOfRef, policyFileOf } from './apiops-layout.ts'
import type { Ask } from './secure-decision.ts'
import { secureRecord, unfinishedPolicy } from './secure-record.ts'
import { readText } from './workspace-files.ts'

/** Where the last run stopped, going on there is offered: the file says what was wanted. */
export const goOn: Ask =
  ({ instance, root }) =>
  async (ports, { audiences, target, unsaid }) => {
    if (instance === undefined || audiences !== undefined || unsaid === 'keep') return {}
    const last = unfinishedPolicy(await secureRecord(root, instance.address))
    if (last === undefined || (target !== undefined && keyOfRef(target) !== keyOfRef(last))) return {}
    const wanted = readOwnCheck(await readText(path.join(root, policyFileOf(last))))
    if (wanted === undefined) return {}
    const chosen = await ports.choose<'on' | 'anew'>({
      title: `The last run on ${describeRef(last)} stopped before it was through.`,
      choices: [
        { label: 'Go on', detail: 'What is left is done as it was decided then.', value: 'on' },
        { label: 'Begin anew', value: 'anew' },
      ],
    })
    if (chosen === 'on') return { target: last, unsaid: 'keep' }
    return chosen && {}
  }
