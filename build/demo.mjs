// npm run demo: does the main job without a person (src/cli/demo), under the Node that came with the packages.
import { findNode24 } from './install.mjs'
import { runToEnd } from './run-to-end.mjs'

const root = process.cwd()

process.exitCode = await runToEnd(findNode24(root), ['src/cli/demo/main.ts', ...process.argv.slice(2)], {
  cwd: root,
  env: process.env,
})
