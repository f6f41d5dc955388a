import { expect, test } from 'vitest'
import { MOST_PAPER_BYTES } from '#core/export/package-signatures.ts'
import { SignaturesRead } from '#core/export/signatures-read.ts'
import { signatureNotes } from '../../../../src/verifier/signature-notes.ts'
import { TEXT_EN } from '../../../../src/verifier/text-en.ts'

const PAPER = 'data/reports/large.pdf'
const verify = { verifyMessage: () => false, verifyPaper: () => false }

test.each([
  ['as large as is read', MOST_PAPER_BYTES, 'absent', []],
  [
    'larger than is read',
    MOST_PAPER_BYTES + 1,
    'noted',
    [{ code: 'package/signature-not-looked-at', path: PAPER }],
  ],
] as const)('a paper %s is searched for signatures, or said not to be', (_, sizeBytes, state, findings) => {
  const read = new SignaturesRead([{ path: PAPER, sizeBytes }], verify)
  read.take(PAPER, Buffer.from('%PDF-1.7'))
  read.end(PAPER)
  const { check, signatures } = read.finish(null)
  expect(check).toMatchObject({ state, findings })
  expect(signatures).toEqual([])
})

test('nothing is said of revocations where nobody signed, and it is where somebody did', () => {
  const stamp = { path: PAPER, standing: 'time-stamp' } as const
  const [said, ...more] = signatureNotes({ signatures: [stamp] }, TEXT_EN, 'en')
  expect([said, more]).toEqual([TEXT_EN.timeStamp.replace('{path}', PAPER), []])
  const wrong = { path: PAPER, standing: 'wrong' } as const
  expect(signatureNotes({ signatures: [wrong] }, TEXT_EN, 'en')).toEqual([TEXT_EN.revocations])
})
