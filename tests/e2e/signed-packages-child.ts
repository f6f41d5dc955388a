import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { revoke } from '#app/hub/hub-codes.ts'
import { readCertificateFile, writeCertificateFile } from '#core/export/certificate-file.ts'
import { findSignatures } from '#core/signatures/find-signatures.ts'
import { shippedPackageTools } from '#node/export/shipped-package-tools.ts'
import { fillCourtCase } from '../support/court-case.ts'
import { courtPrinter as printer } from '../support/court-printer.ts'
import { makeHub } from '../support/hub-room.ts'
import { offerPath } from '../support/make-vault.ts'
import { RealStation } from '../support/real-station.ts'
import { expectOk } from '../support/results.ts'
import { rewriteLists } from '../support/rewrite-lists.ts'

/**
 * Packages with signed papers, for the page: some as a station makes them, some as somebody left them who has no keys and wrote every list anew.
 */
const [, , pagePath = '', outFolder = ''] = process.argv
const CERTIFICATES = 'data/certificates.json'
const ends: (() => Promise<void>)[] = []
const atEnd = (clean: () => Promise<void>) => void ends.push(clean)

const page = new Uint8Array(await readFile(pagePath))
const { hub } = await makeHub(atEnd)
const station = await RealStation.enrol(hub, 'ប៉ៃលិន', atEnd, {
  printer,
  packageTools: shippedPackageTools(async () => page),
})
const number = await fillCourtCase(station.desk)

await pack('self-signed', await sign())
await station.exchange()
const certified = await sign()
await pack('certified', certified)

await tamper('changed-paper', async (path) => {
  const paper = await paperIn(path)
  const bytes = await readFile(paper)
  bytes[200] = (bytes[200] ?? 0) ^ 1
  await writeFile(paper, bytes)
})
await tamper('forged-signature', async (path) => {
  const paper = await paperIn(path)
  const bytes = await readFile(paper)
  const [
    {
      byteRange: [, from = 0, to = 0],
    } = { byteRange: [] },
  ] = findSignatures(bytes)
  // The value ends in the two numbers of the signature, before the zeros that fill its room.
  const last = bytes.subarray(from, to).toString('latin1').replace(/0*>$/, '').length - 4
  bytes[from + last] = bytes[from + last] === 0x31 ? 0x32 : 0x31
  await writeFile(paper, bytes)
})
await tamper('other-making', async (path) => {
  const paper = await paperIn(path)
  const text = await readFile(paper, 'latin1')
  // ecdsa-with-SHA256 becomes ecdsa-with-SHA384 wherever it stands (RFC 5758, 3.2).
  await writeFile(paper, text.replaceAll(/(?<=2a8648ce3d04030)2/gi, '3'), 'latin1')
})
await tamper('no-certificates', (path) => rm(join(path, CERTIFICATES)))
await tamper('emptied-certificates', async (path) => {
  const file = readCertificateFile(await readFile(join(path, CERTIFICATES)))
  if (file === null) throw new Error('the certificates can be read')
  await writeFile(join(path, CERTIFICATES), writeCertificateFile({ ...file, certificates: [] }))
})
await pack('stolen-certificates', certified)
await rm(join(outFolder, 'stolen-certificates', CERTIFICATES))

const said = readCertificateFile(await readFile(join(outFolder, 'certified', CERTIFICATES)))
const [certificate] = said?.certificates ?? []
if (certificate?.document.subject !== 'paper') throw new Error('it is a certificate of a key for papers')
expectOk(await revoke(hub.session, station.vaultId, { keyId: certificate.document.keyId }, 'left-service'))
const revokedAtMs = Date.now()
// A paper states whole seconds.
while (Math.floor(Date.now() / 1000) * 1000 <= revokedAtMs) await sleep(50)
const afterwards = await sign()
await station.openCase('more')
await station.exchange()
await pack('revoked-later', certified)
await pack('revoked-before', afterwards)
for (const end of ends.reverse()) await end()
process.exit(0)

/** A paper of the case as it left the station, signed. */
async function sign(): Promise<string> {
  const { desk } = station
  const about = { case: number, kind: 'victim-receipt', languages: 'km+en', about: '1' } as const
  const { reportId } = await desk.ask('report.make', about)
  await desk.ask('report.sign', { reportId, reason: 'ពិនិត្យហើយ' })
  const place = join(outFolder, `${reportId}.pdf`)
  await desk.ask('report.save', { reportId, outletId: await desk.engine.offerOutletPath(place) })
  return place
}

async function pack(name: string, paper: string): Promise<void> {
  const { desk } = station
  const outletId = await desk.engine.offerOutletPath(join(outFolder, name))
  await desk.ask('case.export', {
    ...{ case: number, variant: 'full', exhibits: 'all', languages: 'km+en', form: 'folder', recipients: [] },
    ...{ papers: 'none', reports: 'none', signedPapers: [await offerPath(desk, paper)], outletId },
  })
}

/** The package with the certified paper, after somebody did something to it. */
async function tamper(name: string, change: (path: string) => Promise<void>): Promise<void> {
  await pack(name, certified)
  await change(join(outFolder, name))
  await rewriteLists(join(outFolder, name))
}

async function paperIn(path: string): Promise<string> {
  const [name = ''] = await readdir(join(path, 'data/reports'))
  return join(path, 'data/reports', name)
}
