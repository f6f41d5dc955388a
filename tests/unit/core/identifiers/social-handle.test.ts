import { describe, expect, it } from 'vitest'
import { readAs } from './read-as.ts'

describe('a Telegram account', () => {
  it.each([
    ['@Sok_Dara', '@sok_dara'],
    ['sok_dara', '@sok_dara'],
    ['https://t.me/Sok_Dara', '@sok_dara'],
    ['t.me/s/sok_dara?before=5', '@sok_dara'],
    ['https://telegram.me/sok_dara/15', '@sok_dara'],
    ['tg://resolve?domain=sok_dara&post=1', '@sok_dara'],
    ['tg://user?id=5012345678', '5012345678'],
    ['5012345678', '5012345678'],
    ['-1001234567890', '-1001234567890'],
    ['៥០១២៣៤៥៦៧៨', '5012345678'],
    ['85512345678', '85512345678 [looks-like-phone]'],
    ['https://t.me/+AbCdEfGhIjKlMnOp', 't.me/+AbCdEfGhIjKlMnOp'],
    ['https://t.me/joinchat/AbCdEfGhIjKlMnOp', 't.me/+AbCdEfGhIjKlMnOp'],
    ['@four', '@four'],
    [`@${'a'.repeat(32)}`, `@${'a'.repeat(32)}`],
  ])('%j reads as %s', (raw, expected) => {
    expect(readAs('telegram', raw)).toBe(expected)
  })

  it.each([
    '@abc',
    `@${'a'.repeat(33)}`,
    '@1sok',
    '@sok-dara',
    '@សុខដារ៉ា',
    '+85512345678',
    '012345678',
    '1234',
    '@',
    'https://t.me/',
  ])('%j is malformed', (raw) => {
    expect(readAs('telegram', raw)).toBe('identifier/malformed')
  })
})

describe('a Facebook account', () => {
  it.each([
    ['https://www.facebook.com/Sok.Dara.55', 'sokdara55'],
    ['sok.dara.55', 'sokdara55'],
    ['SokDara55', 'sokdara55'],
    ['m.facebook.com/sokdara55/posts/123?x=1', 'sokdara55'],
    ['https://web.facebook.com/profile.php?id=100012345678901', '100012345678901'],
    ['https://km-kh.facebook.com/profile.php?sk=about&id=100012345678901', '100012345678901'],
    ['https://www.facebook.com/people/Sok-Dara/100012345678901/', '100012345678901'],
    ['https://www.facebook.com/p/Sok-Dara-Shop-61550000000000/', '61550000000000'],
    ['https://facebook.com/groups/PhsarOnline', 'groups/phsaronline'],
    ['https://m.me/sokdara55', 'sokdara55'],
    ['100012345678901', '100012345678901'],
  ])('%j reads as %s', (raw, expected) => {
    expect(readAs('facebook', raw)).toBe(expected)
  })

  it.each([
    'សុខ ដារ៉ា',
    'sok',
    'a.b.c',
    'https://facebook.com/share/1Abc',
    'https://facebook.com/',
    'evil.example/sokdara',
    'https://facebook.com/groups/',
    '0123456',
  ])('%j is malformed', (raw) => {
    expect(readAs('facebook', raw)).toBe('identifier/malformed')
  })
})

describe('a WeChat id', () => {
  it.each([
    ['Sok_Dara-1', 'sok_dara-1'],
    ['wxid_0a1b2c3d4e5f6g7h8i9j0k', 'wxid_0a1b2c3d4e5f6g7h8i9j0k'],
    ['abcdef', 'abcdef'],
    ['a'.repeat(20), 'a'.repeat(20)],
  ])('%j reads as %s', (raw, expected) => {
    expect(readAs('wechat', raw)).toBe(expected)
  })

  it.each(['abcde', 'a'.repeat(21), '1abcdef', 'sok dara', 'សុខ'])('%j is malformed', (raw) => {
    expect(readAs('wechat', raw)).toBe('identifier/malformed')
  })
})

describe('a LINE id', () => {
  it.each([
    ['Sok.Dara_1', 'sok.dara_1'],
    ['@SokShop', '@sokshop'],
    ['https://line.me/ti/p/~sok.dara', 'sok.dara'],
    ['https://line.me/R/ti/p/@sokshop', '@sokshop'],
  ])('%j reads as %s', (raw, expected) => {
    expect(readAs('line', raw)).toBe(expected)
  })

  it.each(['ab', 'a'.repeat(21), 'sok dara', '.sok'])('%j is malformed', (raw) => {
    expect(readAs('line', raw)).toBe('identifier/malformed')
  })
})
