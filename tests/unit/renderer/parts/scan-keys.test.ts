import { describe, expect, it } from 'vitest'
import {
  isHeldBack,
  NO_SCAN,
  type ScannerStroke,
  scannedCharacter,
  takeStroke,
} from '../../../../src/renderer/parts/scan-keys.ts'

const stroke = (key: string, code = '', shiftKey = false): ScannerStroke => ({ key, code, shiftKey })

/** Feeds strokes at one pace and gives the last answer. */
function feed(strokes: readonly ScannerStroke[], gapMs: number) {
  let buffer = NO_SCAN
  let last: ReturnType<typeof takeStroke> = { buffer, scan: null, isScanning: false }
  strokes.forEach((one, order) => {
    last = takeStroke(buffer, one, order * gapMs)
    buffer = last.buffer
  })
  return last
}

describe('a scanner', () => {
  it('is heard by its pace: a code and Enter within milliseconds', () => {
    const strokes = [...'2026-0001-E001', 'Enter'].map((key) => stroke(key))
    expect(feed(strokes, 5).scan).toBe('2026-0001-E001')
    expect(feed(strokes, 200).scan).toBeNull()
    expect(
      feed(
        [...'abc', 'Enter'].map((key) => stroke(key)),
        5,
      ).scan,
    ).toBeNull()
  })

  it('means what the places of its keys say under a Khmer layout', () => {
    expect(scannedCharacter(stroke('២', 'Digit2'))).toBe('2')
    expect(scannedCharacter(stroke('ែ', 'KeyE', true))).toBe('E')
    expect(scannedCharacter(stroke('ឥ', 'Minus'))).toBe('-')
    expect(scannedCharacter(stroke('។', 'Period'))).toBe('.')
    const strokes = [
      stroke('១', 'Digit1'),
      stroke('២', 'Digit2'),
      stroke('៣', 'Digit3'),
      stroke('៤', 'Digit4'),
    ]
    expect(feed([...strokes, stroke('Enter')], 5).scan).toBe('1234')
  })

  it('may begin with any letter, which waits; what writes a digit or goes to the search does not', () => {
    expect(isHeldBack(stroke('o', 'KeyO'))).toBe(true)
    expect(isHeldBack(stroke('ោ', 'KeyO'))).toBe(true)
    expect(isHeldBack(stroke('2', 'Digit2'))).toBe(false)
    expect(isHeldBack(stroke('/', 'Slash'))).toBe(false)
    expect(isHeldBack(stroke('Enter', 'Enter'))).toBe(false)
  })

  it('writes nothing with keys that have no character', () => {
    expect(scannedCharacter(stroke('ArrowUp', 'ArrowUp'))).toBeNull()
    expect(feed([stroke('1'), stroke('F5', 'F5'), stroke('Enter')], 5).scan).toBeNull()
  })
})
