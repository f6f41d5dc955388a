import { describe, expect, it } from 'vitest'
import { makeEventStreamReader } from '../../../../src/renderer/app/event-stream.ts'

const STREAM = [
  ': samnum\n\n',
  'data: {"topic":"unlocked"}\n\n',
  'event: ignored\r\ndata: one\r\ndata:two\r\n\r\n',
  ':\n\n',
  'data: ខ្មែរ\r\r',
  'id: 4\n\n',
  'data: unfinished',
].join('')

const TOLD = ['{"topic":"unlocked"}', 'one\ntwo', 'ខ្មែរ']

function readIn(pieces: Iterable<string>): string[] {
  const told: string[] = []
  const read = makeEventStreamReader((data) => told.push(data))
  for (const piece of pieces) read(piece)
  return told
}

describe('a stream of events', () => {
  it('is read the same whole, letter by letter and in odd pieces', () => {
    expect(readIn([STREAM])).toEqual(TOLD)
    expect(readIn(STREAM)).toEqual(TOLD)
    for (const size of [2, 3, 5, 7, 11]) {
      const pieces = STREAM.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []
      expect(readIn(pieces)).toEqual(TOLD)
    }
  })
})
