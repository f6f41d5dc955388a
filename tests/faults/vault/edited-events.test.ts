import { describe, expect, test } from 'vitest'
import type { DeviceId, DigestHex } from '#core/ids.ts'
import { canonicalBytes } from '#core/ledger/canonical-json.ts'
import { openBody, sealBody } from '#node/crypto/event-seal.ts'
import { personKeysFrom } from '#node/crypto/person-keys.ts'
import { sha256Hex } from '#node/crypto/primitives.ts'
import { resign } from '../../support/insider.ts'
import { EVENT, setHeadTo, setRow, shareEditedVault } from './edited-vault.ts'

const { judgeEdit, rowOf } = shareEditedVault()
const { vaultCreated, firstComplaint: seq, secondExhibit: last } = EVENT
const stranger = personKeysFrom(Buffer.alloc(32, 7))

function flip(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes)
  changed[at] = (changed[at] ?? 0) ^ 1
  return changed
}

test('a vault that nobody edited is whole, also when its triggers were taken away and put back', async () => {
  expect(await judgeEdit(() => {})).toEqual([])
})

describe('the header of an event', () => {
  test('that says something else is damaged', async () => {
    const header = Buffer.from(
      rowOf(seq)
        .header.toString()
        .replace(/"scopeRef":"./, '"scopeRef":"z'),
    )
    const again = Buffer.from(
      rowOf(seq)
        .header.toString()
        .replace(/"sizeBytes":./, '"sizeBytes":9'),
    )
    for (const changed of [header, again]) {
      const edited = await judgeEdit((database) => setRow(database, seq, { header: changed }))
      expect(edited[0]).toBe(`ledger/header-damaged ${seq}`)
    }
  })

  test('that is no JSON is damaged, and what follows it cannot be placed', async () => {
    expect(await judgeEdit((database) => setRow(database, seq, { header: Buffer.from('{') }))).toEqual([
      `ledger/header-damaged ${seq}`,
      `ledger/sequence-broken ${seq + 1}`,
      'projection/differs',
    ])
  })

  test('with white space in it is damaged, though it says the same', async () => {
    const header = Buffer.from(`${rowOf(seq).header.toString()} `)
    expect((await judgeEdit((database) => setRow(database, seq, { header })))[0]).toBe(
      `ledger/header-damaged ${seq}`,
    )
  })

  test('that was exchanged together with its hash has no valid signature, and the chain breaks after it', async () => {
    const { header, hash_hex } = resign(rowOf(seq), { scopeRef: '00'.repeat(16) }, stranger)
    expect(await judgeEdit((database) => setRow(database, seq, { header, hash_hex }))).toEqual([
      `ledger/signature-wrong ${seq}`,
      `ledger/chain-broken ${seq + 1}`,
      'projection/differs',
    ])
  })

  test('that its own officer signed again breaks the chain after it', async () => {
    const edited = await judgeEdit((database, { keys }) => {
      const { time } = JSON.parse(rowOf(seq).header.toString())
      setRow(database, seq, resign(rowOf(seq), { time: { ...time, monotonicMs: 1 } }, keys))
    })
    expect(edited).toEqual([`ledger/chain-broken ${seq + 1}`, 'projection/differs'])
  })
})

describe('the body of an event', () => {
  test.each([
    ['salt', 0],
    ['commitment', 32],
    ['ciphertext', 64],
    ['tag', -1],
  ])('with another %s is not the one that was signed', async (_, place) => {
    const body = rowOf(seq).sealed_body
    const changed = flip(body, place < 0 ? body.length + place : place)
    expect(await judgeEdit((database) => setRow(database, seq, { sealed_body: changed }))).toEqual([
      `ledger/body-differs ${seq}`,
      'projection/differs',
    ])
  })

  test('that is shorter or longer is not the one that was signed', async () => {
    const body = rowOf(seq).sealed_body
    for (const changed of [body.subarray(1), Buffer.concat([body, Buffer.of(0)])]) {
      const edited = await judgeEdit((database) => setRow(database, seq, { sealed_body: changed }))
      expect(edited).toEqual([`ledger/body-differs ${seq}`, 'projection/differs'])
    }
  })

  test('that was emptied without an order is missing', async () => {
    const edited = await judgeEdit((database) => setRow(database, seq, { sealed_body: Buffer.alloc(0) }))
    expect(edited).toEqual([`ledger/body-missing ${seq}`, 'projection/differs'])
  })

  test('that was exchanged with another is found in both places', async () => {
    const other = EVENT.secondComplaint
    const edited = await judgeEdit((database) => {
      setRow(database, seq, { sealed_body: rowOf(other).sealed_body })
      setRow(database, other, { sealed_body: rowOf(seq).sealed_body })
    })
    expect(edited).toEqual([
      `ledger/body-differs ${seq}`,
      `ledger/body-differs ${other}`,
      'projection/differs',
    ])
  })

  test('of another event does not open, even when its own officer signs for it', async () => {
    const other = rowOf(EVENT.firstExhibit)
    const digestHex = JSON.parse(other.header.toString()).body.digestHex
    const edited = await judgeEdit(
      (database, { keys }) => {
        const body = { digestHex, sizeBytes: other.sealed_body.length }
        setRow(database, last, { ...resign(rowOf(last), { body }, keys), sealed_body: other.sealed_body })
      },
      (insider) => setHeadTo(insider, last),
    )
    // What this person's lists hold was drawn up anew, because the event that they reach to is another.
    expect(edited).toEqual([`ledger/body-unreadable ${last}`])
  })
})

describe('the signature of an event', () => {
  test.each([0, 31, 32, 63])('with byte %i changed is wrong', async (at) => {
    const signature = flip(rowOf(last).signature, at)
    expect(await judgeEdit((database) => setRow(database, last, { signature }))).toEqual([
      `ledger/signature-wrong ${last}`,
      'projection/differs',
    ])
  })

  test('by another key is wrong', async () => {
    const { signature } = resign(rowOf(last), {}, stranger)
    const edited = await judgeEdit((database) => setRow(database, last, { signature }))
    expect(edited).toEqual([`ledger/signature-wrong ${last}`, 'projection/differs'])
  })

  test('by somebody whom no event introduced is by nobody', async () => {
    const edited = await judgeEdit(
      (database) => setRow(database, last, resign(rowOf(last), { actor: stranger.keyId }, stranger)),
      (insider) => setHeadTo(insider, last),
    )
    expect(edited).toEqual([`ledger/signer-unknown ${last}`])
  })

  test('of the first event is by the founder whom it introduces, and by nobody else', async () => {
    const first = rowOf(vaultCreated)
    const named = await judgeEdit((database) =>
      setRow(database, 1, resign(first, { actor: stranger.keyId }, stranger)),
    )
    expect(named[0]).toBe('ledger/signer-unknown 1')
    const { signature } = resign(first, {}, stranger)
    expect((await judgeEdit((database) => setRow(database, 1, { signature })))[0]).toBe(
      'ledger/signature-wrong 1',
    )
  })
})

test('a founder is not introduced under a key id that is not their key\u2019s', async () => {
  const edited = await judgeEdit((database, { keyring, keys }) => {
    const row = rowOf(vaultCreated)
    const place = { device: row.device as DeviceId, seq: 1 }
    const opened = openBody(keyring.registerKey, place, row.sealed_body)
    if (opened.state !== 'open') throw new Error(opened.state)
    const body = JSON.parse(Buffer.from(opened.plaintext).toString())
    body.data.founder.signingKeyHex = stranger.signingKeyHex
    const sealed = Buffer.from(sealBody(keyring.registerKey, place, canonicalBytes(body)))
    const digestHex = sha256Hex(sealed) as DigestHex
    const change = { actor: keys.keyId, body: { digestHex, sizeBytes: sealed.length } }
    setRow(database, vaultCreated, { ...resign(row, change, stranger), sealed_body: sealed })
  })
  expect(edited[0]).toBe('ledger/signer-unknown 1')
})

describe('the notes that the store makes beside an event', () => {
  test('cannot move it to another case', async () => {
    const { scope } = rowOf(seq)
    const moved = EVENT.secondComplaint
    expect(scope).not.toBe(rowOf(moved).scope)
    expect(await judgeEdit((database) => setRow(database, moved, { scope }))).toEqual([
      `ledger/scope-wrong ${moved}`,
      'projection/differs',
    ])
  })

  test('cannot move it to a case of which nobody has the key', async () => {
    expect(await judgeEdit((database) => setRow(database, seq, { scope: '00'.repeat(16) }))).toEqual([
      `ledger/key-missing ${seq}`,
      'projection/differs',
    ])
  })

  test('cannot move it into the register, nor out of it', async () => {
    const register = rowOf(vaultCreated).scope
    expect((await judgeEdit((database) => setRow(database, seq, { scope: register })))[0]).toBe(
      `ledger/scope-wrong ${seq}`,
    )
    const { scope } = rowOf(seq)
    const granted = EVENT.secondKey
    expect((await judgeEdit((database) => setRow(database, granted, { scope })))[0]).toBe(
      `ledger/scope-wrong ${granted}`,
    )
  })

  test('cannot give it to another device, in the middle or at the end', async () => {
    const device = '00'.repeat(16)
    expect((await judgeEdit((database) => setRow(database, seq, { device })))[0]).toBe(
      `ledger/header-damaged ${seq}`,
    )
    const atEnd = await judgeEdit((database) => setRow(database, last, { device }))
    expect(atEnd).toEqual(['shut: head/behind-acknowledged'])
  })

  test('cannot give it another hash', async () => {
    const edited = await judgeEdit((database) => setRow(database, seq, { hash_hex: '00'.repeat(32) }))
    expect(edited).toEqual([
      `ledger/header-damaged ${seq}`,
      `ledger/chain-broken ${seq + 1}`,
      'projection/differs',
    ])
    const atEnd = await judgeEdit((database) => setRow(database, last, { hash_hex: '00'.repeat(32) }))
    expect(atEnd).toEqual(['shut: head/behind-acknowledged'])
  })

  test('cannot give it another number or another place', async () => {
    expect((await judgeEdit((database) => setRow(database, seq, { seq: 60 })))[0]).toBe(
      'ledger/header-damaged 60',
    )
    expect(await judgeEdit((database) => setRow(database, last, { position: last + 1 }))).toEqual([
      `ledger/sequence-broken ${last}`,
    ])
  })
})
