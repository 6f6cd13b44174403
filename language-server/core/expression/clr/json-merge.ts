import { JArray, JObject, type JToken, JValue } from './json.ts'

/** `JContainer.Merge` with its default settings: arrays are joined, null does not replace. */
export function mergeJson(into: JObject, content: unknown): void {
  if (!(content instanceof JObject)) return
  for (const property of content.properties.values()) {
    const own = into.get(property.name)
    const { value } = property
    if (own instanceof JObject && value instanceof JObject) mergeJson(own, value)
    else if (own instanceof JArray && value instanceof JArray) for (const item of value.items) own.add(item.clone())
    else if (!own || !isNull(value)) into.set(property.name, value.clone())
  }
}

const isNull = (value: JToken): boolean => value instanceof JValue && value.value === null
