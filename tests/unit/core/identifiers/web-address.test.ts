import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { propertyRuns } from '../../../support/property-runs.ts'
import { readAs } from './read-as.ts'

describe('a web address', () => {
  it.each([
    ['https://Shop.Example/Path?Q=1#Top', 'https://shop.example/Path?Q=1#Top'],
    ['HTTPS://shop.example', 'https://shop.example/'],
    ['http://shop.example:80/', 'http://shop.example/'],
    ['https://shop.example:8443/a', 'https://shop.example:8443/a'],
    ['https://shop.example:0443', 'https://shop.example/'],
    ['https://shop.example.', 'https://shop.example/'],
    ['https://shop.example/%e1%9e%80', 'https://shop.example/%E1%9E%80'],
    ['https://shop.example/ទំនិញ?លេខ=១', 'https://shop.example/ទំនិញ?លេខ=១'],
    ['shop.example/a', 'https://shop.example/a [scheme-assumed]'],
    ['hxxps://shop[.]example/a', 'https://shop.example/a'],
    ['hxxp[:]//shop(dot)example', 'http://shop.example/'],
    ['https://bank.example@evil.example/', 'https://bank.example@evil.example/ [has-user-info]'],
    ['https://xn--pypal-4ve.example/', 'https://xn--pypal-4ve.example/ [not-ascii-host]'],
    ['https://pаypal.example/', 'https://pаypal.example/ [not-ascii-host]'],
    ['http://192.0.2.7/login', 'http://192.0.2.7/login'],
    ['http://[2001:DB8::0:1]:8080/', 'http://[2001:db8::1]:8080/'],
    ['https://shop.example?x', 'https://shop.example/?x'],
    ['ftp://files.example:21/a', 'ftp://files.example/a'],
    ['https://shop.exa\u200bmple/', 'https://shop.example/ [invisible-removed]'],
  ])('%j reads as %s', (raw, expected) => {
    expect(readAs('url', raw)).toBe(expected)
  })

  it.each([
    'javascript:alert(1)',
    'javascript://shop.example/%0aalert(1)',
    'file:///etc/passwd',
    'data:text/html,x',
    'https://',
    'https://localhost/',
    'https://shop.example:65536/',
    'https://shop.example:x/',
    'https://shop.example/a b',
    'https://shop.example/<script>',
    'https://3232235777/',
    'http://192.0.2.256/',
    'http://[::1/',
    'https://-.example/',
    '//',
    'សួស្តី',
  ])('%j is malformed', (raw) => {
    expect(readAs('url', raw)).toBe('identifier/malformed')
  })

  it('agrees with the URL of WHATWG on ordinary addresses', () => {
    const label = fc.stringMatching(/^[A-Za-z][a-z0-9]{0,8}$/)
    const rest = fc.stringMatching(
      /^(?:\/[A-Za-z0-9_~.-]{1,8}){0,3}(?:\?[a-z]=[A-Z0-9]{1,5})?(?:#[a-z]{1,5})?$/,
    )
    const port = fc.constantFrom('', ':80', ':443', ':8080')
    fc.assert(
      fc.property(
        fc.constantFrom('http', 'https', 'HTTPS'),
        label,
        label,
        port,
        rest,
        (scheme, name, top, where, tail) => {
          // WHATWG resolves dot segments; a server may see them, so they are kept here.
          fc.pre(!/\/\.{1,2}(?:[/?#]|$)/.test(tail))
          const address = `${scheme}://${name}.${top}${where}${tail}`
          expect(readAs('url', address)).toBe(new URL(address).href)
        },
      ),
      propertyRuns(),
    )
  })
})

describe('a domain', () => {
  it.each([
    ['Shop.Example', 'shop.example'],
    ['shop.example.', 'shop.example'],
    ['shop[.]example', 'shop.example'],
    ['ｓｈｏｐ．example', 'shop.example'],
    ['shop。example', 'shop.example'],
    ['*.shop.example', 'shop.example'],
    ['_dmarc.shop.example', '_dmarc.shop.example'],
    ['ហាង.example', 'ហាង.example [not-ascii-host]'],
    ['xn--p2e6ba7h.example', 'xn--p2e6ba7h.example [not-ascii-host]'],
    [`${'a'.repeat(63)}.example`, `${'a'.repeat(63)}.example`],
  ])('%j reads as %s', (raw, expected) => {
    expect(readAs('domain', raw)).toBe(expected)
  })

  it.each([
    'localhost',
    'a..b',
    '-a.example',
    'a-.example',
    'shop example',
    '1.2.3.4',
    'shop.123',
    'https://shop.example',
    `${'a'.repeat(64)}.example`,
    `${'a.'.repeat(127)}example`,
  ])('%j is malformed', (raw) => {
    expect(readAs('domain', raw)).toBe('identifier/malformed')
  })
})

describe('an e-mail address', () => {
  it.each([
    ['Sok.Dara@Mail.Example', 'sok.dara@mail.example'],
    ['mailto:sok@mail.example', 'sok@mail.example'],
    ['<sok@mail.example>', 'sok@mail.example'],
    ['sok+shop@mail.example', 'sok+shop@mail.example'],
    ['sok[at]mail[.]example', 'sok@mail.example'],
    ['សុខ@mail.example', 'សុខ@mail.example'],
    ['sok@ហាង.example', 'sok@ហាង.example [not-ascii-host]'],
    [`${'a'.repeat(64)}@mail.example`, `${'a'.repeat(64)}@mail.example`],
  ])('%j reads as %s', (raw, expected) => {
    expect(readAs('email', raw)).toBe(expected)
  })

  it.each([
    'sok',
    '@mail.example',
    'sok@',
    'sok@mail',
    'sok@@mail.example',
    '.sok@mail.example',
    'sok.@mail.example',
    's..k@mail.example',
    'sok dara@mail.example',
    `${'a'.repeat(65)}@mail.example`,
    `sok@${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(56)}.ex`,
  ])('%j is malformed', (raw) => {
    expect(readAs('email', raw)).toBe('identifier/malformed')
  })
})
