import { describe, expect, test } from 'vitest'
import { ChunksAhead } from '#app/hub/read-chunks.ts'
import type { PackageManifest } from '#core/packages/manifest.ts'
import { chunkPath } from '#core/packages/package-layout.ts'
import { packEvents, unpackEvents } from '#node/sync/chunk-file.ts'
import { checkerThat, crypto, keys, makeSignedEvents, truthful } from '../../../support/signed-events.ts'

/** A package of these numbers of events, and a reader of it who learns the signer with the first batch, as a hub does. */
function readerOf(
  files: readonly number[],
  checker = truthful(),
  change: (path: string, bytes: Buffer) => void = () => {},
) {
  const events = makeSignedEvents(
    files.reduce((sum, count) => sum + count, 0),
    [2, 700],
  )
  const parts = new Map<string, Buffer>()
  const chunks: PackageManifest['chunks'][number][] = []
  let from = 0
  for (const [index, count] of files.entries()) {
    const bytes = Buffer.from(packEvents(events.slice(from, from + count)))
    chunks.push({ sizeBytes: bytes.length, digestHex: crypto.digestHex(bytes), events: count })
    parts.set(chunkPath(index + 1), bytes)
    change(chunkPath(index + 1), bytes)
    from += count
  }
  let introduced: string | null = null
  const verifiedHere: number[] = []
  const tools = {
    unpackEvents,
    crypto: {
      ...crypto,
      verifyHeader(...of: Parameters<typeof crypto.verifyHeader>) {
        verifiedHere.push(1)
        return crypto.verifyHeader(...of)
      },
    },
  }
  const hub = { tools, startChecker: () => checker } as unknown as ConstructorParameters<
    typeof ChunksAhead
  >[0]
  const ahead = new ChunksAhead(
    hub,
    { chunks } as unknown as PackageManifest,
    {
      read: async (path) => ({ ok: true, value: parts.get(path) ?? Buffer.alloc(0) }),
      digestObject: async () => ({ ok: false, failure: { code: 'sync/file-missing' } }),
    },
    () => introduced,
  )
  const judgeAll = async () => {
    const judged: boolean[] = []
    for (let batch = await ahead.next(); batch !== null; batch = await ahead.next()) {
      if (!batch.ok) return { judged, failure: batch.failure }
      for (const { header, signature } of batch.value)
        judged.push(ahead.verifyHeader(keys.signingKeyHex, header, signature))
      introduced = keys.signingKeyHex
    }
    return { judged, failure: null }
  }
  return { events, ahead, judgeAll, checker, verifiedHere }
}

describe('the events of a package', () => {
  test.each([[[1]], [[250]], [[251]], [[1000]], [[3, 600, 250, 1]]])(
    'come once each and in their order: files of %j',
    async (files) => {
      const { events, ahead } = readerOf(files)
      const read: Uint8Array[] = []
      for (let batch = await ahead.next(); batch !== null; batch = await ahead.next()) {
        if (batch.ok) read.push(...batch.value.map(({ header }) => Uint8Array.from(header)))
      }
      expect(read).toEqual(events.map(({ header }) => Uint8Array.from(header)))
      expect(await ahead.next()).toBe(null)
    },
  )

  test('are judged the same, whoever verified them', async () => {
    const expected = makeSignedEvents(1000).map(({ seq }) => seq !== 2 && seq !== 700)
    expect((await readerOf([1000]).judgeAll()).judged).toEqual(expected)
    expect(
      (
        await readerOf(
          [1000],
          checkerThat(() => null),
        ).judgeAll()
      ).judged,
    ).toEqual(expected)
  })

  test('are verified beside as soon as the first batch introduced who signs, within one file too', async () => {
    const { judgeAll, checker, verifiedHere } = readerOf([1000])
    await judgeAll()
    expect(checker.asked).toHaveLength(750)
    expect(verifiedHere).toHaveLength(250)
  })

  test('of a file that was changed end the reading, after those of the files before it', async () => {
    const { judgeAll } = readerOf([300, 300], truthful(), (path, bytes) => {
      if (path === chunkPath(2)) bytes[40] = (bytes[40] ?? 0) ^ 1
    })
    const { judged, failure } = await judgeAll()
    expect(judged).toHaveLength(300)
    expect(failure).toEqual({ kind: 'objection', objection: { code: 'sync/file-differs' } })
  })
})
