import { execFileSync, spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseAgeIdentity, parseAgeRecipient, writeAgeRecipient } from '#node/crypto/age-keys.ts'
import { makeFolder } from '../../support/make-vault.ts'

/** Made with age-keygen 1.1.1. */
const IDENTITY = 'AGE-SECRET-KEY-1P4NHATA36F52CGCVEZ4E50973H4YJPK7C2CTNPJ09N39GWCZX54SVPSV26'
const RECIPIENT = 'age1q56d4l85c8c74mwjwxqwryv7vj8z4kjf67ke4z4pgww2we7p9p7sdypqdk'
const hasAge = spawnSync('age-keygen', ['--version']).status === 0

describe('an age recipient', () => {
  test('is read, in small letters or capitals, and written as it was', () => {
    for (const text of [RECIPIENT, RECIPIENT.toUpperCase()]) {
      const raw = parseAgeRecipient(text)
      expect(raw).toHaveLength(32)
      expect(raw === null ? null : writeAgeRecipient(raw)).toBe(RECIPIENT)
    }
  })

  test('with any one character changed, left out or doubled is refused', () => {
    for (let at = 0; at < RECIPIENT.length; at += 1) {
      const other = RECIPIENT[at] === 'q' ? 'p' : 'q'
      for (const changed of [
        `${RECIPIENT.slice(0, at)}${other}${RECIPIENT.slice(at + 1)}`,
        `${RECIPIENT.slice(0, at)}${RECIPIENT.slice(at + 1)}`,
        `${RECIPIENT.slice(0, at)}${RECIPIENT[at]}${RECIPIENT.slice(at)}`,
      ]) {
        expect(parseAgeRecipient(changed), changed).toBe(null)
      }
    }
  })

  test.each([
    ['nothing', ''],
    ['an identity', IDENTITY],
    ['mixed letters', `A${RECIPIENT.slice(1)}`],
    ['white space around it', ` ${RECIPIENT}`],
    ['another prefix', 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq'],
    ['an ssh key', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA'],
    // Nobody could keep a secret with these: the agreement gives zeros, whatever the other side is.
    ['zeros', writeAgeRecipient(new Uint8Array(32))],
    [
      'the point of order one',
      writeAgeRecipient(Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? 1 : 0))),
    ],
  ])('is not %s', (_, text) => {
    expect(parseAgeRecipient(text)).toBe(null)
  })
})

describe('an age identity', () => {
  test('is read with its recipient, also from the file that age-keygen writes', () => {
    expect(parseAgeIdentity(IDENTITY)?.recipient).toBe(RECIPIENT)
    const file = `# created: 2026-11-22T01:25:11Z\r\n# public key: ${RECIPIENT}\r\n${IDENTITY}\r\n`
    expect(parseAgeIdentity(file)?.recipient).toBe(RECIPIENT)
  })

  test.each([
    ['nothing', ''],
    ['a comment', '# public key: age1'],
    ['a recipient', RECIPIENT],
    ['two of them', `${IDENTITY}\n${IDENTITY}`],
    ['cut short', IDENTITY.slice(0, -1)],
    ['one letter off', IDENTITY.replace('P4N', 'P4M')],
    ['a plugin’s', 'AGE-PLUGIN-YUBIKEY-1QYQSZQGPQYQSZQGP'],
  ])('is not %s', (_, text) => {
    expect(parseAgeIdentity(text)).toBe(null)
  })

  test.skipIf(!hasAge)(
    'is what the real age-keygen makes, with the recipient that it names (needs Debian’s age)',
    async () => {
      const path = join(await makeFolder(), 'identity.txt')
      execFileSync('age-keygen', ['-o', path], { stdio: 'ignore' })
      const recipient = execFileSync('age-keygen', ['-y', path], { encoding: 'utf8' }).trim()
      expect(parseAgeIdentity(await readFile(path, 'utf8'))?.recipient).toBe(recipient)
      expect(parseAgeRecipient(recipient)).toHaveLength(32)
    },
  )
})
