import { expect, test } from 'vitest'
import { checkTemplate } from './template-checker.ts'

test.each([
  ['{{ body.name | Upcase }}'],
  ['{%- if body.a == 1 and body.b -%}x{%- else -%}y{%- endif -%}'],
  ['{% for item in body.items limit:2 offset:1 %}{{ item.id }}{% endfor %}'],
  ['{% JSONArrayFor item in body %}{ "id": "{{ item.id }}" }{% endJSONArrayFor %}'],
  ['{% assign date = body.date | Date: "yyyy-MM-dd" %}{{ date }}'],
  ['{% case body.kind %}{% when "a" %}1{% when "b" or "c" %}2{% else %}3{% endcase %}'],
  ['{% literal %}{{ written.as.it.stands }}{% endliteral %}'],
  ['{% capture name %}{{ body.first }} {{ body.last }}{% endcapture %}{{ name }}'],
  ['{% unless body.off %}on{% endunless %}{% comment %}{{ x }}{% endcomment %}{% raw %}{{ a }}{% endraw %}'],
])('takes %s', (template) => {
  expect(checkTemplate(template)).toBeUndefined()
})

test.each([
  ['a {% if body.a %} b', '{% if body.a %}', 'not closed'],
  ['{{ body.name', '{{ body.name', 'not closed'],
  ['{% include "head" %}', '{% include "head" %}', 'not found'],
  ['{% endfor %}', '{% endfor %}', 'not found'],
  ['{{ a | | Upcase }}', '| U', 'filter name'],
  ['{% if a %}{% elseif b %}{% endif %}', '{% elseif b %}', 'not found'],
])('finds the fault of %s', (template, where, message) => {
  const fault = checkTemplate(template)
  expect(fault?.message).toContain(message)
  expect(template.slice(fault?.start, fault?.end)).toContain(where.slice(0, 3))
})
