import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { KNOWN_ANSWERS } from '#node/crypto/self-test.ts'

/**
 * What both OpenSSL (Node) and BoringSSL (Electron) offer: the list of `../shared/facts.md`, "Cryptography under Electron", and
 * beside it AES-256-CBC and PBKDF2, which both have too and which the database's own format needs.
 */
const OFFERED_BY_BOTH: ReadonlySet<string> = new Set([
  'sha256',
  'sha512',
  'hkdf-sha256',
  'hmac-sha256',
  'hmac-sha512',
  'pbkdf2-sha512',
  'aes-256-gcm',
  'aes-256-cbc',
  'ed25519',
  'x25519',
  // The curve of ECDSA P-256.
  'prime256v1',
])

const FOLDER = fileURLToPath(new URL('../../../src/node/crypto/', import.meta.url))

/** DER of the algorithm identifiers of RFC 8410, which is how keys of a kind are made here. */
const KINDS_OF_KEYS: Readonly<Record<string, string>> = { '2b6570': 'ed25519', '2b656e': 'x25519' }

/** Functions of `node:crypto` that name no algorithm, or are handed one that is named elsewhere. */
const WITHOUT_A_NAME = new Set([
  'createPrivateKey',
  'createPublicKey',
  'createSecretKey',
  'diffieHellman',
  'randomBytes',
  'sign',
  'timingSafeEqual',
  'verify',
])

/** Functions whose calls name an algorithm, and how. */
const NAMING: Readonly<Record<string, (name: string) => string>> = {
  createECDH: (name) => name,
  createHash: (name) => name,
  hash: (name) => name,
  createHmac: (name) => `hmac-${name}`,
  createCipheriv: (name) => name,
  createDecipheriv: (name) => name,
  hkdfSync: (name) => `hkdf-${name}`,
  pbkdf2Sync: (name) => `pbkdf2-${name}`,
}

type Use = { readonly file: string; readonly algorithm: string }

function readModules(): readonly (readonly [file: string, text: string])[] {
  return readdirSync(FOLDER).map((file) => [file, readFileSync(`${FOLDER}${file}`, 'utf8')] as const)
}

/** Names of functions that a module takes from `node:crypto`, types left out. */
function functionsOf(text: string): readonly string[] {
  const imports = [...text.matchAll(/import \{([^}]*)\} from 'node:crypto'/g)].map(([, names]) => names ?? '')
  return imports
    .flatMap((names) => names.split(','))
    .map((name) => name.trim().split(' as ')[0] ?? '')
    .filter((name) => name !== '' && !name.startsWith('type '))
}

function usesIn(file: string, text: string): readonly Use[] {
  const named = Object.entries(NAMING).flatMap(([call, algorithmOf]) => {
    const calls = [...text.matchAll(new RegExp(`\\b${call}\\(([^;]*?)\\)`, 'g'))]
    return calls.map(([whole, given = '']): Use => {
      const quoted = /'([a-z0-9-]+)'/.exec(
        call === 'pbkdf2Sync' ? whole.slice(whole.lastIndexOf(',')) : given,
      )
      return { file, algorithm: quoted?.[1] === undefined ? `unnamed in ${whole}` : algorithmOf(quoted[1]) }
    })
  })
  const keys = Object.entries(KINDS_OF_KEYS)
    .filter(([der]) => text.includes(`0603${der}`))
    .map(([, algorithm]): Use => ({ file, algorithm }))
  return [...named, ...keys]
}

/** Digests by which other tools compare files, which both libraries offer; these files may make them, for that alone. */
const COMPARED_BY = new Set([
  'bulk-cipher.ts md5',
  'bulk-cipher.ts sha1',
  'file-digests.ts md5',
  'file-digests.ts sha1',
  'file-digests.ts sha224',
  'file-digests.ts sha384',
])

describe('the one folder that encrypts', () => {
  const modules = readModules()
  const uses = modules.flatMap(([file, text]) => usesIn(file, text))

  test('takes from the library only what this test knows how to judge', () => {
    const known = new Set([...WITHOUT_A_NAME, ...Object.keys(NAMING)])
    const taken = modules.flatMap(([file, text]) => functionsOf(text).map((name) => `${file}: ${name}`))
    expect(taken.length).toBeGreaterThan(10)
    expect(taken.filter((one) => !known.has(one.split(': ')[1] ?? ''))).toEqual([])
  })

  test('uses only algorithms that Node’s library and Electron’s both offer', () => {
    expect(uses.length).toBeGreaterThan(8)
    expect(
      uses.filter(
        ({ file, algorithm }) => !OFFERED_BY_BOTH.has(algorithm) && !COMPARED_BY.has(`${file} ${algorithm}`),
      ),
    ).toEqual([])
  })

  test('would be caught with another', () => {
    const planted =
      "import { createCipheriv } from 'node:crypto'\ncreateCipheriv('chacha20-poly1305', key, nonce)"
    expect(usesIn('planted.ts', planted)).toEqual([{ file: 'planted.ts', algorithm: 'chacha20-poly1305' }])
    expect(functionsOf("import { argon2Sync, type Hash } from 'node:crypto'")).toEqual(['argon2Sync'])
    expect(usesIn('planted.ts', 'createHash(name)')[0]?.algorithm).toMatch(/^unnamed/)
  })

  test('has a known answer for everything it uses', () => {
    const tested = KNOWN_ANSWERS.map(({ algorithm }) => algorithm.toLowerCase().replace('sha-', 'sha'))
    const inEvery = ['sha256', 'hmac-sha256', 'hkdf-sha256', 'aes-256-gcm', 'ed25519', 'x25519', 'argon2id']
    for (const algorithm of inEvery) expect(tested).toContain(algorithm)
  })
})
