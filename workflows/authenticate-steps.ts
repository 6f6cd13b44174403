import path from 'node:path'
import { policyFileOf } from './apiops-layout.ts'
import {
  type AuthenticateOptions,
  type AuthenticatePlan,
  planAuthentication,
  planSettings,
  type SettingsChange,
} from './authenticate-plan.ts'
import {
  type BackEndAddress,
  type BackEndSeen,
  type ChosenIdentity,
  chooseIdentity,
  type FoundBackEnd,
  findAddress,
  findBackEnd,
  seeBackEnd,
} from './back-end-questions.ts'
import { type TargetDraft, targetSteps } from './choose-target.ts'
import { type StartingText, startingText } from './starting-text.ts'
import { askInSteps, type Step } from './steps.ts'

/** The answers on their way, with what was found by them. */
interface AuthenticateDraft extends TargetDraft {
  readonly identity?: ChosenIdentity
  readonly start?: StartingText
  readonly address?: BackEndAddress
  readonly seen?: BackEndSeen
  readonly backEnd?: FoundBackEnd
  readonly plan?: AuthenticatePlan
  readonly settings?: SettingsChange
  /** Why it cannot be done; nothing is asked any more then. */
  readonly problem?: string
}

/**
 * Asks what is not decided yet, with a way back at each question, up to the consent to what follows from it. Only the identity of the
 * instance is enabled on the way, since its ids decide what follows.
 * @param enabled told when that is done, which no way back undoes
 * @returns undefined when the user gave up
 */
export function askAuthenticate(
  options: AuthenticateOptions,
  enabled: (label: string) => void,
): Promise<AuthenticateDraft | undefined> {
  const { instance, root, answers = {} } = options
  const steps: readonly Step<AuthenticateDraft>[] = [
    ...targetSteps({
      instance,
      title: 'Which API calls the back end?',
      scopes: 'apis',
      given: options.write === 'file' ? 'any' : 'there',
    }),
    async (ports) => {
      const identity = await chooseIdentity({ ...options, ports }, answers.identity)
      if (typeof identity === 'string') return { problem: identity }
      if (identity?.enabled) enabled(identity.label)
      return identity && { identity }
    },
    async (ports, { target }) => {
      if (target === undefined) return undefined
      const start = await startingText({
        ports,
        instance,
        root,
        ref: target,
        file: path.join(root, policyFileOf(target)),
      })
      const address = await findAddress({ ...options, ports }, target, start.before, answers)
      return address && { start, address }
    },
    async (ports, { address }) => {
      const seen = address && (await seeBackEnd({ ...options, ports }, address, answers))
      return seen && { seen }
    },
    async (ports, { address, seen, identity }) => {
      if (address === undefined || seen === undefined || identity === undefined) return undefined
      const backEnd = await findBackEnd({ ...options, ports }, { address, seen, identity }, answers)
      return backEnd && { backEnd }
    },
    async (ports, { target, start, identity, backEnd }) => {
      if (target === undefined || start === undefined || identity === undefined || backEnd === undefined)
        return undefined
      const plan = await planAuthentication({ ...options, ports }, { target, start, identity, backEnd })
      return plan.problem === undefined ? { plan } : { plan, problem: plan.problem }
    },
    async (ports, { backEnd, plan }) => {
      if (backEnd === undefined || plan?.agreed !== true) return {}
      const settings = await planSettings({ ...options, ports }, backEnd)
      return settings === undefined ? {} : { settings }
    },
  ]
  const unlessProblem =
    (step: Step<AuthenticateDraft>): Step<AuthenticateDraft> =>
    async (ports, draft) =>
      draft.problem === undefined ? step(ports, draft) : {}
  return askInSteps<AuthenticateDraft>(options.ports, steps.map(unlessProblem), { target: answers.target })
}
