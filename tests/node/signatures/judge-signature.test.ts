import { beforeAll, describe, expect, it } from 'vitest'
import type { Signing } from '#app/ports/paper-signer.ts'
import type { UserId } from '#core/ids.ts'
import { hubKeysFrom } from '#node/crypto/hub-keys.ts'
import { personKeysFrom } from '#node/crypto/person-keys.ts'
import { sha256Hex } from '#node/crypto/primitives.ts'
import { verifyDocument } from '#node/export/verify-document.ts'
import { makePaperAuthority } from '#node/signatures/paper-authority.ts'
import { signPdf } from '#node/signatures/sign-pdf.ts'
import { countSignatures } from '#node/signatures/signature-field.ts'
import { addTimeStamp, requestTimeStamp } from '#node/signatures/time-stamp-pdf.ts'
import { makeAuthority } from '../../support/time-stamp-authority.ts'
import { draw, makeFolder, treeOf } from '../pdf/pdf-desk.ts'

const OFFICER = personKeysFrom(new Uint8Array(32).fill(7)).paper
const COMMANDER = personKeysFrom(new Uint8Array(32).fill(8)).paper
const HUB_NAME = 'អគ្គស្នងការដ្ឋាន'
const AT_MS = Date.UTC(2026, 10, 22, 3)
const OWN: Signing = {
  ...{ name: 'មេបញ្ជាការ', knownSinceMs: AT_MS - 4e9, atMs: AT_MS, reason: 'ពិនិត្យហើយ' },
  vouching: { by: 'owner', why: 'not-enrolled' },
}

let plain: Uint8Array
let certified: Signing
let posing: Signing
let authorityDigestHex: string
beforeAll(async () => {
  plain = (await draw(treeOf([{ kind: 'paragraph', text: 'ព្រះរាជាណាចក្រកម្ពុជា' }]))).bytes
  const issue = async (seed: number) => {
    const { papers } = await hubKeysFrom(new Uint8Array(32).fill(seed))
    return makePaperAuthority(papers, HUB_NAME).issue({
      ...{ foundedAtMs: AT_MS, serial: 3, station: 'ប៉ៃលិន', userId: 'ab'.repeat(16) as UserId, atMs: AT_MS },
      ...{ name: 'សុខ ចាន់ថា', publicKeyHex: Buffer.from(OFFICER.publicPoint).toString('hex') },
    })
  }
  const fromHex = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))
  const [right, other] = [await issue(3), await issue(4)]
  const with_ = (certificateHex: string, authorityHex: string): Signing => ({
    ...{ name: 'សុខ ចាន់ថា', knownSinceMs: AT_MS, atMs: AT_MS, reason: 'អ្នកធ្វើ' },
    vouching: {
      ...{ by: 'headquarters', hubName: HUB_NAME },
      ...{ certificate: fromHex(certificateHex), authority: fromHex(authorityHex) },
    },
  })
  certified = with_(right.certificateHex, right.authorityHex)
  // The same name above it, and another authority.
  posing = with_(right.certificateHex, other.authorityHex)
  authorityDigestHex = sha256Hex(fromHex(right.authorityHex))
})

function sign(pdf: Uint8Array, key = OFFICER, signing = certified): Uint8Array {
  const signed = signPdf(pdf, key, signing)
  if (signed === null) throw new Error('not signed')
  return signed.bytes
}

async function judge(bytes: Uint8Array) {
  const document = await verifyDocument(bytes)
  if (document === null) throw new Error('not read')
  return { signatures: document.signatures, isAddedTo: document.isAddedTo }
}

const ofOfficer = () => ({
  ...{ state: 'holds', signer: 'សុខ ចាន់ថា', station: 'ប៉ៃលិន' },
  vouching: { by: 'authority', name: HUB_NAME, digestHex: authorityDigestHex },
})

describe('the signatures of a document', () => {
  it('are told apart by who vouches for their keys, and hold one beside another', async () => {
    expect(await judge(plain)).toEqual({ signatures: [], isAddedTo: false })
    expect(await judge(sign(plain))).toMatchObject({ signatures: [ofOfficer()], isAddedTo: false })
    const own = { by: 'owner', said: 'Self-signed, not enrolled at headquarters' }
    const both = await judge(sign(sign(plain), COMMANDER, OWN))
    expect(both).toMatchObject({
      signatures: [ofOfficer(), { state: 'holds', signer: 'មេបញ្ជាការ', station: null, vouching: own }],
      isAddedTo: false,
    })
    const revoked = sign(plain, COMMANDER, { ...OWN, vouching: { by: 'owner', why: 'revoked' } })
    expect((await judge(revoked)).signatures).toMatchObject([
      { vouching: { by: 'owner', said: 'Self-signed, revoked by headquarters' } },
    ])
  })

  it('do not hold when a byte of what they signed is another, or their authority did not issue the certificate', async () => {
    const signed = sign(plain)
    for (const at of [plain.length - 20, Buffer.from(signed).indexOf('/Reason') + 12]) {
      const changed = Uint8Array.from(signed)
      changed[at] = (changed[at] as number) ^ 1
      const document = await verifyDocument(changed)
      expect(document?.signatures ?? [{ state: 'wrong' }]).toEqual([{ state: 'wrong' }])
    }
    expect((await judge(sign(plain, OFFICER, posing))).signatures).toEqual([{ state: 'wrong' }])
  })

  it('hold no more for all of a file to which something was added, though what they signed is as it was', async () => {
    const signed = sign(plain)
    const added = Buffer.concat([signed, Buffer.from('% more\n')])
    expect(await judge(added)).toMatchObject({ signatures: [ofOfficer()], isAddedTo: true })
  })

  it('leave a time-stamp to others, which breaks nothing', async () => {
    const request = requestTimeStamp(sign(plain))
    if (request === null) throw new Error('no request')
    const stamped = addTimeStamp(request, makeAuthority(makeFolder()).stamp(request.query))
    if (stamped === null) throw new Error('no time-stamp')
    expect(await judge(stamped)).toMatchObject({
      signatures: [ofOfficer(), { state: 'time-stamp' }],
      isAddedTo: false,
    })
    expect([sign(plain), stamped, sign(stamped, COMMANDER, OWN)].map(countSignatures)).toEqual([1, 1, 2])
  })
})
