import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { createVault, makeFolder } from '../../support/make-vault.ts'
import { callsOf, needStrace, straceOf } from '../objects/run-child.ts'
import { runVaultChild } from './run-vault-child.ts'

const CALLS = 'openat,pwrite64,write,fsync,fdatasync,rename,mkdir,unlink,ftruncate'

/** Numbers of the lines that a pattern fits; fails when it fits none. */
function placesOf(lines: readonly string[], pattern: RegExp): number[] {
  const places = lines.flatMap((line, at) => (pattern.test(line) ? [at] : []))
  expect(places, `nothing fits ${pattern}:\n${lines.join('\n')}`).not.toEqual([])
  return places
}

function expectOrder(lines: readonly string[], patterns: readonly RegExp[]): void {
  let from = -1
  for (const pattern of patterns) {
    const next = placesOf(lines, pattern).find((place) => place > from)
    expect(next, `${pattern} does not follow:\n${lines.slice(Math.max(0, from)).join('\n')}`).toBeDefined()
    from = next ?? from
  }
}

async function traceOf(
  folder: string,
  args: { readonly task: string; readonly [option: string]: string },
): Promise<string[]> {
  const trace = join(await makeFolder(), 'trace')
  const lines = await runVaultChild({ folder, ...args }, { wrapper: straceOf(trace, CALLS, []) })
  expect(lines.filter(({ outcome }) => outcome !== 'done')).toEqual([])
  const calls = (await callsOf(trace)).filter(
    (line) => line.includes(dirname(folder)) || line.startsWith('write(1<'),
  )
  return calls.map((call) => (call.length > 300 ? `${call.slice(0, 200)} … ${call.slice(-60)}` : call))
}

test('an append answers after the journal was flushed and then the head file, in this order', async (context) => {
  needStrace(context)
  const desk = await createVault()
  await desk.engine.close()
  const lines = await traceOf(desk.folder, { task: 'append', times: '1', text: 'x' })
  const wal = `${desk.folder}/ledger\\.db-wal`
  const head = `${desk.folder}/head`
  const unlocked = placesOf(lines, /write\(1<.*vault\.unlock/)[0] as number
  const answered = placesOf(lines, /write\(1<.*complaint\.add/)[0] as number
  const between = lines.slice(unlocked + 1, answered + 1)
  expectOrder(between, [
    new RegExp(`pwrite64\\(\\d+<${wal}>`),
    new RegExp(`fdatasync\\(\\d+<${wal}>\\) = 0|fsync\\(\\d+<${wal}>\\) = 0`),
    new RegExp(`pwrite64\\(\\d+<${head}>, "SAMHEAD1`),
    new RegExp(`fdatasync\\(\\d+<${head}>\\) = 0`),
    /write\(1<.*complaint\.add/,
  ])
  // The journal's own name is made durable too, and nothing is written after the last flush of its file.
  expectOrder(between, [
    new RegExp(`f(data)?sync\\(\\d+<${desk.folder}>\\) = 0`),
    new RegExp(`pwrite64\\(\\d+<${head}>`),
  ])
  const lastWrite = placesOf(between, new RegExp(`pwrite64\\(\\d+<${wal}>`)).at(-1) as number
  const lastFlush = placesOf(between, new RegExp(`f(data)?sync\\(\\d+<${wal}>\\)`)).at(-1) as number
  expect(lastWrite).toBeLessThan(lastFlush)
  expect(placesOf(between, new RegExp(`pwrite64\\(\\d+<${head}>`))).toHaveLength(1)
})

test('a vault is made beside its place, every file flushed, the header last, then moved there', async (context) => {
  needStrace(context)
  const room = await makeFolder()
  const folder = join(room, 'vault')
  const lines = await traceOf(folder, { task: 'create', text: 'សុខ' })
  const unfinished = `${folder}\\.unfinished`
  const flushed = (name: string) => new RegExp(`f(data)?sync\\(\\d+<${unfinished}${name}>\\) = 0`)
  expectOrder(lines, [
    new RegExp(`mkdir\\("${unfinished}", 0700\\) = 0`),
    new RegExp(`openat\\(.*"${unfinished}/ledger\\.db", .*O_EXCL.*, 0600\\)`),
    flushed('/ledger\\.db'),
    new RegExp(`rename\\("${unfinished}/vault\\.json\\.new", "${unfinished}/vault\\.json"\\) = 0`),
    flushed(''),
    new RegExp(
      `rename\\("${unfinished}/vault\\.copy\\.json\\.new", "${unfinished}/vault\\.copy\\.json"\\) = 0`,
    ),
    flushed(''),
    new RegExp(`rename\\("${unfinished}", "${folder}"\\) = 0`),
    new RegExp(`fsync\\(\\d+<${room}>\\) = 0`),
    /write\(1<.*vault\.create/,
  ])
  const moved = placesOf(lines, new RegExp(`rename\\("${unfinished}", `))[0] as number
  for (const name of ['/ledger\\.db', '/head', '/vault\\.json\\.new', '/vault\\.copy\\.json\\.new']) {
    const writes = placesOf(lines, new RegExp(`pwrite64\\(\\d+<${unfinished}${name}>`))
    const flushes = placesOf(lines, flushed(name))
    expect(writes.at(-1), name).toBeLessThan(flushes.at(-1) as number)
    expect(flushes.at(-1), name).toBeLessThan(moved)
  }
  expect((await readFile(join(folder, 'vault.json'))).length).toBeGreaterThan(1000)
})

test('locking flushes the database before the journal goes', async (context) => {
  needStrace(context)
  const desk = await createVault()
  await desk.engine.close()
  const lines = await traceOf(desk.folder, { task: 'append', times: '2', text: 'x' })
  const closing = lines.slice((placesOf(lines, /write\(1<.*complaint\.add/).at(-1) as number) + 1)
  expectOrder(closing, [
    new RegExp(`pwrite64\\(\\d+<${desk.folder}/ledger\\.db>`),
    new RegExp(`f(data)?sync\\(\\d+<${desk.folder}/ledger\\.db>\\) = 0`),
    new RegExp(
      `ftruncate\\(\\d+<${desk.folder}/ledger\\.db-wal>, 0\\)|unlink\\("${desk.folder}/ledger\\.db-wal"\\)`,
    ),
  ])
})
