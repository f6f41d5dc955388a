/** Does one thing with an object store in a process of its own, and prints its result as one line of JSON. */
import { writeSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { describeFile } from '#node/objects/file-source.ts'
import { createFolderObjectStore } from '#node/objects/folder-object-store.ts'
import { extractObject } from '../../support/extract-object.ts'
import { interferedSource } from './interfered-source.ts'

const { values } = parseArgs({
  options: {
    task: { type: 'string' },
    objects: { type: 'string' },
    source: { type: 'string', default: '' },
    out: { type: 'string', default: '' },
    object: { type: 'string', default: '{}' },
    'segment-size': { type: 'string', default: '64' },
    'kill-before-read': { type: 'string' },
    /** The process kills itself once so many bytes are sealed. */
    'kill-at-bytes': { type: 'string' },
    /** Everything is sealed on two threads, in small pieces. */
    threads: { type: 'boolean', default: false },
    /** Ids and salts are these bytes, each repeated, so that paths are known beforehand. */
    draws: { type: 'string', default: 'ab,cd,ef' },
  },
})

const scopeKey = new Uint8Array(32).fill(0x5a)
const segmentSizeBytes = Number(values['segment-size'])
const draws = values.draws.split(',')
const store = createFolderObjectStore({
  folder: values.objects ?? '',
  segmentSizeBytes,
  leastSegmentSizeBytes: Math.min(segmentSizeBytes, 65_536),
  ...(values.threads && {
    threads: {
      fromBytes: 0,
      chunkBytes: 2 * segmentSizeBytes,
      slotCount: 3,
      checkpointBytes: 4 * segmentSizeBytes,
    },
  }),
  randomBytes: (count) => new Uint8Array(count).fill(Number.parseInt(draws.shift() ?? '00', 16)),
})

async function run(): Promise<unknown> {
  if (values.task === 'verify') return await store.verify(JSON.parse(values.object), scopeKey)
  if (values.task === 'extract')
    return await extractObject(store, JSON.parse(values.object), scopeKey, values.out)
  const described = await describeFile(values.source)
  if (values.task === 'describe' || !described.ok) return described
  const killBefore = values['kill-before-read']
  const source =
    killBefore === undefined
      ? described.value
      : interferedSource(described.value, Number(killBefore), () => void process.kill(process.pid, 'SIGKILL'))
  const killAt = values['kill-at-bytes'] === undefined ? null : Number(values['kill-at-bytes'])
  const onProgress = (doneBytes: number) => {
    if (killAt !== null && doneBytes >= killAt) process.kill(process.pid, 'SIGKILL')
  }
  const result = await store.seal(source, scopeKey, { onProgress })
  return { ...result, peakBytes: process.resourceUsage().maxRSS * 1024 }
}

writeSync(1, `${JSON.stringify(await run())}\n`)
