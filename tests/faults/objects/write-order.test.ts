import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder, patternOf } from '../../node/objects/object-room.ts'
import { callsOf, FIRST_ID, needStrace, runChild, straceOf } from './run-child.ts'

const CALLS = 'openat,pwrite64,fsync,rename,mkdir,link,unlink,write'

/** Numbers of the lines that a pattern fits, and that it fits somewhere. */
function placesOf(lines: readonly string[], pattern: RegExp): number[] {
  const places = lines.flatMap((line, at) => (pattern.test(line) ? [at] : []))
  expect(places, `nothing fits ${pattern}:\n${lines.join('\n')}`).not.toEqual([])
  return places
}

function expectOrder(lines: readonly string[], patterns: readonly RegExp[]): void {
  const first = patterns.map((pattern) => placesOf(lines, pattern)[0] as number)
  expect(first, lines.join('\n')).toEqual([...first].sort((a, b) => a - b))
}

async function traceOf(folder: string, args: { readonly [option: string]: string }): Promise<string[]> {
  const trace = join(folder, 'trace')
  const end = await runChild(args, { wrapper: straceOf(trace, CALLS, []) })
  expect(end.result).toMatchObject({ ok: true })
  return (await callsOf(trace)).filter((line) => line.includes(folder) || line.includes('write(1<'))
}

test('a seal answers after file, shard and objects folder were flushed, in this order', async (context) => {
  needStrace(context)
  const folder = await makeFolder()
  const source = join(folder, 'evidence.bin')
  await writeFile(source, patternOf(200))
  const objects = join(folder, 'objects')
  const args = { task: 'seal', objects, source }
  const lines = await traceOf(folder, args)

  const incoming = `objects/incoming/${FIRST_ID}`
  const flush = (name: string) => new RegExp(`fsync\\(\\d+<${folder}/${name}>\\) = 0`)
  expectOrder(lines, [
    new RegExp(`mkdir\\("${objects}", 0700\\) = 0`),
    new RegExp(`fsync\\(\\d+<${folder}>\\) = 0`),
    new RegExp(`openat\\(.*"${folder}/${incoming}", O_RDWR\\|O_CREAT\\|O_EXCL\\|O_NOFOLLOW.*, 0600\\)`),
    new RegExp(`pwrite64\\(\\d+<.*${incoming}>, "SAMNUM-OBJECT-1\\\\n`),
    flush(incoming),
    new RegExp(`mkdir\\("${objects}/ab", 0700\\) = 0`),
    new RegExp(`rename\\("${folder}/${incoming}", "${objects}/ab/${FIRST_ID}"\\) = 0`),
    flush('objects/ab'),
    flush('objects'),
    /write\(1<.*"ok\\":true/,
  ])
  const lastWrite = placesOf(lines, /pwrite64/).at(-1) as number
  expect(lastWrite).toBeLessThan(placesOf(lines, flush(incoming))[0] as number)
  // The source is opened for reading, and nothing is ever written to it.
  placesOf(
    lines,
    new RegExp(`openat\\(.*"${source}", O_RDONLY\\|O_NOCTTY\\|O_NONBLOCK\\|O_NOFOLLOW\\|O_NOATIME`),
  )
  expect(lines.filter((line) => line.includes(source) && !line.startsWith('openat'))).toEqual([])
})

test('the objects folder is flushed also when the shard was there before', async (context) => {
  needStrace(context)
  const folder = await makeFolder()
  const source = join(folder, 'evidence.bin')
  await writeFile(source, patternOf(200))
  const objects = join(folder, 'objects')
  await mkdir(join(objects, 'ab'), { recursive: true })
  const lines = await traceOf(folder, { task: 'seal', objects, source })
  expectOrder(lines, [
    new RegExp(`rename\\(.*"${objects}/ab/${FIRST_ID}"\\) = 0`),
    new RegExp(`fsync\\(\\d+<${objects}/ab>\\) = 0`),
    new RegExp(`fsync\\(\\d+<${objects}>\\) = 0`),
  ])
})

test('an extraction answers after the whole file was flushed, named and its folder flushed', async (context) => {
  needStrace(context)
  const folder = await makeFolder()
  const source = join(folder, 'evidence.bin')
  await writeFile(source, patternOf(200))
  const objects = join(folder, 'objects')
  const sealed = await runChild({ task: 'seal', objects, source })
  const out = join(folder, 'out.bin')
  const object = JSON.stringify(sealed.result?.value)
  const lines = await traceOf(folder, { task: 'extract', objects, object, out })
  const temporary = `${folder}/.samnum-part`
  expectOrder(lines, [
    new RegExp(`pwrite64\\(\\d+<${temporary}>`),
    new RegExp(`fsync\\(\\d+<${temporary}>\\) = 0`),
    new RegExp(`link\\("${temporary}", "${out}"\\) = 0`),
    new RegExp(`unlink\\("${temporary}"\\) = 0`),
    new RegExp(`fsync\\(\\d+<${folder}>\\) = 0`),
    /write\(1<.*"ok\\":true/,
  ])
  expect(await readFile(out)).toEqual(Buffer.from(patternOf(200)))
})

test('a checkpoint is passed after content, then tags were flushed, and its record is known before the first segment', async (context) => {
  needStrace(context)
  const folder = await makeFolder()
  const source = join(folder, 'evidence.bin')
  await writeFile(source, patternOf(64 * 20))
  const objects = join(folder, 'objects')
  const trace = join(folder, 'trace')
  const calls = 'openat,pwrite64,fsync,fdatasync,rename,unlink'
  const args = { task: 'seal', objects, source, threads: true as const }
  const end = await runChild(args, { wrapper: straceOf(trace, calls, []) })
  expect(end.result).toMatchObject({ ok: true })
  const lines = (await callsOf(trace)).filter((line) => line.includes(folder))
  const object = `${objects}/incoming/${FIRST_ID}`
  const record = `${object}.resume`
  const write = (path: string, offset: number) =>
    new RegExp(`pwrite64\\(\\d+<${path}>, .*, ${offset}\\) = \\d`)
  const flush = (path: string) => new RegExp(`fdatasync\\(\\d+<${path}>\\)`)
  expectOrder(lines, [
    new RegExp(`fsync\\(\\d+<${record}>\\) = 0`),
    new RegExp(`fsync\\(\\d+<${objects}/incoming>\\) = 0`),
    write(object, 4096),
    flush(object),
    write(record, 12_288),
    flush(record),
    // The first checkpoint is odd: page B.
    write(record, 8192),
    // The second waits for the first.
    write(record, 4096),
    new RegExp(`fsync\\(\\d+<${object}>\\) = 0`),
    new RegExp(`rename\\("${object}"`),
    new RegExp(`unlink\\("${record}"\\) = 0`),
  ])
  const page = placesOf(lines, write(record, 8192))[0] as number
  expect(
    placesOf(lines, flush(record)).some((at) => at > page),
    'the page is flushed',
  ).toBe(true)
})
