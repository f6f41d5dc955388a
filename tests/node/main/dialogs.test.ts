import { describe, expect, test } from 'vitest'
import { harmlessName } from '../../../src/main/dialogs.ts'

describe('a suggested name', () => {
  test.each([
    ['report.pdf', 'report.pdf'],
    ['របាយការណ៍ 2026-0001.pdf', 'របាយការណ៍ 2026-0001.pdf'],
    ['no ending', 'no ending'],
    ['a.b.tar.gz', 'a.b.tar.gz'],
  ])('%s stays as it is', (name, expected) => {
    expect(harmlessName(name)).toBe(expected)
  })

  test.each([
    ['../../etc/passwd', '_.._etc_passwd'],
    ['..\\..\\evil.exe', '_.._evil.exe'],
    ['/absolute', '_absolute'],
    ['C:\\x', 'C__x'],
    ['a\u0000b\nc.txt', 'abc.txt'],
    ['gp\u202eexe.fdp', 'gpexe.fdp'],
    ['.hidden', 'hidden'],
    ['...', 'samnum'],
    ['', 'samnum'],
    ['con.txt', 'samnumcon.txt'],
    ['NUL', 'samnumNUL'],
    ['trailing. ', 'trailing'],
    ['a<b>c|d?e*f"g', 'a_b_c_d_e_f_g'],
    ['\ud800lone.txt', 'lone.txt'],
  ])('%j becomes %s', (name, expected) => {
    expect(harmlessName(name)).toBe(expected)
  })

  test('of any length keeps its ending, whole characters and at most 200 bytes', () => {
    const name = harmlessName(`${'ក'.repeat(400)}.pdf`)
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200)
    expect(name).toMatch(/^ក+\.pdf$/)
  })
})
