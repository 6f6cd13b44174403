import { formDecode, htmlDecode, htmlEncode, urlEncode } from '../clr/web-text.ts'
import { type Call, member, type } from '../definition.ts'

const keep = (by: (text: string) => string) => (_call: Call, text: string | null) => (text === null ? null : by(text))

/** https://learn.microsoft.com/dotnet/api/system.net.webutility */
export default type({
  name: 'System.Net.WebUtility',
  summary: 'Encodes and decodes for URLs and HTML.',
  kind: 'static',
  statics: [
    member('string UrlEncode(string value)', 'For a URL; a blank becomes a plus sign.', keep(urlEncode)),
    member('string UrlDecode(string encodedValue)', 'From a URL; a plus sign becomes a blank.', keep(formDecode)),
    member('string HtmlEncode(string value)', 'For HTML.', keep(htmlEncode)),
    member('string HtmlDecode(string value)', 'From HTML.', keep(htmlDecode)),
    member('byte[] UrlEncodeToBytes(byte[] value, int offset, int count)', 'For a URL, as bytes.'),
    member('byte[] UrlDecodeToBytes(byte[] encodedValue, int offset, int count)', 'From a URL, as bytes.'),
  ],
})
