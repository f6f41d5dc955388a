import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { filesBehind } from '#node/vault/vault-files.ts'
import { makeFolder, PASSPHRASE, whenFileEnds } from '../../support/make-vault.ts'
import { callsOf, needStrace, straceOf } from '../objects/run-child.ts'
import { makeScene, runTask } from './backup-faults.ts'

const atEnd = whenFileEnds()
const CALLS = 'openat,pwrite64,fsync,rename,mkdir,unlink,rmdir'

test('a generation counts after everything was flushed, named, read back past the cache, and the manifest flushed', async (context) => {
  needStrace(context)
  const scene = await makeScene(atEnd)
  const room = await makeFolder()
  const vault = join(room, 'vault')
  await cp(filesBehind(scene.session).folder, vault, { recursive: true })
  // On a disk, because memory has no cache to read past.
  const stick = join(room, 'stick')
  await cp(scene.stick, stick, { recursive: true })
  const trace = join(room, 'trace')
  const wrapper = straceOf(trace, CALLS, [])
  const ended = await runTask({ task: 'write', stick, vault, passphrase: PASSPHRASE }, wrapper)
  expect(ended).toMatchObject({ ok: true, value: { generation: 3 } })

  const lines = (await callsOf(trace)).filter((line) => line.includes(stick))
  const placeOf = (pattern: RegExp, from: 'first' | 'last' = 'first') => {
    const places = lines.flatMap((line, at) => (pattern.test(line) ? [at] : []))
    expect(places, `nothing fits ${pattern}`).not.toEqual([])
    return (from === 'first' ? places[0] : places.at(-1)) as number
  }
  const flush = (name: string) => new RegExp(`fsync\\(\\d+<${stick}/${name}>\\) = 0`)
  const order = [
    placeOf(flush('generations/000003/ledger.db[.0-9]*'), 'last'),
    placeOf(flush('incoming/[0-9a-f]{32}[.0-9]*'), 'last'),
    placeOf(new RegExp(`rename\\("${stick}/incoming/.*"${stick}/objects/`), 'last'),
    placeOf(flush('objects/[0-9a-f]{2}'), 'last'),
    placeOf(flush('objects'), 'last'),
    placeOf(flush('generations/000003')),
    placeOf(flush('generations')),
    placeOf(new RegExp(`openat\\(.*"${stick}/generations/000003/ledger.db.*O_RDONLY\\|.*O_DIRECT\\|`)),
    placeOf(new RegExp(`openat\\(.*"${stick}/objects/.*O_RDONLY\\|.*O_DIRECT\\|`), 'last'),
    placeOf(flush('generations/000003/manifest.json.new')),
    placeOf(new RegExp(`rename\\(.*"${stick}/generations/000003/manifest.json"\\) = 0`)),
    placeOf(flush('generations/000003'), 'last'),
    placeOf(new RegExp(`unlink\\("${stick}/generations/000001/manifest.json"\\) = 0`)),
    placeOf(flush('generations/000001')),
    placeOf(new RegExp(`unlink\\("${stick}/generations/000001/ledger.db`)),
  ]
  expect(order, lines.join('\n')).toEqual([...order].sort((a, b) => a - b))
  // Nothing that an earlier generation has is written to before the new one counts.
  const untouched = lines.slice(0, placeOf(/rename\(.*manifest\.json"\) = 0/))
  expect(
    untouched.filter((line) => /^(pwrite64|unlink|rename).*generations\/00000[12]\//.test(line)),
  ).toEqual([])
})
