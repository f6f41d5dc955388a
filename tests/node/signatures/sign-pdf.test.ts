import { execFileSync, spawnSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Signing } from '#app/ports/paper-signer.ts'
import { readAt, readMembers } from '#core/signatures/read-der.ts'
import { personKeysFrom } from '#node/crypto/person-keys.ts'
import { NOT_ENROLLED } from '#node/signatures/certificate.ts'
import { signPdf } from '#node/signatures/sign-pdf.ts'
import { addTimeStamp, requestTimeStamp } from '#node/signatures/time-stamp-pdf.ts'
import { makeAuthority, trimDer } from '../../support/time-stamp-authority.ts'
import { findBrokenClauses } from '../pdf/archive-clauses.ts'
import { draw, findProgram, findSyntaxFaults, makeFolder, treeOf } from '../pdf/pdf-desk.ts'
import { PdfObjects } from '../pdf/pdf-objects.ts'

const OFFICER = personKeysFrom(new Uint8Array(32).fill(7)).paper
const COMMANDER = personKeysFrom(new Uint8Array(32).fill(8)).paper
const AT_MS = Date.UTC(2026, 10, 22, 3)
const SIGNING: Signing = {
  ...{ name: 'សុខ ចាន់ថា', knownSinceMs: AT_MS - 4e9, atMs: AT_MS, reason: 'ពិនិត្យហើយ' },
  vouching: { by: 'owner', why: 'not-enrolled' },
}

if (findProgram('pdfsig') === null) console.info('pdfsig is not installed: signatures are not judged by it')

let plain: Uint8Array
beforeAll(async () => {
  plain = (
    await draw(
      treeOf([
        { kind: 'paragraph', text: 'ព្រះរាជាណាចក្រកម្ពុជា' },
        { kind: 'page-break' },
        { kind: 'paragraph', text: 'two' },
      ]),
    )
  ).bytes
})

function sign(pdf: Uint8Array, key = OFFICER, signing = SIGNING): Uint8Array {
  const signed = signPdf(pdf, key, signing)
  if (signed === null) throw new Error('not signed')
  return signed.bytes
}

/** What pdfsig says of each signature. */
function judge(bytes: Uint8Array): { readonly text: string; readonly verdicts: string[] } {
  const path = join(makeFolder(), 'signed.pdf')
  writeFileSync(path, bytes)
  const { stdout } = spawnSync('pdfsig', ['-nocert', path], { encoding: 'utf8' })
  return {
    text: stdout,
    verdicts: [...stdout.matchAll(/Signature Validation: (.*)/g)].map(([, said]) => said ?? ''),
  }
}

describe.skipIf(findProgram('pdfsig') === null)('a signed document, judged by pdfsig', () => {
  it('has a valid signature that covers all of it and says that nobody vouches for the key', () => {
    const signed = sign(plain)
    const { text, verdicts } = judge(signed)
    expect(verdicts).toEqual(['Signature is Valid.'])
    expect(text).toContain('Signature Type: ETSI.CAdES.detached')
    expect(text).toContain('Signer Certificate Common Name: សុខ ចាន់ថា')
    expect(text).toContain(NOT_ENROLLED)
    expect(text).toContain('Total document signed')
    expect(text).toContain('Signing Hash Algorithm: SHA-256')
    expect(findSyntaxFaults(signed)).toBe('')
    expect(Buffer.from(signed).subarray(0, plain.length).equals(Buffer.from(plain))).toBe(true)
  })

  it('is broken by one changed byte, wherever it stands', () => {
    const signed = sign(plain)
    // In the header, the content, the catalog and the added part, outside the value itself.
    for (const at of [6, 1000, plain.length - 200, signed.length - 30]) {
      const changed = Buffer.from(signed)
      changed[at] = (changed[at] as number) ^ 1
      expect(judge(changed).verdicts).not.toEqual(['Signature is Valid.'])
    }
  })

  it('takes several signatures in sequence; the first stays valid and the second covers it', () => {
    const twice = sign(sign(plain), COMMANDER, { ...SIGNING, name: 'Commander', atMs: AT_MS + 60_000 })
    expect(judge(twice).verdicts).toEqual(['Signature is Valid.', 'Signature is Valid.'])
    expect(judge(twice).text).toContain('Commander')
    let many = plain
    for (let signer = 0; signer < 5; signer += 1) many = sign(many, signer % 2 === 0 ? OFFICER : COMMANDER)
    expect(judge(many).verdicts).toHaveLength(5)
    expect(new Set(judge(many).verdicts)).toEqual(new Set(['Signature is Valid.']))
    expect(findSyntaxFaults(many)).toBe('')
  })

  it('is still PDF/A-3a', () => {
    expect(findBrokenClauses(sign(sign(plain), COMMANDER))).toEqual([])
  })

  it('takes a time-stamp later, without breaking what is there', () => {
    const authority = makeAuthority(makeFolder())
    const signed = sign(plain)
    const request = requestTimeStamp(signed)
    if (request === null) throw new Error('no request')
    const answer = authority.stamp(request.query)
    const stamped = addTimeStamp(request, answer)
    if (stamped === null) throw new Error('no time-stamp')
    expect(Buffer.from(stamped).subarray(0, signed.length).equals(Buffer.from(signed))).toBe(true)
    expect(findSyntaxFaults(stamped)).toBe('')
    expect(findBrokenClauses(stamped)).toEqual([])
    const { text, verdicts } = judge(stamped)
    expect(verdicts[0]).toBe('Signature is Valid.')
    // Poppler names the authority and leaves judging its token to others.
    expect(text).toContain('Common Name: TSA')
    expect(authority.verifies(stamped)).toBe(true)
    expect(
      judge(sign(stamped, COMMANDER)).verdicts.filter((said) => said === 'Signature is Valid.').length,
    ).toBeGreaterThanOrEqual(2)
  })

  it('refuses the time-stamp of another document, and an answer that is none', () => {
    const authority = makeAuthority(makeFolder())
    const [request, other] = [requestTimeStamp(sign(plain)), requestTimeStamp(plain)]
    if (request === null || other === null) throw new Error('no request')
    expect(addTimeStamp(request, authority.stamp(other.query))).toBeNull()
    expect(addTimeStamp(request, Buffer.from('nothing'))).toBeNull()
    expect(addTimeStamp(request, Buffer.from('3003020102', 'hex'))).toBeNull()
  })
})

describe('the signature inside', () => {
  it('has the attributes of PAdES baseline B-B and no time of its own', () => {
    const pdf = new PdfObjects(sign(plain))
    const value = pdf
      .all()
      .map(({ dict }) => dict)
      .find((dict) => dict['/Type'] === '/Sig')
    const cms = Buffer.from(String(value?.['/Contents']).slice(2), 'hex')
    const text = execFileSync('openssl', ['cms', '-cmsout', '-print', '-inform', 'DER'], {
      input: trimDer(cms),
      encoding: 'utf8',
    })
    expect(text).toContain('id-smime-aa-signingCertificateV2')
    expect(text).toContain('messageDigest')
    expect(text).toContain('contentType')
    expect(text).not.toContain('signingTime')
    expect(text).toContain('ecdsa-with-SHA256')
    expect(String(value?.['/M'])).toContain('20261122030000Z')
    expect(String(value?.['/Reason'])).toContain(NOT_ENROLLED)
  })

  it('carries a certificate that its own key signed, the same one each time until its term ends', () => {
    const [one, two] = [
      signPdf(plain, OFFICER, SIGNING),
      signPdf(plain, OFFICER, { ...SIGNING, atMs: AT_MS + 9e7 }),
    ]
    expect(one?.certificate).toEqual(two?.certificate)
    expect(one?.bytes).not.toEqual(two?.bytes)
    const sixYearsLater = AT_MS + 6 * 365 * 86_400_000
    const late = new X509Certificate(
      signPdf(plain, OFFICER, { ...SIGNING, atMs: sixYearsLater })?.certificate ?? '',
    )
    expect(late.raw.equals(Buffer.from(one?.certificate ?? ''))).toBe(false)
    expect(late.validFromDate.getTime()).toBeLessThanOrEqual(sixYearsLater)
    expect(late.validToDate.getTime()).toBeGreaterThan(sixYearsLater)
    const [first, second] = [one, two].map((signed) => new X509Certificate(signed?.certificate ?? ''))
    expect(first?.verify(first.publicKey)).toBe(true)
    expect(first?.serialNumber).toBe(second?.serialNumber)
    expect(first?.subject).toContain('CN=')
    expect(first?.ca).toBe(false)
    expect(first?.serialNumber).not.toBe(
      new X509Certificate(signPdf(plain, COMMANDER, SIGNING)?.certificate ?? '').serialNumber,
    )
  })

  it('is not put into what this program did not write', () => {
    const foreign = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n')
    const cut = plain.subarray(0, plain.length - 10)
    const loop = Buffer.from(
      Buffer.from(sign(plain))
        .toString('latin1')
        .replace(/\/Prev \d+/, (found) => found.replace(/\d/g, '9')),
      'latin1',
    )
    for (const wrong of [foreign, cut, loop, Buffer.alloc(0), Buffer.from('no pdf')])
      expect(signPdf(wrong, OFFICER, SIGNING)).toBeNull()
    expect(signPdf(plain, OFFICER, { ...SIGNING, name: `${'ក'.repeat(4000)}\ud800)(<>` })).not.toBeNull()
  })

  it('reads no DER that is cut short or too long', () => {
    expect(readAt(Buffer.from('3082ffff00', 'hex'), 0)).toBeNull()
    expect(readAt(Buffer.from('30', 'hex'), 0)).toBeNull()
    expect(readAt(Buffer.from('308500000000', 'hex'), 0)).toBeNull()
    expect(readMembers(Buffer.from('0201010201', 'hex'))).toBeNull()
    expect(readMembers(Buffer.from('020101', 'hex'))).toHaveLength(1)
  })
})
