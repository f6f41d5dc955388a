// Applies build/source-rules.mjs to src, tests and build. Usage: check-sources.mjs [ROOT] [--json]
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { findBreaches } from './source-rules.mjs'

const root = resolve(process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? '.')
const asJson = process.argv.includes('--json')

/** @param {string} folder @returns {string[]} */
function listSources(folder) {
  /** @type {import('node:fs').Dirent[]} */
  let entries
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : listSources(path)
    return /\.(ts|tsx|mjs|cjs|js)$/.test(entry.name) ? [path] : []
  })
}

const files = ['src', 'tests', 'build'].flatMap((folder) => listSources(join(root, folder)))
const findings = files.flatMap((path) =>
  findBreaches(relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8')),
)

if (asJson) {
  process.stdout.write(`${JSON.stringify({ files: files.length, findings })}\n`)
} else {
  for (const { rule, path, line, instead } of findings) {
    process.stdout.write(`${path}:${line} ${rule}\n    ${instead}\n`)
  }
  process.stdout.write(`${files.length} files, ${findings.length} breaches of the house rules\n`)
}
process.exitCode = findings.length > 0 || files.length === 0 ? 1 : 0
