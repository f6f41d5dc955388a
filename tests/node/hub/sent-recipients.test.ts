import { beforeAll, describe, expect, it } from 'vitest'
import { sayToStations } from '#app/hub/say-to-stations.ts'
import {
  parseRecipientBook,
  RECIPIENTS_VOCABULARY,
  type RecipientBook,
} from '#core/letters/recipient-book.ts'
import type { OpenHub } from '#hub/open-hub.ts'
import { makeHub } from '../../support/hub-room.ts'
import { COMPLAINT, whenFileEnds } from '../../support/make-vault.ts'
import { RealStation } from '../../support/real-station.ts'
import { RECIPIENT_BOOK } from '../../support/recipient-book.ts'
import { expectOk } from '../../support/results.ts'

const atEnd = whenFileEnds()
const [BANK] = RECIPIENT_BOOK.recipients

describe('a book of recipients that headquarters sends', () => {
  let hub: OpenHub
  let station: RealStation
  let number: string
  beforeAll(async () => {
    ;({ hub } = await makeHub(atEnd, null))
    station = await RealStation.enrol(hub, 'ប៉ៃលិន', atEnd)
    number = await station.openCase('shared')
    await station.desk.ask('complaint.add', {
      case: number,
      complaint: {
        ...COMPLAINT,
        losses: [{ state: 'paid', currency: 'USD', amount: '120', payee: 'TESTB 001 LIN DARA' }],
      },
    })
  }, 120_000)

  const send = async (book: RecipientBook, name = RECIPIENTS_VOCABULARY) => {
    const { text } = expectOk(parseRecipientBook(book))
    const content = { kind: 'vocabulary', name, version: book.version, text } as const
    expectOk(await sayToStations(hub.session, 'all', content))
    await station.openCase('more', false)
    await station.exchange()
  }
  const known = () => station.desk.ask('letter.recipients', {})
  const freeze = async () =>
    (await station.desk.ask('letter.freezePayment', { case: number, complaint: '1', lossIndex: 0 })).content

  it('is not there before, and a freeze request goes to nobody in particular', async () => {
    expect(await known()).toEqual({ book: null, recipients: [] })
    expect((await freeze()).recipient.name).not.toBe(BANK.name)
  })

  it('is offered as it came, for each kind of letter, and a freeze request goes to its address', async () => {
    await send(RECIPIENT_BOOK)
    const { book, recipients } = await known()
    expect(book).toEqual({ version: 2, title: RECIPIENT_BOOK.title, checkedOn: '2026-11-01' })
    expect(recipients.map(({ name }) => name)).toEqual(RECIPIENT_BOOK.recipients.map(({ name }) => name))
    const disclosing = await station.desk.ask('letter.recipients', { kind: 'disclosure' })
    expect(disclosing.recipients).toMatchObject([{ name: 'Some Platform', contact: 'law@platform.example' }])
    const { name, department, address, contact } = BANK
    expect((await freeze()).recipient).toEqual({ name, department, address, contact })
    expect(await station.messages()).toMatchObject([
      { kind: 'vocabulary', title: 'ធនាគារ និងអ្នកផ្ដល់សេវា · Banks and providers · 2' },
    ])
  }, 60_000)

  it('gives way to a newer one, and to no older one or other list', async () => {
    const only = (version: number, name: string): RecipientBook => ({
      ...RECIPIENT_BOOK,
      version,
      recipients: [{ name, kinds: ['freeze'] }],
    })
    await send(only(1, 'older'))
    expect((await known()).book?.version).toBe(2)
    await send(only(9, 'another list'), 'colours')
    expect((await known()).book?.version).toBe(2)
    await send(only(3, 'newer'))
    expect((await known()).recipients).toEqual([{ name: 'newer', kinds: ['freeze'] }])
  }, 120_000)

  it('is no longer offered where the station left headquarters', async () => {
    await station.desk.ask('sync.unpin', { reason: 'moved' })
    expect(await known()).toEqual({ book: null, recipients: [] })
  })
})
