import type { Input } from 'electron'

/** The part of a key stroke that decides. */
export type PanicStroke = Pick<Input, 'type' | 'key' | 'code' | 'control' | 'meta' | 'shift' | 'alt'>

/**
 * Tells whether a stroke is the panic key: Ctrl (on a Mac Cmd) with Shift and L. Under a Khmer layout the key's place on the
 * keyboard decides.
 */
export function isPanicKey(stroke: PanicStroke): boolean {
  const { type, key, code, control, meta, shift, alt } = stroke
  const isHeld = process.platform === 'darwin' ? meta && !control : control && !meta
  const isLatin = /^[ -~]$/.test(key)
  return type === 'keyDown' && isHeld && shift && !alt && (isLatin ? /^l$/i.test(key) : code === 'KeyL')
}
