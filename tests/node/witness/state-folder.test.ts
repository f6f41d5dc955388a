import { homedir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stateFolder, witnessFolderIn } from '#node/witness/state-folder.ts'

test.each([
  ['linux', { XDG_STATE_HOME: '/state' }, '/state/samnum'],
  ['linux', { XDG_STATE_HOME: 'relative' }, join(homedir(), '.local/state/samnum')],
  ['linux', {}, join(homedir(), '.local/state/samnum')],
  ['darwin', {}, join(homedir(), '.local/state/samnum')],
  ['win32', { LOCALAPPDATA: '/local' }, '/local/Samnum'],
  ['win32', { XDG_STATE_HOME: '/state' }, join(homedir(), 'AppData/Local/Samnum')],
] as const)('on %s with %o it is %s', (platform, environment, folder) => {
  expect(stateFolder(environment, platform)).toBe(folder)
})

test('witnesses have a folder of their own in it', () => {
  expect(witnessFolderIn('/state/samnum')).toBe('/state/samnum/witness')
})
