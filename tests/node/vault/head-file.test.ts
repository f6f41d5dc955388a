import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { DeviceId } from '#core/ids.ts'
import {
  HEAD_FILE_BYTES,
  HEAD_RECORD_BYTES,
  HeadFile,
  type HeadRecord,
  headRecordBytes,
  parseHeadFile,
} from '#node/vault/head-file.ts'
import { makeFolder } from '../../support/make-vault.ts'
import { digestOf, idOf } from '../../support/sample-events.ts'

const KEY = new Uint8Array(32).fill(3)
const record = (generation: number, seq = generation + 1): HeadRecord => {
  return {
    generation,
    device: idOf<DeviceId>('d0'),
    seq,
    hashHex: digestOf(seq.toString(16).padStart(2, '0')),
    headerGeneration: 1,
  }
}
const fileOf = (...records: readonly HeadRecord[]) =>
  Buffer.concat(records.map((one) => headRecordBytes(KEY, one)))

describe('a head file', () => {
  test('says what the later of its two records says, wherever that stands', () => {
    expect(parseHeadFile(KEY, fileOf(record(4), record(5)))).toEqual({
      latest: record(5),
      damagedRecords: [],
    })
    expect(parseHeadFile(KEY, fileOf(record(6), record(5)))).toEqual({
      latest: record(6),
      damagedRecords: [],
    })
  })

  test('says what the other record says when one of them was torn, and names the torn one', () => {
    const torn = fileOf(record(6), record(5))
    torn.fill(0, 100, HEAD_RECORD_BYTES)
    expect(parseHeadFile(KEY, torn)).toEqual({ latest: record(5), damagedRecords: [0] })
  })

  test('with any one byte changed names the record that it is in and keeps to the other', () => {
    const whole = fileOf(record(4), record(5))
    for (let at = 0; at < HEAD_FILE_BYTES; at += 1) {
      const changed = Buffer.from(whole)
      changed[at] = (changed[at] ?? 0) ^ 1
      const place = at < HEAD_RECORD_BYTES ? 0 : 1
      const latest = place === 0 ? record(5) : record(4)
      expect(parseHeadFile(KEY, changed), `byte ${at}`).toEqual({ latest, damagedRecords: [place] })
    }
  })

  test('cut to any length loses what was cut', () => {
    const whole = fileOf(record(4), record(5))
    for (const length of [0, 1, 8, HEAD_RECORD_BYTES - 1]) {
      expect(parseHeadFile(KEY, whole.subarray(0, length))).toEqual({ latest: null, damagedRecords: [0, 1] })
    }
    for (const length of [HEAD_RECORD_BYTES, HEAD_RECORD_BYTES + 1, HEAD_FILE_BYTES - 1]) {
      expect(parseHeadFile(KEY, whole.subarray(0, length))).toEqual({
        latest: record(4),
        damagedRecords: [1],
      })
    }
  })

  test('under another key says nothing', () => {
    expect(parseHeadFile(new Uint8Array(32), fileOf(record(4), record(5)))).toEqual({
      latest: null,
      damagedRecords: [0, 1],
    })
  })
})

describe('an open head file', () => {
  async function createHead(): Promise<string> {
    const path = join(await makeFolder(), 'head')
    const { generation: _, ...first } = record(0)
    HeadFile.create(path, KEY, first)
    return path
  }
  const next = (seq: number) => {
    const { generation: _, ...head } = record(0, seq)
    return head
  }

  test('begins with two records that both name the first event', async () => {
    const bytes = await readFile(await createHead())
    expect(bytes).toHaveLength(HEAD_FILE_BYTES)
    expect(bytes.equals(fileOf(record(0, 1), record(1, 1)))).toBe(true)
  })

  test('writes the records in turn, so that the last acknowledged one is never written over', async () => {
    const path = await createHead()
    const { file } = HeadFile.open(path, KEY)
    for (let seq = 2; seq < 8; seq += 1) {
      const before = await readFile(path)
      file.advance(next(seq))
      const after = await readFile(path)
      const place = seq % 2
      const kept = [HEAD_RECORD_BYTES * (1 - place), HEAD_RECORD_BYTES * (2 - place)] as const
      expect(after.subarray(...kept).equals(before.subarray(...kept))).toBe(true)
      expect(parseHeadFile(KEY, after)).toEqual({ latest: record(seq, seq), damagedRecords: [] })
    }
    file.close()
  })

  test('that is opened again goes on where it stood, over the record that is damaged', async () => {
    const path = await createHead()
    const first = HeadFile.open(path, KEY).file
    first.advance(next(2))
    first.close()
    const torn = await readFile(path)
    torn.fill(0, 50, 60)
    await writeFile(path, torn)
    const { file, content } = HeadFile.open(path, KEY)
    expect(content).toEqual({ latest: record(1, 1), damagedRecords: [0] })
    file.advance(next(3))
    file.close()
    expect(parseHeadFile(KEY, await readFile(path))).toEqual({ latest: record(2, 3), damagedRecords: [] })
  })

  test('takes a header’s generation into a record of its own, beside the head as it is', async () => {
    const path = await createHead()
    const { file } = HeadFile.open(path, KEY)
    expect(file.recordedHeader).toBe(1)
    file.noteHeader(5)
    expect(parseHeadFile(KEY, await readFile(path)).latest).toEqual({ ...record(2, 1), headerGeneration: 5 })
    expect(file.recordedHeader).toBe(5)
    file.advance(next(2))
    expect(parseHeadFile(KEY, await readFile(path)).latest).toEqual({ ...record(3, 2), headerGeneration: 5 })
    file.close()
  })

  test('carries a header’s generation into the next record without writing one, and never a smaller one', async () => {
    const path = await createHead()
    const before = await readFile(path)
    const { file } = HeadFile.open(path, KEY)
    file.carryHeader(9)
    file.carryHeader(3)
    expect((await readFile(path)).equals(before)).toBe(true)
    file.advance(next(2))
    expect(parseHeadFile(KEY, await readFile(path)).latest?.headerGeneration).toBe(9)
    file.close()
  })

  test('is not made over one that exists', async () => {
    const path = await createHead()
    expect(() => HeadFile.create(path, KEY, next(9))).toThrow(/EEXIST/)
    expect((await readFile(path)).equals(fileOf(record(0, 1), record(1, 1)))).toBe(true)
  })
})
