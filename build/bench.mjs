// npm run bench:NAME: measures, as ratios within one run. Nothing here passes or fails.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runToEnd } from './run-to-end.mjs'

const root = process.cwd()
const [name = '', ...rest] = process.argv.slice(2)
const script = join(root, 'tests', 'bench', `${name}.ts`)
if (!/^[a-z-]+$/.test(name) || !existsSync(script)) {
  process.stderr.write(
    'Usage: npm run bench:vault -- [--events N] [--only NAME,…] [--vault DIR], or npm run bench:ingest -- [--size 1G] [--rounds N] [--folder DIR] [--sweep], or npm run bench:pdf -- [--parts N] [--photos N] [--rounds N], or npm run bench:search -- [--rows N], or npm run bench:hub -- [--events N], or npm run bench:network -- [--size 16M] [--only good,bad,cuts,slow,complaint] [--seed N]\n',
  )
  process.exit(2)
}
process.exitCode = await runToEnd(process.execPath, [script, ...rest], { cwd: root, env: process.env })
