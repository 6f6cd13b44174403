import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import oniguruma from 'vscode-oniguruma'
import textmate from 'vscode-textmate'

export interface ColouredToken {
  readonly text: string
  readonly scopes: readonly string[]
}

const require = createRequire(import.meta.url)
const grammarFile = new URL('../../media/apim-policy.tmLanguage.json', import.meta.url)

async function loadGrammar(): Promise<textmate.IGrammar> {
  await oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')))
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(readFileSync(grammarFile, 'utf8'), grammarFile.pathname),
  })
  const grammar = await registry.loadGrammar('text.xml.apim-policy')
  if (!grammar) throw new Error('the TextMate grammar did not load')
  return grammar
}

const grammar = loadGrammar()

/** Colours a document with VS Code's own TextMate engine: the tokens of each line. */
export async function colour(text: string): Promise<ColouredToken[][]> {
  const loaded = await grammar
  let state = textmate.INITIAL
  return text.split('\n').map((line) => {
    const result = loaded.tokenizeLine(line, state)
    state = result.ruleStack
    return result.tokens.map((token) => ({ text: line.slice(token.startIndex, token.endIndex), scopes: token.scopes }))
  })
}
