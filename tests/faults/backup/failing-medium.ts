import type { BackupMedium } from '#node/backup/backup-medium.ts'

/** Says no as the system does. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: injected`), { code, syscall: 'injected', errno: -1 })
}

/** A medium that counts what is done to it, and the number of steps so far. */
export type CountedMedium = { readonly medium: BackupMedium; readonly steps: () => number }

/**
 * A medium on which `onStep` is called before each step that changes it, with the step's number from 1, and `onRead` before
 * each that only reads. What they throw is what the medium answers.
 */
export function watchMedium(
  inner: BackupMedium,
  onStep: (step: number) => void,
  onRead: () => void = () => {},
): CountedMedium {
  let steps = 0
  const change = <T>(work: () => Promise<T>): Promise<T> => begin(() => onStep(++steps), work)
  const read = <T>(work: () => Promise<T>): Promise<T> => begin(onRead, work)
  const medium: BackupMedium = {
    list: (folder) => read(() => inner.list(folder)),
    sizeOf: (path) => read(() => inner.sizeOf(path)),
    readSmall: (path, maxBytes) => read(() => inner.readSmall(path, maxBytes)),
    open: (path) => read(() => inner.open(path)),
    async *scan(path) {
      onRead()
      for await (const chunk of inner.scan(path)) {
        onRead()
        yield chunk
      }
    },
    freeBytes: () => read(() => inner.freeBytes()),
    ensureFolder: (path) => change(() => inner.ensureFolder(path)),
    create: (path) =>
      change(async () => {
        const writer = await inner.create(path)
        return {
          append: (bytes) => change(() => writer.append(bytes)),
          async finish() {
            try {
              onStep(++steps)
            } catch (error) {
              await writer.abandon()
              throw error
            }
            await writer.finish()
          },
          abandon: () => writer.abandon(),
        }
      }),
    rename: (from, to) => change(() => inner.rename(from, to)),
    remove: (path) => change(() => inner.remove(path)),
    removeFolder: (path) => change(() => inner.removeFolder(path)),
    flushFolder: (path) => change(() => inner.flushFolder(path)),
  }
  return { medium, steps: () => steps }
}

/** A medium that is pulled out before step number `at`: from then on it answers nothing but an error. */
export function pulledMedium(inner: BackupMedium, at: number, code: string): CountedMedium {
  let isPulled = false
  const refuse = () => {
    if (isPulled) throw systemError(code)
  }
  return watchMedium(
    inner,
    (step) => {
      if (step === at) isPulled = true
      refuse()
    },
    refuse,
  )
}

/** A medium that refuses step number `at` once, and does everything else. */
export function refusingMedium(inner: BackupMedium, at: number, code: string): CountedMedium {
  return watchMedium(inner, (step) => {
    if (step === at) throw systemError(code)
  })
}

async function begin<T>(announce: () => void, work: () => Promise<T>): Promise<T> {
  announce()
  return await work()
}
