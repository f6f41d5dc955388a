import fc from 'fast-check'

const codeUnits = (min: number, max: number) =>
  fc.integer({ min, max }).map((code) => String.fromCodePoint(code))

/** Texts of every kind: Latin, Khmer, other scripts, controls, marks, emoji, and now and then half a surrogate pair. */
export function anyText(maxLength = 20): fc.Arbitrary<string> {
  const unit = fc.oneof(
    { weight: 4, arbitrary: codeUnits(0x20, 0x7e) },
    { weight: 4, arbitrary: codeUnits(0x1780, 0x17ff) },
    { weight: 2, arbitrary: codeUnits(0x80, 0x24f) },
    { weight: 1, arbitrary: codeUnits(0x300, 0x36f) },
    { weight: 1, arbitrary: codeUnits(0x2000, 0x206f) },
    { weight: 1, arbitrary: codeUnits(0, 0x1f) },
    { weight: 2, arbitrary: codeUnits(0, 0xffff) },
    { weight: 2, arbitrary: codeUnits(0x10000, 0x10ffff) },
  )
  return fc.string({ unit, maxLength })
}
