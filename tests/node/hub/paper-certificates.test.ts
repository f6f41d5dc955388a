import { X509Certificate } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { revoke } from '#app/hub/hub-codes.ts'
import { signAsHub } from '#app/hub/sign-as-hub.ts'
import { writeWayBack } from '#app/hub/write-way-back.ts'
import { appendEvents } from '#app/ledger/append-events.ts'
import { findVouching } from '#app/report/find-vouching.ts'
import type { VaultId } from '#core/ids.ts'
import type { Certificate, PaperCertificate } from '#core/packages/certificates.ts'
import { CARRIER_PATHS } from '#core/packages/package-layout.ts'
import { paperKeyProof } from '#core/packages/paper-certificates.ts'
import { writeSigned } from '#core/packages/signed-document.ts'
import { parseWayBack } from '#core/packages/way-back.ts'
import type { OpenHub } from '#hub/open-hub.ts'
import { personKeysFrom } from '#node/crypto/person-keys.ts'
import { nodeSyncTools } from '#node/sync/node-sync-tools.ts'
import { fillCourtCase } from '../../support/court-case.ts'
import { courtPrinter as printer } from '../../support/court-printer.ts'
import { enrol, makeHub, take } from '../../support/hub-room.ts'
import { HubStation } from '../../support/hub-station.ts'
import { codeOf, createVault, makeFolder, PASSPHRASE, whenFileEnds } from '../../support/make-vault.ts'
import { keeperOf } from '../../support/open-session.ts'
import { RealStation } from '../../support/real-station.ts'
import { expectOk } from '../../support/results.ts'
import { addColleague, FOUNDER, switchTo } from '../../support/station.ts'

const atEnd = whenFileEnds()

async function paperCertificates(hub: OpenHub, { vaultId }: { readonly vaultId: VaultId }) {
  const read = await hub.session.store.read((reads) => hub.session.ledger.catchUp(reads))
  const { stations } = expectOk(expectOk(read))
  return (stations.get(vaultId)?.certificates ?? []).flatMap(({ signed: { document }, revoked }) =>
    document.subject === 'paper' ? [{ document, revoked }] : [],
  )
}

const x509 = (hex: string) => new X509Certificate(Buffer.from(hex, 'hex'))

/** Puts a way back on the stick in which the certificate of the key for papers is this one, all of it signed by the hub. */
async function lieTo({ session }: OpenHub, { stick, vaultId }: RealStation, document: PaperCertificate) {
  const honest = expectOk(parseWayBack(expectOk(await writeWayBack(session, vaultId)))).document
  const certificates = honest.certificates.map((signed) =>
    signed.document.subject === 'paper' ? signAsHub<Certificate>(session, document) : signed,
  )
  const path = join(stick, CARRIER_PATHS.wayBack(session.identity.hubId, vaultId))
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, writeSigned(signAsHub(session, { ...honest, certificates })))
}

/** Draws something, signs it, and tells who vouched for the key. */
async function signSomething({ desk }: RealStation, number: string) {
  const made = await desk.ask('report.make', {
    ...{ case: number, kind: 'victim-receipt', languages: 'km+en', about: '1' },
  })
  return await desk.ask('report.sign', { reportId: made.reportId, reason: 'ពិនិត្យហើយ' })
}

test('headquarters certifies the key for papers of each officer who told it, and they sign with that certificate', async () => {
  const { hub } = await makeHub(atEnd)
  const station = await RealStation.enrol(hub, 'ប៉ៃលិន', atEnd, { printer })
  const number = await fillCourtCase(station.desk)
  expect(await signSomething(station, number)).toMatchObject({
    certified: { by: 'owner', why: 'not-enrolled' },
  })
  const officer = await addColleague(station.desk, 'សុខ ចាន់ថា', 'officer')
  await station.exchange()
  const [founders, ...others] = await paperCertificates(hub, station)
  // The officer told nothing yet.
  expect(others).toEqual([])
  if (founders === undefined) throw new Error('the founder was not certified')
  const { certificateHex, authorityHex, serial } = founders.document
  const [certificate, authority] = [x509(certificateHex), x509(authorityHex)]
  expect(authority.ca).toBe(true)
  expect(authority.verify(authority.publicKey)).toBe(true)
  expect(certificate.ca).toBe(false)
  expect(certificate.checkIssued(authority)).toBe(true)
  expect(certificate.verify(authority.publicKey)).toBe(true)
  expect(Number.parseInt(certificate.serialNumber, 16)).toBe(serial)
  expect(certificate.subject).toContain('OU=ប៉ៃលិន')
  expect(certificate.subject).toContain(`CN=${founders.document.name}`)

  const signed = await signSomething(station, number)
  expect(signed.certified).toEqual({ by: 'headquarters', hubName: 'អគ្គស្នងការដ្ឋាន' })
  expect(signed.publicKeyHex).toBe(founders.document.publicKeyHex)
  expect(signed.certificateDigestHex).toBe(certificate.fingerprint256.replaceAll(':', '').toLowerCase())

  // Somebody else at the same station tells their own when they speak to headquarters.
  await switchTo(station.desk, officer)
  await station.exchange()
  expect((await paperCertificates(hub, station)).map(({ document }) => document.name)).toEqual([
    founders.document.name,
    officer.name,
  ])
  await station.openCase('own')
  await switchTo(station.desk, FOUNDER)
  // Nothing is told or certified twice.
  await station.openCase('more')
  await station.exchange()
  expect(await paperCertificates(hub, station)).toHaveLength(2)
  const verified = await station.desk.ask('vault.verify', {})
  expect(verified.findings).toEqual([])
})

test('an officer whom headquarters revoked signs with a certificate of their own that says so, and is certified no more', async () => {
  const { hub } = await makeHub(atEnd)
  const station = await RealStation.enrol(hub, 'ប៉ៃលិន', atEnd, { printer })
  const number = await fillCourtCase(station.desk)
  await station.exchange()
  const [before] = await paperCertificates(hub, station)
  if (before === undefined) throw new Error('nobody was certified')
  expect(await signSomething(station, number)).toMatchObject({ certified: { by: 'headquarters' } })
  const { serials } = expectOk(
    await revoke(hub.session, station.vaultId, { keyId: before.document.keyId }, 'left-service'),
  )
  expect(serials).toContain(before.document.serial)
  await station.openCase('more')
  await station.exchange()
  expect(await signSomething(station, number)).toMatchObject({ certified: { by: 'owner', why: 'revoked' } })
  // Headquarters certifies it no more.
  await station.exchange()
  const after = await paperCertificates(hub, station)
  expect(after.map(({ revoked }) => revoked?.document.reason)).toEqual(['left-service'])
})

test('a way back with a certificate of another key, or of another authority, is refused whole; the right one is taken', async () => {
  const { hub } = await makeHub(atEnd)
  const station = await RealStation.enrol(hub, 'ប៉ៃលិន', atEnd, { printer })
  const other = await RealStation.enrol(hub, 'បាត់ដំបង', atEnd)
  for (const one of [station, other]) {
    await one.openCase('first')
    await one.send()
  }
  const [own] = await paperCertificates(hub, station)
  const [foreign] = await paperCertificates(hub, other)
  if (own === undefined || foreign === undefined) throw new Error('two were certified')
  const { publicKeyHex, certificateHex } = foreign.document
  const wrong: readonly Partial<PaperCertificate>[] = [
    // All of it is of somebody else's key, though headquarters signs that it is this person's.
    { publicKeyHex, certificateHex },
    // The document says the right key and the certificate in it another.
    { certificateHex },
    // An authority that did not issue it.
    { authorityHex: own.document.certificateHex },
    { certificateHex: own.document.certificateHex.replace(/..$/, '00') },
  ]
  for (const change of wrong) {
    await lieTo(hub, station, { ...own.document, ...change })
    const carrierId = await station.desk.engine.offerFolder(station.stick)
    expect(codeOf(await station.desk.call('sync.take', { carrierId }))).toBe('sync/certificate-wrong')
  }
  await lieTo(hub, station, own.document)
  await station.fetch()
  const number = await fillCourtCase(station.desk)
  expect(await signSomething(station, number)).toMatchObject({ certified: { by: 'headquarters' } })
})

test('headquarters certifies no key whose private half was not shown to be at hand, and the same once it is', async () => {
  const { hub } = await makeHub(atEnd)
  const desk = await createVault({ atEnd })
  await desk.engine.close()
  const keeper = keeperOf(desk.folder)
  const vault = expectOk(await keeper.unlock({ passphrase: PASSPHRASE }))
  atEnd(() => keeper.close(vault))
  const { keyId, userId, name } = vault.person
  const { paper } = vault.signer
  const somebodys = Buffer.from(personKeysFrom(new Uint8Array(32).fill(9)).paper.publicPoint).toString('hex')
  const own = Buffer.from(paper.publicPoint).toString('hex')
  const tell = (publicKeyHex: string, proof: Uint8Array) => {
    const data = {
      keyId,
      publicKeyHex,
      proofHex: Buffer.from(proof).toString('hex'),
      toldBy: { userId, name },
    }
    const body = { kind: 'paper-key-told' as const, scope: vault.vaultId, data }
    expectOk(appendEvents(vault, [{ key: vault.registerKey, body }]))
  }
  const stick = await makeFolder(atEnd)
  const carry = async (before: HubStation | null) => {
    const station = new HubStation(vault, desk.folder, [])
    if (before === null) await enrol(hub, station, stick)
    else Object.assign(station, { signer: before.signer, hub: before.hub, madeAtMs: before.madeAtMs + 1 })
    await station.pack(stick, { from: before?.events.length ?? 0 })
    const { packages } = await take(hub, stick)
    expect(packages.every(({ outcome }) => outcome === 'accepted')).toBe(true)
    return station
  }
  // Somebody else's key, which they cannot sign with; then their own, with a proof of another.
  tell(somebodys, paper.signSame(paperKeyProof(vault.vaultId, keyId, somebodys)))
  const first = await carry(null)
  expect(await paperCertificates(hub, first)).toEqual([])
  tell(own, paper.signSame(paperKeyProof(vault.vaultId, keyId, somebodys)))
  const second = await carry(first)
  expect(await paperCertificates(hub, second)).toEqual([])
  tell(own, paper.signSame(paperKeyProof(vault.vaultId, keyId, own)))
  const third = await carry(second)
  const certified = await paperCertificates(hub, third)
  expect(certified.map(({ document }) => document.publicKeyHex)).toEqual([own])
})

test('nobody signs with a certificate of another key, though headquarters signed that it is theirs', async () => {
  const { hub } = await makeHub(atEnd)
  const station = await RealStation.enrol(hub, 'ប៉ៃលិន', atEnd)
  await station.openCase('first')
  await station.exchange()
  const [own] = await paperCertificates(hub, station)
  if (own === undefined) throw new Error('nobody was certified')
  await station.desk.engine.close()
  const keeper = keeperOf(station.desk.folder)
  const vault = expectOk(await keeper.unlock({ passphrase: PASSPHRASE }))
  atEnd(() => keeper.close(vault))
  const vouching = () => findVouching(vault, nodeSyncTools, vault.clock.nowMs())
  expect(expectOk(vouching()).by).toBe('headquarters')
  // Whoever can write into the ledger takes what no way back would have brought in.
  const publicKeyHex = Buffer.from(personKeysFrom(new Uint8Array(32).fill(9)).paper.publicPoint).toString(
    'hex',
  )
  const { userId, name } = vault.person
  const order = {
    foundedAtMs: Date.now(),
    serial: 90,
    station: 'x',
    userId,
    name,
    publicKeyHex,
    atMs: Date.now(),
  }
  const issued = hub.session.tools.authority.issue(order)
  const wrong = signAsHub<Certificate>(hub.session, { ...own.document, serial: 90, publicKeyHex, ...issued })
  const { hubId } = hub.session.identity
  const data = {
    ...{ hubId, receipts: [], refusals: [], messages: [], takenBy: { userId, name } },
    papers: [Buffer.from(writeSigned(wrong)).toString()],
  }
  const body = { kind: 'way-back-taken' as const, scope: vault.vaultId, data }
  expectOk(appendEvents(vault, [{ key: vault.registerKey, body }]))
  expect(vouching()).toMatchObject({ ok: false, failure: { code: 'report/certificate-wrong' } })
})
