import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import type { ParserName } from '#core/parsing/parser-names.ts'
import { giveUpRights } from '#node/parsers/parser-lockdown.ts'
import { loadParser } from '#node/parsers/registry.ts'
import { mutate } from './mutate.ts'
import { runBare } from './run-bare.ts'

// One parser under the rights that its own process has, over cases that follow from their seeds. A line for each case goes to the
// parent: the seed before it begins, and how it ended.

z.config({ jitless: true })
const [folder = '', name = '', from = '0', count = '0'] = process.argv.slice(2)
const samples = readdirSync(folder)
  .sort()
  .map((file) => ({ parser: file.split('--')[0] ?? '', bytes: readFileSync(join(folder, file)) }))
const own = samples.filter((sample) => sample.parser === name).map((sample) => sample.bytes)
// What is spliced in stays as it was when the old findings were made: their seeds would make other cases.
const all = samples.filter(({ parser }) => parser !== 'msg').map((sample) => sample.bytes)
const parser = await loadParser(name as ParserName)
if (parser === null) throw new Error(`no parser ${name}`)
const out = process.stdout
let reached = ''
giveUpRights((what) => {
  reached = what
})

const OPTIONS: { readonly [parser: string]: Record<string, string> } = {
  table: { currency: 'USD', 'date-order': 'dmy', 'decimal-sign': '.' },
}

for (let seed = Number(from); seed < Number(from) + Number(count); seed += 1) {
  out.write(`begin ${seed}\n`)
  const bytes = mutate(own, all, seed)
  const startedAt = performance.now()
  const outcome = await runBare(parser, bytes, seed % 3 === 0 ? {} : (OPTIONS[name] ?? {}))
  const ms = Math.round(performance.now() - startedAt)
  const how = outcome.kind === 'stopped' ? `stopped ${outcome.code}` : outcome.kind
  const why =
    outcome.kind === 'threw' && outcome.cause instanceof Error
      ? ` ${outcome.cause.stack?.split('\n').slice(0, 4).join(' / ').slice(0, 600)}`
      : ''
  const megabytes = Math.round(process.memoryUsage.rss() / 1_048_576)
  out.write(
    `end ${seed} ${ms} ${megabytes} ${reached === '' ? how : `reached ${reached}`}${why.replaceAll('\n', ' ')}\n`,
  )
}
