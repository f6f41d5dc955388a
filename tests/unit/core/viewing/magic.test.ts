import { describe, expect, test } from 'vitest'
import { magicOf } from '#core/viewing/magic.ts'

const hex = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

describe('the first bytes', () => {
  test.each([
    ['png', hex('89504e470d0a1a0a')],
    ['jpeg', hex('ffd8ffe0')],
    ['gif', ascii('GIF89a')],
    ['webp', ascii('RIFF\u0001\u0002\u0003\u0004WEBPVP8 ')],
    ['wav', ascii('RIFF\u0001\u0002\u0003\u0004WAVEfmt ')],
    ['pdf', ascii('%PDF-1.7')],
    ['zip', hex('504b0304')],
    ['ole', hex('d0cf11e0a1b11ae1')],
    ['mp4', ascii('\u0000\u0000\u0000\u0018ftypisom')],
    ['m4a', ascii('\u0000\u0000\u0000\u0018ftypM4A ')],
    ['heic', ascii('\u0000\u0000\u0000\u0018ftypheic')],
    ['heic', ascii('\u0000\u0000\u0000\u0018ftypmif1\u0000\u0000\u0000\u0000mif1heic')],
    ['avif', ascii('\u0000\u0000\u0000\u0018ftypmif1\u0000\u0000\u0000\u0000mif1avif')],
    ['heic', ascii('\u0000\u0000\u0000\u0014ftypmif1\u0000\u0000\u0000\u0000mif1avif')],
    ['mp4', ascii('\u0000\u0000\u0000\u0018ftypconstructor')],
    ['bmp', hex('424d461700000000000036000000')],
    ['avif', ascii('\u0000\u0000\u0000\u0018ftypavif')],
    ['webm', new Uint8Array([...hex('1a45dfa39f4286810142f7810142f2810442f381084282847765626d')])],
    ['other-film', ascii('RIFF\u0001\u0002\u0003\u0004AVI LIST')],
    ['other-film', hex('3026b2758e66cf11a6d900aa0062ce6c')],
    ['other-film', ascii('FLV\u0001\u0005')],
    ['other-film', hex('000001ba44')],
    ['other-film', new Uint8Array([...hex('1a45dfa3934282'), 0x88, ...ascii('matroska')])],
    ['other-sound', ascii('#!AMR\n<')],
    ['mp3', ascii('ID3\u0003')],
    ['ogg', ascii('OggS')],
    ['flac', ascii('fLaC')],
    ['program', ascii('MZ\u0090\u0000')],
    ['text', ascii('hello\r\nworld\t')],
    ['text', hex('e19e80e19e81')],
    ['text', hex('fffe41000a00')],
    ['binary', hex('0001020304')],
    ['binary', new Uint8Array(0)],
    ['binary', hex('1a45dfa3a3428288')],
  ])('say %s', (magic, head) => {
    expect(magicOf(head)).toBe(magic)
  })

  test('of a frame of MPEG audio count only when another follows where it ends', () => {
    const frame = new Uint8Array(417 * 2)
    frame.set(hex('fffb9064'), 0)
    expect(magicOf(frame)).toBe('binary')
    frame.set(hex('fffb9064'), 417)
    expect(magicOf(frame)).toBe('mp3')
  })

  test('that begin a known kind and end in its middle say nothing', () => {
    expect(magicOf(hex('89504e470d0a1a'))).toBe('binary')
    expect(magicOf(ascii('RIFF'))).toBe('text')
  })
})
