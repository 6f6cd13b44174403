import type { BodyModel, HeadersModel, ResponseModel, UrlModel } from '../context-model.ts'
import { arrayOf, type ClrType, clrType, types } from './clr-type.ts'
import { ClrComparer, ClrDictionary } from './collections.ts'
import { dateTimeOfMilliseconds } from './date-time.ts'
import { urlText } from './uri.ts'
import { ClrArray, ClrDouble, type ClrObject } from './values.ts'

/** An object of the context: a .NET type over the plain model of the host. */
export class ClrView<Model> implements ClrObject {
  readonly clrType: ClrType
  readonly model: Model
  constructor(clrType: ClrType, model: Model) {
    this.clrType = clrType
    this.model = model
  }
  /** Of the objects of the context, only a URL prints itself. */
  clrText(): string {
    return this.clrType.name === 'IUrl' ? urlText(this.model as UrlModel) : this.clrType.name
  }
  clrEquals(other: unknown): boolean {
    return other instanceof ClrView && other.model === this.model
  }
}

const readOnlyDictionary = 'System.Collections.Generic.IReadOnlyDictionary`2'
const strings = arrayOf(types.string)
const caseless = new ClrComparer(true, false)

const known = new WeakMap<object, { size: number; dictionary: ClrDictionary }>()

function cached(model: ReadonlyMap<string, unknown>, make: () => ClrDictionary): ClrDictionary {
  const done = known.get(model)
  if (done && done.size === model.size) return done.dictionary
  const dictionary = make()
  known.set(model, { size: model.size, dictionary })
  return dictionary
}

/** Header and query names compare without case. */
export function valuesDictionary(model: HeadersModel): ClrDictionary {
  const dictionary = new ClrDictionary(types.string, strings, caseless, readOnlyDictionary)
  for (const [name, values] of model) dictionary.set(name, new ClrArray(types.string, [...values]))
  return dictionary
}

export function textDictionary(model: ReadonlyMap<string, string>): ClrDictionary {
  return cached(model, () => {
    const dictionary = new ClrDictionary(types.string, types.string, caseless, readOnlyDictionary)
    for (const [name, value] of model) dictionary.set(name, value)
    return dictionary
  })
}

/** A copy of the variables as they are now. */
export function variablesDictionary(model: ReadonlyMap<string, unknown>): ClrDictionary {
  const dictionary = new ClrDictionary(types.string, types.object, null, readOnlyDictionary)
  for (const [name, value] of model) dictionary.set(name, adopt(value))
  return dictionary
}

/** Makes a CLR value of what a host put into a variable. */
export function adopt(value: unknown): unknown {
  if (value === undefined) return null
  if (typeof value === 'number')
    return Number.isInteger(value) && Math.abs(value) <= 0x7fffffff ? value : new ClrDouble(value)
  if (
    value !== null &&
    typeof value === 'object' &&
    !('clrType' in value) &&
    'statusCode' in value &&
    'headers' in value
  ) {
    return new ClrView(clrType('IResponse'), value as ResponseModel)
  }
  return value
}

/** Null stands for what the model does not have. */
export const view = <Model>(type: string, model: Model | undefined): ClrView<Model> | null =>
  model === undefined ? null : new ClrView(clrType(type), model)

export type BodyView = ClrView<BodyModel>

/** A moment that the model tells in milliseconds; null for none. */
export const dateOf = (milliseconds: number | undefined): unknown =>
  milliseconds === undefined ? null : dateTimeOfMilliseconds(milliseconds, 'Utc')
