/**
 * The import map of ARCHITECTURE.md: who may import whom. What is not listed is forbidden.
 * Trap: without @swc/core, dependency-cruiser reads no TypeScript 7 project and reports success; `scripts/imports.mjs`
 * therefore checks how many modules were read.
 */
const core = '^language-server/core/'
const tests = '\\.test\\.ts$'

/** room (a path pattern) -> what it may import, itself aside. Patterns of packages begin with `node_modules/`. */
const map = {
  'language-server/core/text/': [],
  'language-server/core/syntax/': ['language-server/core/text/', 'node_modules/fast-xml-parser/'],
  'language-server/core/expression/': ['language-server/core/(text|syntax)/'],
  'language-server/core/catalog/': ['language-server/core/text/'],
  'language-server/core/model/': ['language-server/core/(text|syntax|expression|catalog)/'],
  'language-server/core/configuration/': ['language-server/core/(text|catalog|model)/', 'node_modules/jsonc-parser/'],
  'language-server/core/embedded/': [
    'language-server/core/(text|syntax|catalog|model)/',
    'node_modules/(jsonc-parser|liquidjs)/',
  ],
  'language-server/core/hosts/': ['language-server/core/(text|syntax|catalog|model)/', 'node_modules/jsonc-parser/'],
  'language-server/core/workspace/': [
    'language-server/core/(text|syntax|expression|catalog|model|configuration)/',
    'node_modules/(yaml|jsonc-parser)/',
  ],
  'language-server/core/lint/': [
    'language-server/core/(text|syntax|expression|catalog|model|configuration|workspace|embedded)/',
    'node_modules/jsonc-parser/',
  ],
  'language-server/core/recipes/': ['language-server/core/(text|syntax|expression|catalog|model)/'],
  'language-server/core/actions/': ['language-server/core/(text|syntax|expression|catalog|model|lint)/'],
  'language-server/core/format/': ['language-server/core/(text|syntax|expression|catalog|model)/'],
  'language-server/core/features/': [
    'language-server/core/(text|syntax|expression|catalog|model|configuration|workspace|embedded|lint|actions|format)/',
    'node_modules/vscode-languageserver-types/',
  ],
  'language-server/core/service\\.ts$': ['language-server/core/', 'node_modules/vscode-languageserver-types/'],
  'language-server/protocol\\.ts$': [
    'language-server/core/(catalog|configuration|hosts|model|syntax|workspace)/',
    'node_modules/vscode-languageserver-types/',
  ],
  'language-server/evaluation/': ['language-server/core/(text|expression)/', 'node:'],
  'language-server/server/': [
    'language-server/core/service\\.ts$',
    'language-server/core/(text|model|catalog|configuration|workspace|embedded|hosts)/',
    'language-server/protocol\\.ts$',
    // Behind a door.
    'language-server/evaluation/evaluator\\.ts$',
    'node_modules/vscode-languageserver',
    'node:',
  ],
  'emulator/gateway/': [
    'language-server/core/(text|syntax|expression|catalog|model)/',
    'language-server/evaluation/expression-crypto\\.ts$',
    // A door.
    'language-server/core/embedded/template-checker\\.ts$',
    'node:',
    'node_modules/(undici|jose|@azure)/',
  ],
  'emulator/management/': [
    'emulator/gateway/',
    'language-server/core/',
    'emulator/identity/',
    'emulator/loopback/',
    'node:',
  ],
  'emulator/identity/': ['node_modules/jose/', 'emulator/loopback/', 'node:'],
  'emulator/app-service/': ['emulator/identity/', 'emulator/loopback/', 'node_modules/jose/', 'node:'],
  'azure/': ['node_modules/@azure/', 'node:'],
  'workflows/': ['language-server/core/', 'azure/', 'node:'],
  'cli/': [
    'language-server/(core|evaluation)/',
    'workflows/',
    'emulator/',
    'azure/',
    'node:',
    'node_modules/(tinyglobby|jsonc-parser|@types/sarif)/',
  ],
  'emulator/loopback/': ['node:'],
  'src/platform/': [
    'node_modules/(@types/)?vscode',
    'vscode',
    'language-server/protocol\\.ts$',
    'workflows/ports\\.ts$',
    'node:',
  ],
  'src/instances/': [
    'src/platform/',
    'workflows/',
    'azure/',
    'emulator/local',
    'node_modules/(@types/)?vscode',
    'vscode',
    'node:',
  ],
  'src/features/': [
    'src/platform/',
    'src/instances/',
    'workflows/',
    'azure/',
    'emulator/',
    'language-server/protocol\\.ts$',
    'node_modules/(@types/)?vscode',
    'vscode',
    'node:',
  ],
}

const rules = Object.entries(map).map(([room, allowed]) => ({
  name: `map-${room.replace(/[^\w/-]/g, '')}`,
  severity: 'error',
  from: { path: `^${room}`, pathNot: tests },
  to: {
    pathNot: [
      `^${room.replace('\\.ts$', '')}`,
      ...allowed.map((pattern) => (pattern === 'node:' ? '^(node:)?[a-z0-9_/]+$' : `^${pattern}`)),
    ],
  },
}))

module.exports = {
  forbidden: [
    ...rules,
    {
      name: 'core-is-pure',
      comment: 'The core has no ambient input: it must also run in a web worker.',
      severity: 'error',
      from: { path: core, pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-siblings-in-src-features',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/([^/]+)/', pathNot: '^src/features/$1/' },
    },
    {
      name: 'leaves-do-not-import-leaves',
      severity: 'error',
      from: {
        path: '^(language-server/core/(?:lint/rules|catalog/policies|actions)|emulator/gateway/policies|emulator/management/resources)/[^/]+\\.ts$',
        pathNot: ['index\\.gen\\.ts$', tests],
      },
      to: { path: '^$1/', pathNot: 'actions/(?:action\\.ts$|parts/)' },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^vscode$' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|out|node_modules/\\.)' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'require', 'default'],
      extensions: ['.ts', '.js', '.json', '.d.ts'],
    },
  },
}
