import { findTypeScriptProjects } from './projects.mjs'

/**
 * One look at the whole tree by one tool.
 *
 * @typedef {object} Check
 * @property {string} name
 * @property {string} program   a package's script, run under Node 24
 * @property {string[]} args
 */

/**
 * Everything `npm run check` looks at besides running unit tests.
 * @param {string} root
 * @returns {Check[]}
 */
export function listChecks(root) {
  return [
    ...findTypeScriptProjects(root).map(({ name, path }) => ({
      name: `types of ${name}`,
      program: 'node_modules/typescript/bin/tsc',
      args: [
        '--project',
        path,
        '--incremental',
        '--tsBuildInfoFile',
        `out/types/${name.replace('/', '-')}.tsbuildinfo`,
        '--pretty',
        'false',
      ],
    })),
    {
      name: 'lint and format',
      program: 'node_modules/@biomejs/biome/bin/biome',
      args: ['ci', '--max-diagnostics=40', '--error-on-warnings', '--colors=off'],
    },
    { name: 'house rules', program: 'build/check-sources.mjs', args: [] },
    {
      name: 'structure',
      program: 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
      args: ['--config', '.dependency-cruiser.mjs', '--output-type', 'err-long', 'src', 'tests', 'build'],
    },
    {
      name: 'dead code',
      program: 'node_modules/knip/bin/knip.js',
      args: ['--no-progress', '--no-config-hints'],
    },
  ]
}
