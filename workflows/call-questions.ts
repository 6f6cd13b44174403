import type { Api, Operation } from '../azure/apim-port.ts'
import type { CallOptions } from './call.ts'
import { absent, UnknownNameError } from './choose-operation.ts'
import {
  defaultOf,
  missingParameters,
  neededParameters,
  parameterNames,
  sampleBody,
  takesBody,
} from './operation-request.ts'

type Asking = Pick<CallOptions, 'ports' | 'parameters' | 'asks' | 'body' | 'bodyFrom' | 'editBody'>

/** @returns undefined when the user gave up. @throws UnknownNameError */
export async function askParameters(
  { ports, parameters = {}, asks }: Asking,
  api: Api,
  operation: Operation,
): Promise<Readonly<Record<string, string>> | undefined> {
  const unknown = Object.keys(parameters).find((name) => !parameterNames(operation).includes(name))
  if (unknown !== undefined)
    throw absent(`parameter "${unknown}" of operation "${operation.id}"`, parameterNames(operation))
  const asked =
    asks === 'questions' ? neededParameters({ operation, parameters }) : missingParameters({ operation, parameters })
  const answers: Record<string, string> = { ...parameters }
  for (const parameter of asked) {
    const proposed = defaultOf(parameter)
    const answer = await ports.input({
      title: `${parameter.name} of ${operation.method} ${operation.urlTemplate}`,
      option: `--param ${parameter.name}=VALUE`,
      prompt: `Value of ${parameter.name}${parameter.description === undefined ? '' : `: ${parameter.description}`}`,
      remember: `call ${api.id} ${operation.id} ${parameter.name}`,
      ...(proposed === undefined ? {} : { value: proposed }),
      ...(parameter.values === undefined || parameter.values.length === 0
        ? {}
        : {
            validate: (text) =>
              parameter.values?.includes(text) ? undefined : `One of: ${parameter.values?.join(', ')}`,
          }),
    })
    if (answer === undefined) return undefined
    answers[parameter.name] = answer
  }
  return answers
}

/** @returns `none` when the request has no body; undefined when the user gave up. */
export async function askBody(
  { ports, body, bodyFrom, asks, editBody }: Asking,
  operation: Operation,
): Promise<string | undefined> {
  if (body !== undefined) return body
  if (bodyFrom === 'example') {
    const example = sampleBody(operation)
    if (example === undefined)
      throw new UnknownNameError(
        `The definition of operation "${operation.id}" holds no example of its body; give one with the call.`,
      )
    return example
  }
  if (asks !== 'questions' || !takesBody(operation)) return 'none'
  const sample = sampleBody(operation)
  const how = await ports.choose<'sample' | 'edit' | 'none'>({
    title: `Body of ${operation.method} ${operation.urlTemplate}`,
    choices: [
      {
        label: 'Write it',
        description: sample === undefined ? '' : "beginning with the operation's example",
        value: 'edit',
      },
      ...(sample === undefined
        ? []
        : [
            {
              label: "Send the operation's example",
              detail: sample.replaceAll(/\s+/g, ' ').slice(0, 120),
              value: 'sample' as const,
            },
          ]),
      { label: 'Send no body', value: 'none' },
    ],
  })
  if (how === 'none' || how === undefined) return how
  if (how === 'sample') return sample
  if (editBody !== undefined) return editBody(sample ?? '')
  return ports.input({
    title: `Body of ${operation.method} ${operation.urlTemplate}`,
    ...(sample === undefined ? {} : { value: sample.replaceAll(/\s*\n\s*/g, ' ') }),
  })
}
