import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { revoke } from '#app/hub/hub-codes.ts'
import {
  type CertificateFile,
  readCertificateFile,
  writeCertificateFile,
} from '#core/export/certificate-file.ts'
import { type CertificatesHere, checkSignatures, judgePaper } from '#core/export/package-signatures.ts'
import type { OpenHub } from '#hub/open-hub.ts'
import { verifyPaperSignature } from '#node/crypto/paper-key.ts'
import { verifyDocument as verifyMessage } from '#node/crypto/sync-keys.ts'
import { verifyDocument } from '#node/export/verify-document.ts'
import { verifyFolder } from '#node/export/verify-folder.ts'
import { fillCourtCase } from '../../support/court-case.ts'
import { courtPrinter as printer } from '../../support/court-printer.ts'
import { copyPackage, exportTo, smallTools } from '../../support/export-room.ts'
import { makeHub } from '../../support/hub-room.ts'
import { makeFolder, offerPath, whenFileEnds } from '../../support/make-vault.ts'
import { PaperHub } from '../../support/paper-hub.ts'
import { RealStation } from '../../support/real-station.ts'
import { expectOk } from '../../support/results.ts'

const CERTIFICATES = 'data/certificates.json'

const atEnd = whenFileEnds()
let hub: OpenHub
let station: RealStation
let number: string
let own: string
let certified: string
let path: string

async function signedPaper(): Promise<string> {
  const { desk } = station
  const about = { case: number, kind: 'victim-receipt', languages: 'km+en', about: '1' } as const
  const { reportId } = await desk.ask('report.make', about)
  await desk.ask('report.sign', { reportId, reason: 'ពិនិត្យហើយ' })
  const place = join(await makeFolder(atEnd), 'signed.pdf')
  const outletId = await desk.engine.offerOutletPath(place)
  await desk.ask('report.save', { reportId, outletId })
  return place
}

async function packageWith(place: string) {
  const signedPapers = [await offerPath(station.desk, place)]
  return (await exportTo(station.desk, number, { papers: 'none', reports: 'none', signedPapers, atEnd })).path
}

async function signaturesOf(place: string) {
  const report = await verifyFolder(place)
  const check = report?.checks.find((one) => one.check === 'signatures')
  const codes = check?.findings.map(({ code }) => code)
  return { isWhole: report?.isWhole, state: check?.state, codes, signatures: report?.signatures }
}

beforeAll(async () => {
  hub = (await makeHub(atEnd)).hub
  station = await RealStation.enrol(hub, 'ប៉ៃលិន', atEnd, { printer, packageTools: smallTools() })
  number = await fillCourtCase(station.desk)
  own = await signedPaper()
  await station.exchange()
  certified = await signedPaper()
  path = await packageWith(certified)
})

async function certificatesIn(place: string): Promise<CertificateFile> {
  const file = readCertificateFile(await readFile(join(place, CERTIFICATES)))
  if (file === null) throw new Error('the certificates can be read')
  return file
}

async function judged() {
  const bytes = new Uint8Array(await readFile(certified))
  return judgePaper('data/reports/a.pdf', bytes, verifyPaperSignature)
}

/** What a package comes to in which these signatures and certificates are. */
function standing(paper: Awaited<ReturnType<typeof judged>>, file: CertificateFile | null) {
  const here: CertificatesHere = file === null ? { state: 'absent' } : { state: 'here', file }
  const { check, signatures } = checkSignatures([paper], [], here, verifyMessage)
  return [check.state, ...check.findings.map(({ code }) => code), ...signatures.map((one) => one.standing)]
}

test('a package says who signed a paper and that headquarters certified the key, as the paper alone does', async () => {
  expect(await signaturesOf(path)).toMatchObject({
    ...{ isWhole: true, state: 'passed', codes: [] },
    signatures: [{ standing: 'certified', station: 'ប៉ៃលិន' }],
  })
  const alone = await verifyDocument(new Uint8Array(await readFile(certified)))
  expect(alone?.signatures).toEqual((await judged()).signatures)
  expect(alone?.signatures).toMatchObject([{ state: 'holds', vouching: { by: 'authority' } }])
  expect((await certificatesIn(path)).certificates).toHaveLength(1)
})

test('of a signature for whose key nobody else vouches a package says so, and holds', async () => {
  expect(await signaturesOf(await packageWith(own))).toMatchObject({
    ...{ isWhole: true, state: 'noted', codes: ['package/signature-self-signed'] },
    signatures: [{ standing: 'self-signed' }],
  })
})

test('certificates that headquarters did not sign, that are gone, or that cannot be read, vouch for nothing', async () => {
  const paper = await judged()
  const file = await certificatesIn(path)
  expect(standing(paper, file)).toEqual(['passed', 'certified'])
  const forged = file.certificates.map(({ document }) => new PaperHub().sign(document))
  expect(standing(paper, { ...file, certificates: forged })).toEqual([
    ...['failed', 'package/certificates-not-signed', 'package/authority-not-known', 'not-known'],
  ])
  expect(standing(paper, { ...file, certificates: [] })).toEqual([
    ...['failed', 'package/signature-of-another-authority', 'another-authority'],
  ])
  expect(standing(paper, null)).toEqual(['noted', 'package/authority-not-known', 'not-known'])
  const copy = await copyPackage(path)
  await writeFile(join(copy, CERTIFICATES), writeCertificateFile(file).slice(1))
  expect((await signaturesOf(copy)).codes).toContain('package/certificates-malformed')
})

test('a signature that was changed, and one whose certificate was not valid yet, are named', async () => {
  const bytes = new Uint8Array(await readFile(certified))
  const text = Buffer.from(bytes).toString('latin1')
  const file = await certificatesIn(path)
  const changed = bytes.slice()
  changed.set([(changed[100] ?? 0) ^ 1], 100)
  const wrong = judgePaper('data/reports/a.pdf', changed, verifyPaperSignature)
  expect(standing(wrong, file)).toEqual(['failed', 'package/signature-wrong', 'wrong'])
  // What the program states as its time is signed: another time is another file.
  const dated = bytes.slice()
  dated.set(Buffer.from('1999'), text.lastIndexOf('/M(D:') + 5)
  const early = judgePaper('data/reports/a.pdf', dated, verifyPaperSignature)
  expect(standing(early, file)).toEqual(['failed', 'package/signature-wrong', 'wrong'])
})

test('a key that headquarters revoked is named: before the signature it fails, after it is told', async () => {
  const [signed] = (await certificatesIn(path)).certificates
  if (signed?.document.subject !== 'paper') throw new Error('it is a certificate of a key for papers')
  const { keyId } = signed.document
  expectOk(await revoke(hub.session, station.vaultId, { keyId }, 'left-service'))
  await station.openCase('more')
  await station.exchange()
  const later = await packageWith(certified)
  expect(await signaturesOf(later)).toMatchObject({
    ...{ isWhole: true, state: 'noted', codes: ['package/signer-revoked-later'] },
    signatures: [{ standing: 'revoked-after' }],
  })
  const file = await certificatesIn(later)
  const paper = await judged()
  const signedAt = (signedAtMs: number | null) => ({
    ...paper,
    signatures: paper.signatures.map((one) => (one.state === 'holds' ? { ...one, signedAtMs } : one)),
  })
  const refused = ['failed', 'package/signer-revoked', 'revoked-before']
  expect(standing(signedAt(Date.now() + 60_000), file)).toEqual(refused)
  expect(standing(signedAt(null), file)).toEqual(refused)
  // Who is revoked still signs as themselves.
  const alone = await packageWith(await signedPaper())
  expect(await signaturesOf(alone)).toMatchObject({
    ...{ isWhole: true, state: 'noted', codes: ['package/signature-self-signed-revoked'] },
  })
})
