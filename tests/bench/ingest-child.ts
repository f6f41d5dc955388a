/** Seals one file and prints how long it took and how much memory it held: `ingest-child.ts SOURCE OBJECTS one|two`. */
import { describeFile } from '#node/objects/file-source.ts'
import { createFolderObjectStore } from '#node/objects/folder-object-store.ts'
import { THREAD_OPTIONS } from '#node/objects/threads/chunk-plan.ts'

const [source = '', objects = '', mode = 'two'] = process.argv.slice(2)
const fromBytes = mode === 'one' ? Number.POSITIVE_INFINITY : 0
const store = createFolderObjectStore({ folder: objects, threads: { ...THREAD_OPTIONS, fromBytes } })
const described = await describeFile(source)
if (!described.ok) throw new Error(described.failure.code)
const started = performance.now()
const sealed = await store.seal(described.value, new Uint8Array(32).fill(7))
const ms = performance.now() - started
if (!sealed.ok) throw new Error(sealed.failure.code)
process.stdout.write(JSON.stringify({ ms, peakBytes: process.resourceUsage().maxRSS * 1024 }))
