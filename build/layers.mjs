/**
 * The one table of layers: who may import whom, which npm packages each layer may use, and where
 * Node's own modules may appear. dependency-cruiser, the type check and tests/arch all read it.
 *
 * To use an npm package in a layer, add it to that layer's `packages` and give it a line in
 * docs/dependencies.md; the check fails until both exist.
 *
 * @typedef {object} Layer
 * @property {string} name         the folder under src/
 * @property {readonly string[]} layers     layers it may import at run time (itself is always allowed)
 * @property {readonly string[]} typesFrom  layers it may import types from, and nothing else
 * @property {readonly string[]} packages   npm packages it may import; a trailing slash-star allows a scope
 * @property {boolean} nodeModules     whether it may import Node's own modules (`node:fs` …)
 */

/** @type {readonly Layer[]} */
export const LAYERS = [
  { name: 'core', layers: [], typesFrom: [], packages: ['@noble/hashes', 'zod'], nodeModules: false },
  { name: 'contract', layers: ['core'], typesFrom: [], packages: ['zod'], nodeModules: false },
  {
    name: 'app',
    layers: ['core', 'contract'],
    typesFrom: [],
    packages: ['@noble/hashes', 'zod'],
    nodeModules: false,
  },
  {
    name: 'node',
    layers: ['core', 'contract', 'app'],
    typesFrom: [],
    packages: [
      '@expo-google-fonts/*',
      '@hyzyla/pdfium',
      '@kenjiuno/msgreader',
      '@noble/curves',
      '@noble/hashes',
      '@node-rs/argon2',
      '@scure/base',
      'age-encryption',
      'better-sqlite3',
      'bidi-js',
      'csv-parse',
      'exifr',
      'file-type',
      'harfbuzzjs',
      'hash-wasm',
      'htmlparser2',
      'ical.js',
      'kysely',
      'libarchive-wasm',
      'libheif-js',
      'otpauth',
      'pdfmake',
      'pg',
      'postal-mime',
      'read-excel-file',
      'saxes',
      'sharp',
      'tar',
      'undici',
      'yauzl',
      'zod',
      'zxing-wasm',
    ],
    nodeModules: true,
  },
  {
    name: 'main',
    layers: ['core', 'contract', 'app', 'node'],
    typesFrom: [],
    packages: ['electron', 'zod'],
    nodeModules: true,
  },
  {
    name: 'preload',
    layers: [],
    typesFrom: ['core', 'contract'],
    packages: ['electron'],
    nodeModules: false,
  },
  {
    name: 'renderer',
    layers: ['core', 'contract'],
    typesFrom: [],
    packages: [
      '@expo-google-fonts/*',
      'lucide-react',
      'pdfjs-dist',
      'react',
      'react-aria-components',
      'react-dom',
      // The contract's schemas are zod's, and the page switches off their code generation, which its policy forbids.
      'zod',
      'zustand',
      '@tanstack/react-virtual',
    ],
    nodeModules: false,
  },
  {
    // The page in every package, built into one file: it runs in a stranger's browser.
    name: 'verifier',
    layers: ['core'],
    typesFrom: [],
    packages: ['@noble/ciphers', '@noble/curves', '@noble/hashes', 'zod'],
    nodeModules: false,
  },
  {
    name: 'hub',
    layers: ['core', 'contract', 'app', 'node'],
    typesFrom: [],
    packages: ['zod'],
    nodeModules: true,
  },
  {
    name: 'cli',
    layers: ['core', 'contract', 'app', 'node', 'hub'],
    typesFrom: [],
    packages: ['commander', 'zod'],
    nodeModules: true,
  },
]

/** Folders that are type-checked besides the layers; each holds its own tsconfig.json. */
export const OTHER_PROJECTS = ['tests', 'tests/e2e', 'build']
