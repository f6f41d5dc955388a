import { type ChatStamp, readChatStamp } from '#core/parsing/chat-stamp.ts'
import type { DecodedText } from './decode-text.ts'

/** One entry of a chat: its stamp and everything up to the next one. */
export type ChatEntry = {
  readonly stamp: ChatStamp
  /** What follows the stamp, over all its lines, as it stands. */
  readonly text: string
  /** From 1. */
  readonly line: number
  readonly byteOffset: number
}

const MARK = '[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]*'
/** `[15/3/2026, 14:05:33] …` */
const BRACKETED = new RegExp(`^${MARK}\\[${MARK}([^\\]\\n]{8,60})\\]${MARK} ?`, 'u')
/** `15/03/2026, 14:05 - …` */
const DASHED = new RegExp(`^${MARK}((?=.{0,24}\\p{Nd})[^\\n]{8,48}?)${MARK}\\s[-–—]${MARK}\\s`, 'u')

/** Splits a chat into its entries. Lines before the first stamp belong to none and are left out. */
export function splitChat({ text, encoding, markBytes }: DecodedText): readonly ChatEntry[] {
  const entries: ChatEntry[] = []
  let open: { stamp: ChatStamp; parts: string[]; line: number; byteOffset: number } | null = null
  const close = (): void => {
    if (open === null) return
    const { parts, ...rest } = open
    entries.push({ ...rest, text: parts.join('\n') })
  }
  let line = 0
  let byteOffset = markBytes
  for (let from = 0; from < text.length; ) {
    const newline = text.indexOf('\n', from)
    const to = newline === -1 ? text.length : newline + 1
    const whole = text.slice(from, to)
    line++
    const content = whole.replace(/\r?\n$/, '')
    const begun = beginEntry(content)
    if (begun !== null) {
      close()
      open = { stamp: begun.stamp, parts: [begun.rest], line, byteOffset }
    } else if (open !== null) open.parts.push(content)
    byteOffset += sizeOf(whole, encoding)
    from = to
  }
  close()
  return entries
}

function beginEntry(line: string): { readonly stamp: ChatStamp; readonly rest: string } | null {
  const head = line.slice(0, 120)
  const match = BRACKETED.exec(head) ?? DASHED.exec(head)
  if (match === null) return null
  const stamp = readChatStamp(match[1] ?? '')
  return stamp === null ? null : { stamp, rest: line.slice(match[0].length) }
}

function sizeOf(text: string, encoding: string): number {
  return encoding.startsWith('utf-16') ? text.length * 2 : Buffer.byteLength(text)
}
