import { expect, test } from 'vitest'
import {
  explainSandboxTrouble,
  readSandboxFacts,
  type SandboxFacts,
} from '../../../src/main/sandbox-readiness.ts'

const able: SandboxFacts = {
  platform: 'linux',
  userId: 1000,
  maxUserNamespaces: 15_000,
  unprivilegedUsernsClone: 1,
  apparmorRestrictsUserns: 0,
  helper: { path: '/opt/samnum/chrome-sandbox', ownerId: 1000, mode: 0o100755 },
}

test.each<[string, SandboxFacts]>([
  ['an ordinary user with user namespaces', able],
  [
    'a system without those settings',
    { ...able, maxUserNamespaces: null, unprivilegedUsernsClone: null, apparmorRestrictsUserns: null },
  ],
  [
    'a set-uid helper of root',
    { ...able, maxUserNamespaces: 0, helper: { path: '/x', ownerId: 0, mode: 0o104755 } },
  ],
  ['Windows', { ...able, platform: 'win32', userId: null, maxUserNamespaces: 0 }],
  ['macOS as root', { ...able, platform: 'darwin', userId: 0 }],
])('%s has nothing to explain', (_name, facts) => {
  expect(explainSandboxTrouble(facts)).toBeNull()
})

test('root is told in both languages to be somebody else', () => {
  const text = explainSandboxTrouble({ ...able, userId: 0 })
  expect(text?.en).toContain('ordinary user')
  expect(text?.km).toContain('គណនីធម្មតា')
})

test.each<[string, Partial<SandboxFacts>]>([
  ['no user namespaces', { maxUserNamespaces: 0 }],
  ['Debian’s switch off', { unprivilegedUsernsClone: 0 }],
  ['Ubuntu’s restriction on', { apparmorRestrictsUserns: 1 }],
  [
    'a helper of root without set-uid',
    { maxUserNamespaces: 0, helper: { path: '/opt/samnum/chrome-sandbox', ownerId: 0, mode: 0o100755 } },
  ],
  [
    'a set-uid helper of somebody else',
    { maxUserNamespaces: 0, helper: { path: '/opt/samnum/chrome-sandbox', ownerId: 1000, mode: 0o104755 } },
  ],
])('%s: both languages name the command that mends it', (_name, change) => {
  const text = explainSandboxTrouble({ ...able, ...change })
  for (const words of [text?.en, text?.km]) {
    expect(words).toContain('sudo chown root:root "/opt/samnum/chrome-sandbox"')
    expect(words).toContain('chmod 4755')
  }
})

test('the facts of this machine can be read, with and without a helper', () => {
  const facts = readSandboxFacts('/nowhere')
  expect(facts.platform).toBe(process.platform)
  expect(facts.userId).toBe(process.getuid?.() ?? null)
  expect(facts.helper).toBeNull()
})
