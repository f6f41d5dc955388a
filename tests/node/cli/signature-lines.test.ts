import { describe, expect, test } from 'vitest'
import type { CheckResult, ReportedSignature } from '#core/export/package-report.ts'
import { signatureLines } from '../../../src/cli/commands/signature-lines.ts'
import { EXPORT_TEXT } from '../../../src/cli/export-text.ts'

const path = 'data/reports/a.pdf'
const SIGNED: ReportedSignature = {
  ...{ path, standing: 'self-signed', signer: 'សុខ សំណាង', atMs: Date.UTC(2026, 10, 21, 2, 5) },
}
const CERTIFIED: ReportedSignature = {
  ...SIGNED,
  ...{
    standing: 'certified',
    station: 'ប៉ៃលិន',
    authority: 'អគ្គស្នងការដ្ឋាន',
    authorityDigestHex: 'ab'.repeat(32),
  },
}

const checkOf = (state: CheckResult['state'], findings: CheckResult['findings'] = []): CheckResult => ({
  ...{ check: 'signatures', state, findings, count: 1 },
})

describe.each(['km', 'en'] as const)('samnum verify of a package, in %s', (language) => {
  const said = EXPORT_TEXT[language]
  const lines = (signatures: readonly ReportedSignature[], check: CheckResult) =>
    signatureLines({ signatures, checks: [check] }, language)

  test('names a paper that is too large to be searched for signatures, though nobody is found to have signed', () => {
    const [line = '', ...more] = lines(
      [],
      checkOf('noted', [{ code: 'package/signature-not-looked-at', path }]),
    )
    expect(line).toContain(path)
    expect(more).toEqual([])
  })

  test('says who signed and when, whoever vouches for them, and that revocations may have come since', () => {
    for (const signature of [SIGNED, CERTIFIED]) {
      const [line = '', last] = lines([signature], checkOf('passed'))
      for (const part of [path, 'សុខ សំណាង', signature.station ?? '', signature.authorityDigestHex ?? ''])
        expect(line).toContain(part)
      expect(line).toContain(language === 'km' ? '២០២៦' : '2026')
      expect(last).toBe(said.revocations)
    }
  })

  test('says of a time-stamp that it is nobody’s signature, and nothing of revocations', () => {
    const [line = '', ...more] = lines([{ path, standing: 'time-stamp' }], checkOf('passed'))
    expect(line).toContain(path)
    expect(more).toEqual([])
  })

  test('says nothing where nothing is signed', () => {
    expect(lines([], checkOf('absent'))).toEqual([])
  })
})
