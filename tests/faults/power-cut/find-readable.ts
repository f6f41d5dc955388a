import type { Step } from './write-log.ts'

/** Characters of a secret that are looked for where only its beginning may be left. */
const BEGINNING = 12

/** Every way in which a text may stand in a file that is read without a key. */
function writingsOf(text: string): readonly Buffer[] {
  const utf16 = Buffer.from(text, 'utf16le')
  return [
    Buffer.from(text),
    utf16,
    Buffer.from(utf16).swap16(),
    Buffer.from(Buffer.from(text).toString('hex')),
    Buffer.from(Buffer.from(text).toString('base64').slice(0, -4)),
  ]
}

/**
 * Names every file in whose bytes or name one of some secrets can be read, at any moment of a session: each write by itself, and each
 * file as it stands after each write around the place of that write.
 */
export function findReadable(steps: readonly Step[], secrets: readonly string[]): readonly string[] {
  const needles = secrets.flatMap((secret) => [
    ...writingsOf(secret),
    ...writingsOf(secret.slice(0, BEGINNING)),
  ])
  const longest = Math.max(...needles.map(({ length }) => length))
  const isReadable = (bytes: Buffer) => needles.some((needle) => bytes.includes(needle))
  const found = new Set<string>()
  const files = new Map<string, Buffer>()
  const open = new Map<number, { readonly path: string; at: number }>()
  for (const step of steps) {
    for (const path of pathsOf(step)) if (isReadable(Buffer.from(path))) found.add(path)
    if (step.kind === 'open') {
      open.set(step.descriptor, { path: step.path, at: 0 })
      if (step.empties) files.delete(step.path)
    } else if (step.kind === 'close') open.delete(step.descriptor)
    else if (step.kind === 'write') {
      const opened = open.get(step.descriptor)
      // Pipes and events of the process itself, which are no files.
      if (opened === undefined) continue
      const offset = step.offsetBytes ?? opened.at
      if (step.offsetBytes === null) opened.at += step.bytes.length
      const end = offset + step.bytes.length
      const bytes = Buffer.concat(
        [files.get(opened.path) ?? Buffer.alloc(0)],
        Math.max(end, files.get(opened.path)?.length ?? 0),
      )
      step.bytes.copy(bytes, offset)
      files.set(opened.path, bytes)
      if (isReadable(bytes.subarray(Math.max(0, offset - longest), end + longest))) found.add(opened.path)
    }
  }
  return [...found]
}

function pathsOf(step: Step): readonly string[] {
  if ('path' in step) return [step.path]
  return 'from' in step ? [step.from, step.to] : []
}
