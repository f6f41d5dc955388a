import { describe, expect, it } from 'vitest'
import { type KeyStroke, shortcutOf } from '../../../../src/renderer/state/shortcuts.ts'

function stroke(key: string, code: string, held: Partial<KeyStroke> = {}): KeyStroke {
  return { key, code, ctrlKey: false, altKey: false, metaKey: false, shiftKey: false, ...held }
}

describe('shortcuts', () => {
  it('are read by letter under a Latin layout, wherever the letter lies', () => {
    expect(shortcutOf(stroke('n', 'KeyN'), true)).toEqual({ name: 'new-complaint' })
    // Dvorak: the letter n lies on the key L.
    expect(shortcutOf(stroke('n', 'KeyL'), true)).toEqual({ name: 'new-complaint' })
    expect(shortcutOf(stroke('/', 'Slash'), true)).toEqual({ name: 'search' })
    expect(shortcutOf(stroke('?', 'Slash', { shiftKey: true }), true)).toEqual({ name: 'help' })
  })

  it('are read by place under a Khmer layout', () => {
    expect(shortcutOf(stroke('ន', 'KeyN'), true)).toEqual({ name: 'new-complaint' })
    expect(shortcutOf(stroke('៊', 'Slash'), true)).toEqual({ name: 'search' })
    expect(shortcutOf(stroke('ល', 'KeyL', { ctrlKey: true }), true)).toEqual({ name: 'lock' })
  })

  it('leave single keys alone where one types, but not the lock and the tabs', () => {
    expect(shortcutOf(stroke('n', 'KeyN'), false)).toBeNull()
    expect(shortcutOf(stroke('/', 'Slash'), false)).toBeNull()
    expect(shortcutOf(stroke('l', 'KeyL', { ctrlKey: true }), false)).toEqual({ name: 'lock' })
    expect(shortcutOf(stroke('2', 'Digit2', { altKey: true }), false)).toEqual({
      name: 'tab',
      tab: 'complaints',
    })
  })

  it('tell the lock that asks from the one that does not', () => {
    const held = { ctrlKey: true, shiftKey: true }
    expect(shortcutOf(stroke('L', 'KeyL', held), false)).toEqual({ name: 'panic' })
    expect(shortcutOf(stroke('ឡ', 'KeyL', held), false)).toEqual({ name: 'panic' })
    expect(shortcutOf(stroke('L', 'KeyL', { ...held, altKey: true }), false)).toBeNull()
  })

  it('leave the strokes of others alone', () => {
    expect(shortcutOf(stroke('n', 'KeyN', { ctrlKey: true }), true)).toBeNull()
    expect(shortcutOf(stroke('n', 'KeyN', { metaKey: true }), true)).toBeNull()
    expect(shortcutOf(stroke('N', 'KeyN', { shiftKey: true }), true)).toBeNull()
    expect(shortcutOf(stroke('l', 'KeyL', { ctrlKey: true, altKey: true }), true)).toBeNull()
    expect(shortcutOf(stroke('0', 'Digit0', { altKey: true }), true)).toBeNull()
    expect(shortcutOf(stroke('F2', 'F2'), true)).toBeNull()
  })
})
