import * as z from 'zod'
import { canonicalBytes, parseCanonical } from '../ledger/canonical-json.ts'
import { count, digest } from '../ledger/event-fields.ts'
import { fail, type Result, succeed } from '../result.ts'

const LONGEST_PATH = 1000
const LONGEST_NAME = 200
// Letters of any script may be in a name; what Windows or a shell gives a meaning may not.
const FORBIDDEN = /[\p{Cc}<>:"|?*\\]/u
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i

/** Tells whether a text is a path inside a program's tree: names joined by `/`, none of which leads out of it on any system. */
export function isTreePath(path: string): boolean {
  if (path.length === 0 || path.length > LONGEST_PATH) return false
  return path
    .split('/')
    .every(
      (name) =>
        name.length > 0 &&
        name.length <= LONGEST_NAME &&
        !FORBIDDEN.test(name) &&
        !RESERVED.test(name) &&
        !/[. ]$/.test(name),
    )
}

const fileShape = z.strictObject({
  path: z.string().refine(isTreePath),
  sizeBytes: count,
  digestHex: digest(),
  isExecutable: z.boolean(),
})

const indexShape = z.strictObject({ files: z.array(fileShape).min(1) })

/** One file of a program. */
export type TreeFile = z.output<typeof fileShape>
/** Every file of a program, in the order in which their bytes follow. */
export type TreeIndex = z.output<typeof indexShape>

/** The canonical bytes of an index. */
export function writeTreeIndex(index: TreeIndex): Uint8Array {
  return canonicalBytes(index)
}

/**
 * Reads the index of a program's tree. Paths stand in the order of their code units, each once, also where a system takes no notice of
 * capitals, and none is a folder of another.
 */
export function parseTreeIndex(
  bytes: Uint8Array,
  mostFiles: number,
): Result<TreeIndex, { readonly code: 'update/malformed' }> {
  const value = parseCanonical(bytes)
  const read = indexShape.safeParse(value.ok ? value.value : null)
  if (!read.success || read.data.files.length > mostFiles) return fail({ code: 'update/malformed' })
  const { files } = read.data
  const seen = new Set<string>()
  const folders = new Set<string>()
  for (const [at, { path }] of files.entries()) {
    const folded = path.normalize('NFC').toLowerCase()
    const before = files[at - 1]?.path
    if ((before !== undefined && path <= before) || seen.has(folded))
      return fail({ code: 'update/malformed' })
    seen.add(folded)
    const names = folded.split('/')
    for (let depth = 1; depth < names.length; depth++) folders.add(names.slice(0, depth).join('/'))
  }
  return [...folders].some((folder) => seen.has(folder))
    ? fail({ code: 'update/malformed' })
    : succeed(read.data)
}
