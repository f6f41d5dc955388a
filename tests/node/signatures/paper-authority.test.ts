import { execFileSync, spawnSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Signing } from '#app/ports/paper-signer.ts'
import type { UserId } from '#core/ids.ts'
import { isIssuedBy, isSelfSigned } from '#core/signatures/check-chain.ts'
import { findSignatures } from '#core/signatures/find-signatures.ts'
import { judgeSignature } from '#core/signatures/judge-signature.ts'
import { readCertificate } from '#core/signatures/read-certificate.ts'
import { hubKeysFrom } from '#node/crypto/hub-keys.ts'
import { verifyPaperSignature } from '#node/crypto/paper-key.ts'
import { personKeysFrom } from '#node/crypto/person-keys.ts'
import { makeOwnCertificate, pemOf } from '#node/signatures/certificate.ts'
import { makePaperAuthority } from '#node/signatures/paper-authority.ts'
import { signPdf } from '#node/signatures/sign-pdf.ts'
import { findBrokenClauses } from '../pdf/archive-clauses.ts'
import { draw, findProgram, findSyntaxFaults, makeFolder, treeOf } from '../pdf/pdf-desk.ts'

const OFFICER = personKeysFrom(new Uint8Array(32).fill(7)).paper
const COMMANDER = personKeysFrom(new Uint8Array(32).fill(8)).paper
const HUB_NAME = 'អគ្គស្នងការដ្ឋាននគរបាលជាតិ'
const FOUNDED_MS = Date.UTC(2026, 0, 5, 8)
const AT_MS = Date.UTC(2026, 10, 22, 3)
const NSS = 'sql:'
const canTrust = findProgram('pdfsig') !== null && findProgram('certutil') !== null
if (!canTrust) console.info('pdfsig or certutil is not installed: nobody else judges the chain in a PDF')

let authority: ReturnType<typeof makePaperAuthority>
let plain: Uint8Array
beforeAll(async () => {
  const { papers } = await hubKeysFrom(new Uint8Array(32).fill(3))
  authority = makePaperAuthority(papers, HUB_NAME)
  plain = (await draw(treeOf([{ kind: 'paragraph', text: 'ព្រះរាជាណាចក្រកម្ពុជា' }]))).bytes
})

const order = {
  ...{ foundedAtMs: FOUNDED_MS, serial: 300, station: 'ប៉ៃលិន', atMs: AT_MS },
  ...{ userId: 'ab'.repeat(16) as UserId, name: 'សុខ ចាន់ថា' },
  publicKeyHex: Buffer.from(OFFICER.publicPoint).toString('hex'),
}
const fromHex = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))

function signingWith({ certificateHex, authorityHex }: ReturnType<typeof authority.issue>): Signing {
  return {
    ...{ name: order.name, knownSinceMs: AT_MS - 4e9, atMs: AT_MS, reason: 'ពិនិត្យហើយ' },
    vouching: {
      ...{ by: 'headquarters', hubName: HUB_NAME },
      ...{ certificate: fromHex(certificateHex), authority: fromHex(authorityHex) },
    },
  }
}

describe('the authority of a hub', () => {
  it('issues the same bytes for the same order, which openssl verifies up to it and not without it', () => {
    const { certificateHex, authorityHex } = authority.issue(order)
    expect(authority.issue(order)).toEqual({ certificateHex, authorityHex })
    expect(Buffer.from(authority.certificate(FOUNDED_MS)).toString('hex')).toBe(authorityHex)
    const folder = makeFolder()
    const [leaf, root] = [join(folder, 'leaf.pem'), join(folder, 'root.pem')]
    writeFileSync(leaf, pemOf(fromHex(certificateHex)))
    writeFileSync(root, pemOf(fromHex(authorityHex)))
    const verify = (...args: string[]) =>
      spawnSync('openssl', ['verify', '-x509_strict', '-attime', String(AT_MS / 1000), ...args, leaf])
    expect(verify('-CAfile', root).stdout.toString()).toBe(`${leaf}: OK\n`)
    expect(verify('-no-CAfile', '-no-CApath').status).not.toBe(0)
    const text = execFileSync('openssl', ['x509', '-in', leaf, '-noout', '-text'], { encoding: 'utf8' })
    expect(text).toContain('CA:FALSE')
    expect(text).toContain('Digital Signature, Non Repudiation')
    expect(text).toContain('Serial Number: 300 (0x12c)')
    const rootText = execFileSync('openssl', ['x509', '-in', root, '-noout', '-text'], { encoding: 'utf8' })
    expect(rootText).toContain('CA:TRUE, pathlen:0')
    expect(rootText).toContain('Certificate Sign, CRL Sign')
    expect(rootText).toContain('Not Before: Jan  5 00:00:00 2026 GMT')
  })

  it('issues nothing that outlives it', () => {
    const { certificateHex, authorityHex } = authority.issue({ ...order, atMs: Date.UTC(2063, 0, 1) })
    const [leaf, root] = [certificateHex, authorityHex].map((hex) => readCertificate(fromHex(hex)))
    expect(leaf?.untilMs).toBe(root?.untilMs)
    expect(new X509Certificate(fromHex(authorityHex)).validToDate.getTime()).toBe(root?.untilMs)
  })
})

describe('a certificate that was read', () => {
  it('says what openssl says, and is issued by its authority and by no other', async () => {
    const { certificateHex, authorityHex } = authority.issue(order)
    const [leaf, root] = [readCertificate(fromHex(certificateHex)), readCertificate(fromHex(authorityHex))]
    if (leaf === null || root === null) throw new Error('not read')
    expect(leaf).toMatchObject({
      ...{ commonName: order.name, unit: order.station, issuerName: HUB_NAME, isAuthority: false },
      ...{ maySign: true, publicKeyHex: order.publicKeyHex, fromMs: Date.UTC(2026, 10, 22) },
    })
    expect(root).toMatchObject({ isAuthority: true, maySign: false, commonName: HUB_NAME })
    expect(isIssuedBy(leaf, root, verifyPaperSignature)).toBe(true)
    expect(isSelfSigned(root, verifyPaperSignature)).toBe(true)
    expect(isSelfSigned(leaf, verifyPaperSignature)).toBe(false)
    const { papers } = await hubKeysFrom(new Uint8Array(32).fill(4))
    // The same name, and another key.
    const posing = readCertificate(makePaperAuthority(papers, HUB_NAME).certificate(FOUNDED_MS))
    if (posing === null) throw new Error('not read')
    expect(isIssuedBy(leaf, posing, verifyPaperSignature)).toBe(false)
    // An officer's certificate issues nothing, whoever signed it.
    const own = readCertificate(
      makeOwnCertificate(COMMANDER, { name: 'x', knownSinceMs: AT_MS, atMs: AT_MS }).der,
    )
    if (own === null) throw new Error('not read')
    expect(isSelfSigned(own, verifyPaperSignature)).toBe(true)
    expect(isIssuedBy(leaf, own, verifyPaperSignature)).toBe(false)
    expect(isIssuedBy(root, root, verifyPaperSignature)).toBe(false)
  })

  it('is none when it ends early, goes on, or any byte of it is another: then it is not read or not issued', () => {
    const { certificateHex, authorityHex } = authority.issue(order)
    const bytes = fromHex(certificateHex)
    const root = readCertificate(fromHex(authorityHex))
    if (root === null) throw new Error('not read')
    for (let length = 0; length < bytes.length; length += 1)
      expect(readCertificate(bytes.subarray(0, length))).toBeNull()
    expect(readCertificate(Uint8Array.from([...bytes, 0]))).toBeNull()
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = bytes.slice()
      changed[at] = (changed[at] as number) ^ 1
      const read = readCertificate(changed)
      expect(read !== null && isIssuedBy(read, root, verifyPaperSignature)).toBe(false)
    }
  })

  it('is none when something critical in it is not understood', () => {
    const hex = authority.issue(order).certificateHex
    // keyUsage under another number: 2.5.29.15 becomes 2.5.29.99.
    expect(readCertificate(fromHex(hex.replace('0603551d0f', '0603551d63')))).toBeNull()
    // The subject key identifier is not critical, and may be anything.
    expect(readCertificate(fromHex(hex.replace('0603551d0e', '0603551d63')))).not.toBeNull()
  })
})

describe('a PDF that is signed with a certificate of headquarters', () => {
  it('says so, carries the authority too, and is still PDF/A-3a', () => {
    const signed = signPdf(plain, OFFICER, signingWith(authority.issue(order)))
    if (signed === null) throw new Error('not signed')
    expect(findSyntaxFaults(signed.bytes)).toBe('')
    expect(findBrokenClauses(signed.bytes)).toEqual([])
    const said = Buffer.from(`(Certified by headquarters: ${HUB_NAME})`, 'utf16le').swap16().toString('hex')
    const text = Buffer.from(signed.bytes).toString('latin1')
    expect(text).toContain(said)
    expect(text).toContain(authority.issue(order).authorityHex)
    expect(text).toContain(authority.issue(order).certificateHex)
  })

  it('is not made with the certificate of another key, nor with one that is none', () => {
    const others = authority.issue({
      ...order,
      publicKeyHex: Buffer.from(COMMANDER.publicPoint).toString('hex'),
    })
    expect(signPdf(plain, OFFICER, signingWith(others))).toBeNull()
    expect(signPdf(plain, COMMANDER, signingWith(others))).not.toBeNull()
    expect(signPdf(plain, OFFICER, signingWith({ ...others, certificateHex: '3000' }))).toBeNull()
  })

  it.skipIf(!canTrust)('is trusted by pdfsig where the authority is, and not before', () => {
    // It judges by the day on which it runs.
    const nowMs = Date.now()
    const issued = authority.issue({ ...order, foundedAtMs: nowMs, atMs: nowMs })
    const signed = signPdf(plain, OFFICER, { ...signingWith(issued), atMs: nowMs })
    const folder = makeFolder()
    const path = join(folder, 'signed.pdf')
    const root = join(folder, 'root.pem')
    writeFileSync(path, signed?.bytes ?? '')
    writeFileSync(root, pemOf(authority.certificate(nowMs)))
    execFileSync('certutil', ['-N', '-d', `${NSS}${folder}`, '--empty-password'])
    const judge = () => spawnSync('pdfsig', ['-nssdir', folder, path], { encoding: 'utf8' }).stdout
    const before = judge()
    expect(before).toContain('Signature Validation: Signature is Valid.')
    expect(before).not.toContain('Certificate Validation: Certificate is Trusted.')
    execFileSync('certutil', ['-A', '-d', `${NSS}${folder}`, '-n', 'hub', '-t', 'CT,C,C', '-i', root])
    const after = judge()
    expect(after).toContain('Signature Validation: Signature is Valid.')
    expect(after).toContain('Certificate Validation: Certificate is Trusted.')
    expect(after).toContain(`Signer Certificate Common Name: ${order.name}`)
  })
})

describe('a signature whose certificate was not valid when it says that it was made', () => {
  it('does not hold, whoever issued it; within the term it does', () => {
    const issued = authority.issue(order)
    const at = (atMs: number) => {
      const signed = signPdf(plain, OFFICER, { ...signingWith(issued), atMs })
      const [found] = findSignatures(signed?.bytes ?? plain)
      if (signed === null || found === undefined) throw new Error('not signed')
      return judgeSignature(signed.bytes, found, verifyPaperSignature).state
    }
    const { fromMs = 0, untilMs = 0 } = readCertificate(fromHex(issued.certificateHex)) ?? {}
    expect([fromMs - 1_000, fromMs, untilMs, untilMs + 1_000].map(at)).toEqual([
      ...['out-of-term', 'holds', 'holds', 'out-of-term'],
    ])
  })
})
