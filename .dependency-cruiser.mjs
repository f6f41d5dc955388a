// Directions, circles and packages. Every rule's comment says what to do instead; tests/arch plants a
// violation of each and demands that it is reported. The layers come from build/layers.mjs.
import { LAYERS } from './build/layers.mjs'

/** @type {import('dependency-cruiser').DependencyType[]} */
const EVERY_NPM_KIND = [
  'npm',
  'npm-dev',
  'npm-optional',
  'npm-peer',
  'npm-bundled',
  'npm-no-pkg',
  'npm-unknown',
  'unknown',
  'undetermined',
]

/** @param {readonly string[]} names */
function anyOf(names) {
  return `(?:${names.join('|')})`
}

/** @param {string} name */
function packagePattern(name) {
  return name.endsWith('/*') ? `${name.slice(0, -1)}[^/]+` : name
}

/** @typedef {import('dependency-cruiser').IForbiddenRuleType} Rule */

/** @type {readonly Rule[]} */
const layerDirections = LAYERS.map((layer) => ({
  name: `${layer.name}-imports-inward`,
  severity: 'error',
  comment:
    `src/${layer.name} may import ${layer.layers.length === 0 ? 'no other layer' : layer.layers.join(', ')}. ` +
    'Turn the dependency round: declare a port (an interface) in the inner layer and hand the implementation in from outside.',
  from: { path: `^src/${layer.name}/` },
  to: {
    path: '^src/[^/]+/',
    pathNot: `^src/${anyOf([layer.name, ...layer.layers, ...layer.typesFrom])}/`,
  },
}))

/** @type {readonly Rule[]} */
const typesOnly = LAYERS.filter((layer) => layer.typesFrom.length > 0).map((layer) => ({
  name: `${layer.name}-imports-only-types`,
  severity: 'error',
  comment:
    `src/${layer.name} is one file without dependencies; from ${layer.typesFrom.join(', ')} it may only \`import type\`. ` +
    'Move the behaviour to the other side of the bridge.',
  from: { path: `^src/${layer.name}/` },
  to: { path: `^src/${anyOf(layer.typesFrom)}/`, dependencyTypesNot: ['type-only'] },
}))

/** @type {readonly Rule[]} */
const layerPackages = LAYERS.map((layer) => ({
  name: `${layer.name}-packages`,
  severity: 'error',
  comment:
    `src/${layer.name} may import ${layer.packages.join(', ')}. To add one: list it for the layer in build/layers.mjs and ` +
    'give it a line in docs/dependencies.md (why, who keeps it, licence, what would replace it).',
  from: { path: `^src/${layer.name}/` },
  to: {
    dependencyTypes: EVERY_NPM_KIND,
    // An unresolved package keeps its bare name, so both shapes are matched; what starts with a dot or
    // a hash is no package. Declarations of an allowed package may live in @types.
    pathNot: `^(?:[.#]|(?:node_modules/)?(?:@types/)?${anyOf(layer.packages.map(packagePattern))}(?:/|$))`,
  },
}))

const withoutNode = LAYERS.filter((layer) => !layer.nodeModules).map((layer) => layer.name)

/** @type {Rule[]} */
export const RULES = [
  ...layerDirections,
  ...typesOnly,
  ...layerPackages,
  {
    name: 'no-circles',
    severity: 'error',
    comment:
      'Two files that import each other are one idea in two places. Move what both need into a third file, or merge them.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-node-modules-here',
    severity: 'error',
    comment:
      'This layer runs where Node does not exist. Take what is needed through a port, and implement the port in src/node.',
    from: { path: `^src/${anyOf(withoutNode)}/` },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'only-node-crypto-imports-crypto',
    severity: 'error',
    comment:
      'Electron links another crypto library than Node, so every primitive in use is listed and self-tested in one place. ' +
      'Call src/node/crypto (in tests: #node/crypto/…), or add the primitive there.',
    from: { path: '^src/', pathNot: '^src/node/crypto/' },
    to: { path: '^(?:node:)?crypto$', dependencyTypes: ['core'] },
  },
  {
    name: 'only-main-and-preload-know-electron',
    severity: 'error',
    comment:
      'The same workstation runs in a browser and on the command line. Put what needs Electron behind a port that src/main implements.',
    from: { path: '^src/', pathNot: '^src/(?:main|preload)/' },
    to: { path: '^(?:node_modules/)?electron(?:/|$)' },
  },
  {
    name: 'tests-never-load-electron',
    severity: 'error',
    comment:
      'Importing electron fetches its runtime, which build machines cannot do. Use `import type` and the typed double in tests/support.',
    from: { path: '^(?:tests|build)/' },
    to: { path: '^(?:node_modules/)?electron(?:/|$)', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'other-layers-by-hash-path',
    severity: 'error',
    comment:
      'Import another layer as `#core/…`, `#contract/…`, `#app/…` or `#node/…`, so that the crossing is visible in the line itself.',
    from: { path: '^src/([^/]+)/' },
    to: {
      path: '^src/[^/]+/',
      pathNot: '^src/$1/',
      dependencyTypesNot: ['aliased-subpath-import'],
    },
  },
  {
    name: 'sources-do-not-know-tests-or-build',
    severity: 'error',
    comment: 'What ships cannot lean on tests/ or build/. Move the shared part into the layer that needs it.',
    from: { path: '^src/' },
    to: { path: '^(?:tests|build)/' },
  },
  {
    name: 'only-sqlite-opens-databases',
    severity: 'error',
    comment:
      'Every connection needs its key, its pragmas and its checks before the first query. Call src/node/sqlite, which does that in one place.',
    from: { path: '^src/', pathNot: '^src/node/sqlite/' },
    to: { path: '^(?:node_modules/)?better-sqlite3(?:/|$)' },
  },
  {
    name: 'no-other-programs',
    severity: 'error',
    comment:
      'Evidence never reaches another program, and Electron is built without `child_process.fork`. Use a worker thread or a utility process; ' +
      'only the command line, and what starts a process without rights for evidence, may start a program (its own Node).',
    from: {
      path: '^src/',
      pathNot:
        '^src/(?:cli/|node/parsers/child-process-launcher\\.ts$|node/viewing/launch-room-process\\.ts$)',
    },
    to: { path: '^(?:node:)?child_process$', dependencyTypes: ['core'] },
  },
  {
    name: 'parts-know-nothing',
    severity: 'error',
    comment:
      'src/renderer/parts takes everything through props. Let a screen select the state and pass it down.',
    from: { path: '^src/renderer/parts/' },
    to: { path: '^src/renderer/(?:app|screens|state)/' },
  },
  {
    name: 'state-does-not-know-screens',
    severity: 'error',
    comment: 'A screen reads the state, never the other way round. Keep transitions free of components.',
    from: { path: '^src/renderer/state/' },
    to: { path: '^src/renderer/(?:app|screens|parts)/' },
  },
  {
    name: 'shipped-code-has-shipped-dependencies',
    severity: 'error',
    comment:
      'A packaged workstation carries only `dependencies`. Move the package there, or stop using it in shipped code.',
    from: { path: '^src/(?:core|contract|app|node|main|hub|cli)/' },
    to: {
      dependencyTypes: ['npm-dev'],
      dependencyTypesNot: ['type-only'],
      pathNot: '^node_modules/(?:electron|@types)/',
    },
  },
  {
    name: 'imports-resolve',
    severity: 'error',
    comment: 'The file or package does not exist. Mind the `.ts` ending and the spelling of the `#` path.',
    from: {},
    to: { couldNotResolve: true },
  },
]

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: RULES,
  options: {
    doNotFollow: { path: '^node_modules/' },
    exclude: { path: '^(?:out|dist|artifacts)/' },
    moduleSystems: ['es6', 'cjs'],
    // Types obey the directions as well: a type from an outer layer is knowledge of that layer.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
}
