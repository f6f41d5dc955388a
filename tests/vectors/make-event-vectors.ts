/**
 * Makes vectors of the kinds of events that no file of vectors named here has yet, in the chain that events.json begins:
 * `node tests/vectors/make-event-vectors.ts NAME.json`. A file that is there never changes; later kinds get a file of their own.
 */
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { DeviceId, DigestHex } from '#core/ids.ts'
import { bodyBytes } from '#core/ledger/event-body.ts'
import { type EventHeader, headerBytes } from '#core/ledger/event-header.ts'
import { REGISTER_KINDS } from '#core/ledger/register-kinds.ts'
import { scopeRef, sealBody } from '#node/crypto/event-seal.ts'
import { makeSigner } from '#node/crypto/native-event-crypto.ts'
import { personKeysFrom } from '#node/crypto/person-keys.ts'
import { sha256Hex } from '#node/crypto/primitives.ts'
import { bodyOf, KINDS } from '../support/sample-events.ts'
import first from './events.json' with { type: 'json' }
import second from './events-2.json' with { type: 'json' }
import third from './events-3.json' with { type: 'json' }
import fourth from './events-4.json' with { type: 'json' }
import fifth from './events-5.json' with { type: 'json' }
import sixth from './events-6.json' with { type: 'json' }
import seventh from './events-7.json' with { type: 'json' }
import eighth from './events-8.json' with { type: 'json' }

const EARLIER: readonly { readonly kind: string; readonly seq: number; readonly hashHex: string }[] = [
  ...first.events,
  ...second.events,
  ...third.events,
  ...fourth.events,
  ...fifth.events,
  ...sixth.events,
  ...seventh.events,
  ...eighth.events,
]
const FIRST_MS = 1_795_300_000_000
const FIRST_MONOTONIC_MS = 4_321
const FIRST_SALT_BYTE = 0x20

const [name = ''] = process.argv.slice(2)
const path = fileURLToPath(new URL(name, import.meta.url))
if (!/^events-[0-9]+\.json$/.test(name) || existsSync(path)) {
  process.stderr.write('Give the new file a name that is not taken: events-NUMBER.json.\n')
  process.exit(2)
}
const keys = personKeysFrom(Buffer.from(first.personSeedHex, 'hex'))
const signer = makeSigner(keys)
const device = first.device as DeviceId
const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

function vectorOf(kind: (typeof KINDS)[number], seq: number, prev: DigestHex) {
  const isRegister = Object.hasOwn(REGISTER_KINDS, kind)
  const key = Buffer.from(isRegister ? first.registerKeyHex : first.caseKeyHex, 'hex')
  const salt = Uint8Array.from({ length: 32 }, (_, index) => (FIRST_SALT_BYTE + seq + index) % 256)
  const place = { device, seq }
  const body = bodyBytes(bodyOf(kind))
  const sealedBody = sealBody(key, place, body, salt)
  const wallMs = FIRST_MS + seq
  const header = headerBytes({
    v: 1,
    device,
    seq,
    prev,
    actor: keys.keyId,
    scopeRef: scopeRef(key, place),
    time: {
      wallMs,
      counter: 0,
      clockMs: wallMs,
      runId: '0123456789abcdef',
      monotonicMs: FIRST_MONOTONIC_MS + seq,
    },
    body: { digestHex: sha256Hex(sealedBody) as DigestHex, sizeBytes: sealedBody.length },
  } satisfies EventHeader)
  return {
    kind,
    seq,
    scopeKey: isRegister ? 'register' : 'case',
    saltHex: toHex(salt),
    body: Buffer.from(body).toString(),
    sealedBodyHex: toHex(sealedBody),
    header: Buffer.from(header).toString(),
    hashHex: sha256Hex(header),
    signatureHex: toHex(signer.signHeader(header)),
  }
}

const known = new Set(EARLIER.map(({ kind }) => kind))
const events: ReturnType<typeof vectorOf>[] = []
let last = EARLIER.at(-1)
for (const kind of KINDS.filter((kind) => !known.has(kind))) {
  const vector = vectorOf(kind, (last?.seq ?? 0) + 1, (last?.hashHex ?? '') as DigestHex)
  events.push(vector)
  last = vector
}
const about = 'event, version 1: later kinds, with the keys of events.json and in the chain that it begins'
await writeFile(path, `${JSON.stringify({ format: about, events }, null, 2)}\n`)
process.stdout.write(`${path}\n`)
