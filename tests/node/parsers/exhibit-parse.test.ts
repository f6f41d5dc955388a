import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Failure } from '#contract/failures.ts'
import { createVault, FIRST_CASE, makeFolder } from '../../support/make-vault.ts'
import { FACEBOOK_THREAD } from '../../support/parser-samples/chat-samples.ts'

async function sealSample(name: string, content: string | Uint8Array) {
  const desk = await createVault()
  await desk.ask('case.open', { title: 'A case' })
  const path = join(await makeFolder(), name)
  await writeFile(path, content)
  const [offered] = await desk.engine.offerPaths([path])
  if (offered?.ok !== true) throw new Error('not offered')
  const { number } = await desk.ask('exhibit.seal', { case: FIRST_CASE, intakeId: offered.value.intakeId })
  return { desk, number }
}

describe('reading an exhibit', () => {
  it('seals what was found as a derived exhibit, and the same again gives the same digest', async () => {
    const { desk, number } = await sealSample('message_1.json', FACEBOOK_THREAD)
    expect(await desk.ask('exhibit.suggestParsers', { exhibit: number })).toMatchObject({
      parsers: ['facebook-json', 'text'],
    })
    const first = await desk.ask('exhibit.parse', { exhibit: number })
    expect(first).toMatchObject({
      outcome: 'parsed',
      parser: 'facebook-json',
      number: `${FIRST_CASE}-E002`,
      name: 'message_1.json.facebook-json.json',
      isKnown: false,
      counts: { messages: 4, people: 2 },
    })
    const again = await desk.ask('exhibit.parse', { exhibit: number, parser: 'facebook-json' })
    expect(again).toMatchObject({ number: `${FIRST_CASE}-E002`, isKnown: true })
    if (first.outcome !== 'parsed' || again.outcome !== 'parsed') throw new Error('asked')
    expect(again.digestHex).toBe(first.digestHex)
    const { events, exhibits } = await desk.ask('case.show', { case: FIRST_CASE })
    expect(exhibits).toHaveLength(2)
    expect(events.map(({ kind }) => kind)).toEqual([
      'case-opened',
      'exhibit-sealed',
      'exhibit-sealed',
      'examination-recorded',
      'examination-recorded',
    ])
    expect((await desk.ask('vault.verify', {})).findings).toEqual([])
  })

  it('lists findings page by page and confirms them from the sealed result', async () => {
    const { desk, number } = await sealSample('message_1.json', FACEBOOK_THREAD)
    const parsed = await desk.ask('exhibit.parse', { exhibit: number })
    if (parsed.outcome !== 'parsed') throw new Error('asked')
    const page = await desk.ask('exhibit.findings', {
      exhibit: parsed.number,
      list: 'messages',
      offset: 1,
      limit: 2,
    })
    expect(page).toMatchObject({
      total: 4,
      page: { list: 'messages', entries: [{ kind: 'text' }, { kind: 'call' }] },
    })
    const confirmed = await desk.ask('finding.confirm', {
      exhibit: parsed.number,
      items: [
        { list: 'messages', index: 0 },
        { list: 'identifiers', index: 0 },
      ],
      note: 'read on the phone as well',
    })
    expect(confirmed).toMatchObject({ confirmed: 2, sourceExhibitId: page.sourceExhibitId })
    const { events } = await desk.ask('case.show', { case: FIRST_CASE })
    expect(events.at(-1)?.kind).toBe('findings-confirmed')
    expect((await desk.ask('vault.verify', {})).findings).toEqual([])
    const refused = async (name: 'exhibit.findings' | 'finding.confirm', input: object) =>
      ((await desk.call(name, input as never)) as { failure?: Failure }).failure?.code
    expect(
      await refused('finding.confirm', { exhibit: parsed.number, items: [{ list: 'places', index: 0 }] }),
    ).toBe('finding/not-found')
    expect(await refused('exhibit.findings', { exhibit: number, list: 'messages' })).toBe(
      'parse/not-a-result',
    )
    expect(
      await refused('finding.confirm', { exhibit: number, items: [{ list: 'messages', index: 0 }] }),
    ).toBe('parse/not-a-result')
  })

  it('asks, seals nothing, and reads with the answer', async () => {
    const { desk, number } = await sealSample('chat.txt', '3/4/26, 10:00 - A: x\n5/6/26, 10:00 - A: y\n')
    expect(await desk.ask('exhibit.parse', { exhibit: number })).toMatchObject({
      outcome: 'asks',
      parser: 'whatsapp',
      questions: [{ option: 'date-order' }],
    })
    expect((await desk.ask('exhibit.list', { case: FIRST_CASE })).exhibits).toHaveLength(1)
    expect(
      await desk.ask('exhibit.parse', { exhibit: number, options: { 'date-order': 'dmy' } }),
    ).toMatchObject({
      outcome: 'parsed',
      options: { 'date-order': 'dmy' },
    })
  })

  it('leaves everything as it was when it fails', async () => {
    const { desk, number } = await sealSample('bytes.bin', new Uint8Array([0, 1, 2, 3]))
    expect(await desk.call('exhibit.parse', { exhibit: number })).toMatchObject({
      failure: { code: 'parse/no-parser' },
    })
    expect(await desk.call('exhibit.parse', { exhibit: number, parser: 'ufdr' })).toMatchObject({
      failure: { code: 'parse/not-this-kind' },
    })
    const { events } = await desk.ask('case.show', { case: FIRST_CASE })
    expect(events).toHaveLength(2)
  })
}, 60_000)
