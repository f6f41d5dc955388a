import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { DigestHex, VaultId } from '#core/ids.ts'
import { verifyManifest } from '#core/packages/manifest.ts'
import { verifyPackageKeys } from '#core/packages/package-keys.ts'
import { CARRIER_PATHS } from '#core/packages/package-layout.ts'
import { checkBag } from '#node/carriers/folder/read-bag.ts'
import { openWithIdentity, verifyDocument } from '#node/crypto/sync-keys.ts'
import { unpackEvents } from '#node/sync/chunk-file.ts'
import { textsOf } from '../../support/document-text.ts'
import { flipHex } from '../../support/flip-hex.ts'
import {
  codeOf,
  copyVault,
  createVault,
  type Desk,
  makeFolder,
  sealBytes,
  unlock,
} from '../../support/make-vault.ts'
import { PaperHub } from '../../support/paper-hub.ts'
import { makeRecordingPrinter } from '../../support/recording-printer.ts'
import { expectOk } from '../../support/results.ts'

const vaultIdOf = async (desk: Desk): Promise<VaultId> => {
  const status = await desk.ask('vault.status', {})
  if (status.state !== 'unlocked') throw new Error('the vault is locked')
  return status.session.vaultId
}
const carrier = (desk: Desk, stick: string) => desk.engine.offerFolder(stick)
const take = async (desk: Desk, stick: string) =>
  desk.call('sync.take', { carrierId: await carrier(desk, stick) })
const write = async (desk: Desk, stick: string) =>
  desk.call('sync.write', { carrierId: await carrier(desk, stick) })
const status = (desk: Desk) => desk.ask('sync.status', {})

/** A station that is enrolled with a hub over a stick. */
async function enrolled(
  options: Parameters<typeof createVault>[0] = {},
): Promise<{ desk: Desk; hub: PaperHub; stick: string; vaultId: VaultId }> {
  const desk = await createVault(options)
  const stick = await makeFolder()
  const hub = new PaperHub()
  const vaultId = await vaultIdOf(desk)
  await desk.ask('sync.ask', { code: hub.code, station: 'បាត់ដំបង', carrierId: await carrier(desk, stick) })
  await hub.answerRequest(stick, vaultId)
  expect(await take(desk, stick)).toMatchObject({ outcome: 'done', value: { isEnrolledNow: true } })
  return { desk, hub, stick, vaultId }
}

test('a station enrols, sends a shared case with its exhibit, keeps the receipt and reads what it is told', async () => {
  const { desk, hub, stick, vaultId } = await enrolled()
  const shared = await desk.ask('case.open', { title: 'ការឆបោកតាមអនឡាញ' })
  const kept = await desk.ask('case.open', { title: 'not for headquarters' })
  const { exhibitId } = await sealBytes(desk, shared.number, Buffer.from('evidence'))
  await sealBytes(desk, kept.number, Buffer.from('other evidence'))
  await desk.ask('case.shareWithHub', { case: shared.number })
  expect(codeOf(await desk.call('case.shareWithHub', { case: shared.number }))).toBe('sync/already-shared')
  expect(exhibitId).toMatch(/^[0-9a-f]{32}$/)

  const sent = await desk.ask('sync.write', { carrierId: await carrier(desk, stick) })
  expect(sent).toMatchObject({ fromSeq: 0, cases: 1, casesWithoutKey: 0, objects: 1 })
  const [bag = ''] = await hub.bagsOn(stick)
  const whole = expectOk(await checkBag(bag))
  const expected = { hubId: hub.hubId, deviceKeyHex: hub.deviceKeyHex, nowMs: Date.now() }
  const manifest = expectOk(verifyManifest(whole.signed, expected, verifyDocument))
  expect(manifest.to.seq).toBe(sent.toSeq)
  const events = expectOk(unpackEvents(await readFile(join(bag, 'data/events/000001.chunk'))))
  expect(events.length).toBe(sent.events)

  // Need to know: the key of the other case is not there, and nothing of either is readable on the way.
  const sealedKeys = await readFile(join(bag, 'data/keys.age'))
  const opened = await openWithIdentity(hub.identity, sealedKeys)
  const keys = expectOk(verifyPackageKeys(opened ?? new Uint8Array(), manifest))
  expect(keys.cases.map(({ number }) => number)).toEqual([shared.number])
  expect(keys.vaultId).toBe(vaultId)

  await hub.takePackage(stick)
  await hub.say({ kind: 'notice', title: 'ទទួលបាន', text: 'សូមអរគុណ', from: 'HQ' })
  await hub.writeWayBack(stick)
  expect(await take(desk, stick)).toMatchObject({
    outcome: 'done',
    value: { receipts: 1, messages: 1, removed: 1, held: { seq: sent.toSeq } },
  })
  expect(await hub.bagsOn(stick)).toEqual([])
  const after = await status(desk)
  expect(after).toMatchObject({
    state: 'enrolled',
    held: { seq: sent.toSeq },
    sent: [{ state: 'received' }],
    messages: [{ kind: 'notice', title: 'ទទួលបាន' }],
  })
  const { receipts } = await desk.ask('sync.receipts', {})
  expect(receipts).toMatchObject([{ seq: sent.toSeq, verdict: 'true', objects: 1 }])

  // The same stick again brings nothing, and what only tells of the exchange is not worth a package.
  expect(await take(desk, stick)).toMatchObject({ outcome: 'done', value: { receipts: 0, messages: 0 } })
  expect(codeOf(await write(desk, stick))).toBe('sync/nothing-to-send')
  await desk.ask('case.open', { title: 'new' })
  const second = await desk.ask('sync.write', { carrierId: await carrier(desk, stick) })
  expect(second).toMatchObject({ fromSeq: sent.toSeq, objects: 0 })
  const verified = await desk.ask('vault.verify', {})
  expect(verified.findings).toEqual([])
})

test('reports say how far headquarters holds the case, and one that was printed before a receipt came is made again', async () => {
  const printer = makeRecordingPrinter()
  const { desk, hub, stick } = await enrolled({ printer })
  const { number } = await desk.ask('case.open', { title: 'ការឆបោក' })
  const make = async (more: { kind?: 'advisory' | 'case'; at?: DigestHex; checkCode?: string } = {}) => {
    await desk.ask('report.make', { case: number, kind: 'case', languages: 'en', ...more })
    const tree = printer.last()
    return {
      code: tree.foot.checkCode ?? '',
      head: tree.foot.ledgerHeadHex as DigestHex,
      texts: textsOf(tree).join('\n'),
    }
  }
  const before = await make()
  expect(before.texts).not.toContain('holds everything up to event')
  const sent = await desk.ask('sync.write', { carrierId: await carrier(desk, stick) })
  await hub.takePackage(stick)
  await hub.writeWayBack(stick)
  await take(desk, stick)
  const held = new RegExp(
    `holds everything up to event ${sent.toSeq}, received .*: every event of this paper`,
  )
  const after = await make()
  expect(after.texts).toMatch(held)
  expect((await make({ kind: 'advisory' })).texts).toMatch(held)
  expect(after.code).not.toBe(before.code)
  // What was printed is found again by its head and its code, whatever receipts came since.
  expect((await make({ at: before.head, checkCode: before.code })).code).toBe(before.code)
  expect((await make({ at: after.head, checkCode: after.code })).code).toBe(after.code)
  await desk.ask('note.write', { case: number, text: 'later' })
  expect((await make()).texts).toContain('Later events of this paper that it has not acknowledged: 1.')
  expect((await make({ at: before.head, checkCode: before.code })).code).toBe(before.code)
  await desk.ask('sync.write', { carrierId: await carrier(desk, stick) })
  await hub.takePackage(stick)
  await hub.writeWayBack(stick)
  await take(desk, stick)
  expect((await make({ at: after.head })).code).not.toBe(after.code)
  expect((await make({ at: after.head, checkCode: after.code })).code).toBe(after.code)
})

test('whoever is no administrator enrols nobody, and a code that was misread is named', async () => {
  const desk = await createVault()
  const stick = await makeFolder()
  const hub = new PaperHub()
  const misread = hub.code.replace(/[0-9]/, (digit) => String((Number(digit) + 1) % 10))
  const answer = await desk.call('sync.ask', {
    code: misread,
    station: 'x',
    carrierId: await carrier(desk, stick),
  })
  expect(answer).toMatchObject({ failure: { code: 'sync/code-malformed', facts: { group: 1 } } })
  expect(codeOf(await write(desk, stick))).toBe('sync/not-enrolled')
  expect(codeOf(await take(desk, stick))).toBe('sync/not-enrolled')
})

test('an answer by another key, for another station, from the future or under another code pins nothing', async () => {
  const desk = await createVault()
  const stick = await makeFolder()
  const hub = new PaperHub()
  const vaultId = await vaultIdOf(desk)
  await desk.ask('sync.ask', { code: hub.code, station: 'x', carrierId: await carrier(desk, stick) })
  const lies: readonly (readonly [object, string])[] = [
    [{ hubKeyHex: new PaperHub().signer.publicKeyHex }, 'sync/hub-key-differs'],
    [{ vaultId: 'ab'.repeat(16) }, 'sync/for-another-station'],
    [{ requestId: 'ab'.repeat(16) }, 'sync/for-another-station'],
    [{ madeAtMs: Date.now() + 10 * 365 * 86_400_000 }, 'sync/from-the-future'],
    [
      {
        certificates: [
          new PaperHub().sign({
            format: 'samnum-certificate' as const,
            v: 1,
            hubId: hub.hubId,
            serial: 1,
            vaultId,
            issuedAtMs: 1,
            subject: 'device',
            deviceId: 'ab'.repeat(16),
            deviceKeyHex: 'ab'.repeat(32),
            station: 'x',
          }),
        ],
      },
      'sync/certificate-wrong',
    ],
  ]
  for (const [lie, code] of lies) {
    await hub.answerRequest(stick, vaultId, lie)
    expect(codeOf(await take(desk, stick))).toBe(code)
    expect(await status(desk)).toMatchObject({ state: 'asked' })
  }
  await hub.answerRequest(stick, vaultId)
  const path = join(stick, CARRIER_PATHS.answer(hub.hubId, vaultId))
  const bytes = await readFile(path)
  await writeFile(path, bytes.toString().replace(/(?<="sealedHex":".{40}).{2}/, flipHex))
  expect(codeOf(await take(desk, stick))).toMatch(/^sync\/(signature-wrong|malformed)$/)
  await writeFile(path, bytes)
  expect(await take(desk, stick)).toMatchObject({ outcome: 'done', value: { isEnrolledNow: true } })
})

test('a way back that is not whole, not true or not for this station changes nothing', async () => {
  const { desk, hub, stick } = await enrolled()
  await desk.ask('sync.write', { carrierId: await carrier(desk, stick) })
  const manifest = await hub.takePackage(stick)
  await hub.say({ kind: 'notice', title: 'x', text: 'x', from: 'x' })
  const before = (await status(desk)).headSeq
  const good = hub.wayBack()
  const receipt = (change: object) => [hub.receipt(manifest, 0, change)]
  const lies = [
    [hub.wayBack({ vaultId: 'ab'.repeat(16) as VaultId }), 'sync/for-another-station'],
    [new PaperHub().sign(good.document), 'sync/signature-wrong'],
    [hub.wayBack({ madeAtMs: Date.now() + 2 * 86_400_000 }), 'sync/from-the-future'],
    [hub.wayBack({ receipts: receipt({ leafIndex: 7 }) }), 'sync/proof-wrong'],
    [hub.wayBack({ receipts: receipt({ seq: 999 }) }), 'sync/proof-wrong'],
    [
      hub.wayBack({ messages: hub.messages.map(({ document }) => hub.sign({ ...document, number: 2 })) }),
      'sync/message-out-of-order',
    ],
    [
      hub.wayBack({
        messages: hub.messages.map((message) => ({ ...message, signatureHex: 'ab'.repeat(64) })),
      }),
      'sync/signature-wrong',
    ],
    [
      hub.wayBack({
        messages: hub.messages.map(({ document }) => hub.sign({ ...document, sealedHex: '00' })),
      }),
      'sync/malformed',
    ],
  ] as const
  for (const [lie, code] of lies) {
    await hub.writeWayBack(stick, lie)
    expect(codeOf(await take(desk, stick))).toBe(code)
  }
  // One changed byte anywhere, and an end anywhere.
  await hub.writeWayBack(stick, good)
  const path = join(stick, CARRIER_PATHS.wayBack(hub.hubId, hub.vaultId))
  const bytes = await readFile(path)
  for (let at = 0; at < bytes.length; at += 97) {
    const flipped = Buffer.from(bytes)
    flipped[at] = (flipped[at] ?? 0) ^ 0x01
    await writeFile(path, flipped)
    expect((await take(desk, stick)).outcome).toBe('failed')
    await writeFile(path, bytes.subarray(0, at))
    expect((await take(desk, stick)).outcome).toBe('failed')
  }
  expect((await status(desk)).headSeq).toBe(before)
  await writeFile(path, bytes)
  expect(await take(desk, stick)).toMatchObject({ outcome: 'done', value: { receipts: 1, messages: 1 } })
})

test('a hub that dropped what it gave a receipt for is found', async () => {
  const { desk, hub, stick } = await enrolled()
  await desk.ask('sync.write', { carrierId: await carrier(desk, stick) })
  await hub.takePackage(stick)
  await hub.writeWayBack(stick)
  await take(desk, stick)
  const [first] = hub.leaves
  if (first === undefined) throw new Error('there is a leaf')
  hub.leaves[0] = { ...first, headHex: 'ab'.repeat(32) as DigestHex }
  hub.leaves.push(first)
  const { tree, consistency } = hub.wayBack().document
  await hub.writeWayBack(stick, hub.wayBack({ tree, consistency, receipts: [] }))
  expect(codeOf(await take(desk, stick))).toBe('sync/tree-inconsistent')
})

test('an older copy of the vault, and one that went on otherwise, are found by the hub\u2019s receipts', async () => {
  const { desk, hub, stick } = await enrolled()
  await desk.engine.close()
  const old = await copyVault(desk.folder)
  const going = await unlock(desk.folder)
  await going.ask('case.open', { title: 'x' })
  await going.ask('sync.write', { carrierId: await carrier(going, stick) })
  await hub.takePackage(stick)
  await hub.writeWayBack(stick)

  const put = await unlock(old)
  expect(codeOf(await take(put, stick))).toBe('sync/ledger-rolled-back')
  for (const title of ['a', 'b', 'c', 'd']) await put.ask('case.open', { title })
  expect(codeOf(await take(put, stick))).toBe('sync/ledger-forked')
  expect((await status(put)).held).toBe(null)
  expect(await take(going, stick)).toMatchObject({ outcome: 'done', value: { receipts: 1 } })
})

test('a revoked device sends and takes nothing any more, and enrols anew with other keys', async () => {
  const { desk, hub, stick, vaultId } = await enrolled()
  const { hubId, deviceKeyHex: keyHex } = hub
  hub.leaves.push({
    vaultId,
    deviceId: 'ab'.repeat(16) as never,
    seq: 1,
    headHex: 'ab'.repeat(32) as DigestHex,
    receivedAtMs: 1,
  })
  hub.revocations.push(
    hub.sign({
      format: 'samnum-revocation',
      v: 1,
      hubId,
      serial: 1,
      vaultId,
      keyHex,
      reason: 'stolen',
      revokedAtMs: 1,
    }),
  )
  await hub.writeWayBack(stick)
  expect(await take(desk, stick)).toMatchObject({ outcome: 'done', value: { papers: 1 } })
  expect((await status(desk)).state).toBe('revoked')
  expect(codeOf(await write(desk, stick))).toBe('sync/device-revoked')
  await desk.ask('sync.unpin', { reason: 'x' })
  const anew = new PaperHub()
  await desk.ask('sync.ask', { code: anew.code, station: 'x', carrierId: await carrier(desk, stick) })
  await anew.answerRequest(stick, vaultId)
  expect(await take(desk, stick)).toMatchObject({ outcome: 'done', value: { isEnrolledNow: true } })
  expect(anew.deviceKeyHex).not.toBe(keyHex)
})

test('a stick that is pulled while a package is written shows none, and the next try leaves one', async () => {
  const { desk, hub, stick } = await enrolled()
  const place = join(stick, CARRIER_PATHS.toHub(hub.hubId), hub.vaultId)
  const half = join(place, `${'ab'.repeat(16)}.unfinished`)
  await cp(join(stick, 'samnum/from-hub'), half, { recursive: true })
  const calledOff = await desk.call(
    'sync.write',
    { carrierId: await carrier(desk, stick) },
    { signal: AbortSignal.abort() },
  )
  expect(calledOff.outcome).toBe('cancelled')
  expect(await hub.bagsOn(stick)).toEqual([])
  await desk.ask('sync.write', { carrierId: await carrier(desk, stick) })
  expect((await readdir(place)).filter((name) => name.endsWith('.unfinished'))).toEqual([])
  // A second package holds whatever the first had: it takes its place.
  await desk.ask('case.open', { title: 'x' })
  await desk.ask('sync.write', { carrierId: await carrier(desk, stick) })
  expect(await hub.bagsOn(stick)).toHaveLength(1)
  expect((await status(desk)).sent).toHaveLength(3)
  expect(codeOf(await write(desk, join(stick, 'no/such/folder')))).toBe('sync/carrier-failed')
})
