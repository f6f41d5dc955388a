import { randomBytes } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { PASSPHRASE } from '../../support/make-vault.ts'
import { needStrace } from '../objects/run-child.ts'
import { findReadable } from './find-readable.ts'
import { NEXT_PASSPHRASE, recordSession, SECRET } from './record-session.ts'
import type { Step } from './write-log.ts'

const SECRETS = [SECRET, PASSPHRASE, NEXT_PASSPHRASE]

test('what looks for readable bytes finds them in a write, across two writes and in a name', () => {
  const path = '/room/vault/ledger.db'
  const base = { beganAt: 0, endedAt: 0 }
  const opened: Step = {
    ...base,
    kind: 'open',
    descriptor: 9,
    path,
    creates: true,
    isExclusive: true,
    empties: false,
    appends: false,
  }
  const write = (offsetBytes: number, bytes: Buffer): Step => ({
    ...base,
    kind: 'write',
    descriptor: 9,
    offsetBytes,
    bytes,
  })
  const secret = Buffer.from(SECRET)
  const whole = Buffer.concat([randomBytes(50), secret, randomBytes(50)])
  expect(findReadable([opened, write(0, randomBytes(5000))], SECRETS)).toEqual([])
  expect(findReadable([opened, write(0, whole)], SECRETS)).toEqual([path])
  expect(findReadable([opened, write(0, Buffer.from(SECRET, 'utf16le'))], SECRETS)).toEqual([path])
  expect(findReadable([opened, write(0, Buffer.from(secret.toString('base64')))], SECRETS)).toEqual([path])
  const [head, tail] = [secret.subarray(0, 10), secret.subarray(10)]
  expect(findReadable([opened, write(70, tail), write(60, head)], SECRETS)).toEqual([path])
  expect(findReadable([{ ...base, kind: 'mkdir', path: `/room/${SECRET}` }], SECRETS)).toEqual([
    `/room/${SECRET}`,
  ])
})

test('nothing of a whole session is readable in any byte it ever wrote, in its vault, beside it or in temporary folders', async (context) => {
  needStrace(context)
  const { steps, root } = await recordSession(onTestFinished)
  expect(findReadable(steps, SECRETS)).toEqual([])
  // What was written is what this is about: journals, databases of people, the witness beside the vault.
  const paths = steps.flatMap((step) => (step.kind === 'open' && step.creates ? [step.path] : []))
  for (const part of ['ledger.db-wal', '/people/', '/state/', '/objects/', 'head', 'vault.json.new']) {
    expect(
      paths.filter((path) => path.includes(part)),
      part,
    ).not.toEqual([])
  }
  const outside = paths.filter((path) => !path.startsWith(`${root}/`) && !path.startsWith('/dev/'))
  expect(outside).toEqual([])
  const temporary = paths.filter((path) => path.startsWith(`${root}/tmp/`))
  expect(temporary).toEqual([])
})
