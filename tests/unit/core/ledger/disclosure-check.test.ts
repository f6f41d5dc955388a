import { beforeAll, describe, expect, test } from 'vitest'
import type { DeviceId, DigestHex } from '#core/ids.ts'
import { type CanonicalValue, canonicalBytes } from '#core/ledger/canonical-json.ts'
import { writeDisclosedEvent } from '#core/ledger/disclosure-format.ts'
import { type EventHeader, headerBytes } from '#core/ledger/event-header.ts'
import { makeSigner } from '#node/crypto/native-event-crypto.ts'
import {
  ABSENT,
  CASE,
  CASE_KEY,
  crypto,
  DEVICE,
  FOUNDER,
  fillRoom,
  inShort,
  judgeLines,
  makeDisclosureRoom,
  OFFICER,
  OTHER_CASE,
  OTHER_KEY,
  REGISTER_KEY,
  readLine,
  STRANGER,
  VAULT,
} from '../../../support/disclosure-room.ts'
import { flipHex } from '../../../support/flip-hex.ts'
import { idOf } from '../../../support/sample-events.ts'

/** Numbers of events of {@link fillRoom}; the line of each in the file is one more. */
const EVENT = {
  founder: 1,
  officer: 2,
  stranger: 3,
  absent: 4,
  caseOpened: 5,
  otherOpened: 6,
  first: 7,
  other: 8,
  second: 9,
  last: 10,
}

const room = fillRoom()
let lines: readonly Uint8Array[]

beforeAll(async () => {
  lines = await room.lines()
})

type Line = {
  readonly header: EventHeader
  readonly openingHex: string
  readonly sealedBodyHex: string
  readonly signatureHex: string
}

/** The lines with the value of one event's line changed. */
function changed(seq: number, change: (value: Line) => unknown): Uint8Array[] {
  return lines.map((line, at) =>
    at === seq ? canonicalBytes(change(readLine(line)) as CanonicalValue) : line,
  )
}

const withHeader = (seq: number, change: Partial<EventHeader>) =>
  changed(seq, (value) => ({ ...value, header: { ...value.header, ...change } }))
const onlyHeader = ({ header }: { header: unknown }) => ({ header })

/** The line of an event of any scope, opened by what opens it. */
function openedLine(seq: number, key = OTHER_KEY) {
  const { header, signature, sealedBody } = room.ledger.events[seq - 1] ?? fail()
  return {
    header: JSON.parse(Buffer.from(header).toString()),
    openingHex: Buffer.from(crypto.openingOf(key, sealedBody)).toString('hex'),
    sealedBodyHex: Buffer.from(sealedBody).toString('hex'),
    signatureHex: Buffer.from(signature).toString('hex'),
  }
}
const fail = (): never => {
  throw new Error('there is no such event')
}

test('a disclosure that nobody touched holds and says what it is of', () => {
  const report = judgeLines(lines)
  expect(report).toMatchObject({
    isWhole: true,
    findings: [],
    vaultId: VAULT,
    caseId: CASE,
    number: '2026-0001',
    title: 'សំណុំរឿង FIRST TITLE',
    events: 10,
    head: { seq: 10, hashHex: room.ledger.events[9]?.hashHex },
    lost: [],
    anchors: [],
  })
  expect(report.caseEvents.map(({ seq, kind, signedBy }) => [seq, kind, signedBy])).toEqual([
    [5, 'case-opened', OFFICER.name],
    [7, 'complaint-taken', OFFICER.name],
    [9, 'complaint-taken', FOUNDER.name],
  ])
})

test('every event has one line, and only those of the case and of its signers are shown', () => {
  expect(lines).toHaveLength(11)
  const shown = lines.slice(1).flatMap((line, at) => ('openingHex' in readLine(line) ? [at + 1] : []))
  expect(shown).toEqual([EVENT.founder, EVENT.officer, EVENT.caseOpened, EVENT.first, EVENT.second])
})

describe('the chain', () => {
  test('misses a line that was taken out, and names the event after it', () => {
    for (const seq of [EVENT.stranger, EVENT.first, EVENT.other]) {
      const report = judgeLines(lines.filter((_, at) => at !== seq))
      expect(inShort(report)[0]).toBe(`ledger/sequence-broken ${seq + 1}`)
      expect(report.findings[0]?.line).toBe(seq + 1)
    }
  })

  test('misses the first event and the last', () => {
    expect(inShort(judgeLines(lines.filter((_, at) => at !== 1)))).toContain('ledger/sequence-broken 2')
    expect(inShort(judgeLines(lines.slice(0, -1)))).toEqual(['disclosure/truncated'])
  })

  test('misses the end when the first line was made to fit, because the head is another', () => {
    const start = canonicalBytes({ ...readLine(lines[0]), events: 9 })
    expect(inShort(judgeLines([start, ...lines.slice(1, -1)]))).toEqual(['disclosure/head-differs 9'])
  })

  test('finds two lines exchanged', () => {
    const swapped = [...lines]
    ;[swapped[6], swapped[7]] = [lines[7] ?? fail(), lines[6] ?? fail()]
    expect(inShort(judgeLines(swapped))[0]).toBe('ledger/sequence-broken 7')
  })

  test('finds a line that stands twice', () => {
    const start = canonicalBytes({ ...readLine(lines[0]), events: 11 })
    const twice = [start, ...lines.slice(1, 4), lines[3] ?? fail(), ...lines.slice(4)]
    expect(inShort(judgeLines(twice))[0]).toBe('ledger/sequence-broken 3')
  })

  test('finds any member of any header changed', () => {
    for (let seq = 1; seq <= 10; seq += 1) {
      const isShown = 'openingHex' in readLine(lines[seq])
      const after = seq === 10 ? 'disclosure/head-differs 10' : `ledger/chain-broken ${seq + 1}`
      const actor = inShort(judgeLines(withHeader(seq, { actor: ABSENT.keys.keyId })))
      expect(actor.slice(0, 2)).toEqual(isShown ? [`ledger/signer-unknown ${seq}`, after] : [after])
      const scopeRef = inShort(judgeLines(withHeader(seq, { scopeRef: '00'.repeat(16) })))
      expect(scopeRef).toContain(after)
      const size = readLine(lines[seq]).header.body.sizeBytes + 1
      const digestHex = readLine(lines[seq]).header.body.digestHex
      const body = inShort(judgeLines(withHeader(seq, { body: { sizeBytes: size, digestHex } })))
      expect(body).toEqual(isShown ? expect.arrayContaining([`ledger/body-differs ${seq}`, after]) : [after])
    }
  })

  test('finds time that runs back, though the chain was made to fit', () => {
    const time = { ...readLine(lines[9]).header.time, wallMs: 1 }
    expect(inShort(judgeLines(withHeader(9, { time })))).toContain('ledger/time-runs-back 9')
  })
})

describe('an event of the case', () => {
  test('that is not shown is missed, whatever else holds', () => {
    expect(inShort(judgeLines(changed(EVENT.second, onlyHeader)))).toEqual([
      `disclosure/event-missing ${EVENT.second}`,
    ])
    expect(inShort(judgeLines(changed(EVENT.caseOpened, onlyHeader)))[0]).toBe(
      `disclosure/event-missing ${EVENT.caseOpened}`,
    )
  })

  test.each([
    ['sealedBodyHex', 'ledger/body-differs'],
    ['signatureHex', 'ledger/signature-wrong'],
    ['openingHex', 'ledger/body-unreadable'],
  ])('with another %s is %s', (member, code) => {
    const report = judgeLines(
      changed(EVENT.first, (value) => ({
        ...value,
        [member]: flipHex(value[member as keyof Omit<Line, 'header'>]),
      })),
    )
    expect(inShort(report)).toEqual([`${code} ${EVENT.first}`])
  })

  test('with the body of another is found in both places', () => {
    const body = (seq: number) => {
      const { openingHex, sealedBodyHex } = readLine(lines[seq])
      return { openingHex, sealedBodyHex }
    }
    const swapped = lines.map((line, at) =>
      at === EVENT.first || at === EVENT.second
        ? canonicalBytes({ ...readLine(line), ...body(at === EVENT.first ? EVENT.second : EVENT.first) })
        : line,
    )
    expect(inShort(judgeLines(swapped))).toEqual([
      `ledger/body-differs ${EVENT.first}`,
      `ledger/body-differs ${EVENT.second}`,
    ])
  })

  test('is known by the reference key: under another key the case has none', () => {
    const start = canonicalBytes({ ...readLine(lines[0]), scopeRefKeyHex: '00'.repeat(32) })
    expect(inShort(judgeLines([start, ...lines.slice(1)]))).toEqual([
      `ledger/scope-wrong ${EVENT.caseOpened}`,
      `ledger/scope-wrong ${EVENT.first}`,
      `ledger/scope-wrong ${EVENT.second}`,
      'disclosure/event-missing',
    ])
  })

  test('of another case than the first line says stands in the wrong scope', () => {
    const start = canonicalBytes({ ...readLine(lines[0]), caseId: OTHER_CASE })
    expect(inShort(judgeLines([start, ...lines.slice(1)]))).toContain(
      `ledger/scope-wrong ${EVENT.caseOpened}`,
    )
  })
})

describe('what has no part in the case', () => {
  test('is refused when an event of another case is smuggled in', () => {
    expect(inShort(judgeLines(changed(EVENT.other, () => openedLine(EVENT.other))))).toEqual([
      `disclosure/event-foreign ${EVENT.other}`,
    ])
  })

  test('is refused when an event of the register is shown that introduces nobody', async () => {
    const granted = fillRoom()
    const seq = granted.register(FOUNDER, {
      kind: 'head-anchored',
      data: {
        seq: 1,
        hashHex: '00'.repeat(32) as DigestHex,
        anchoredBy: { userId: FOUNDER.userId, name: '' },
      },
    } as never)
    const written = await granted.lines()
    const { header, signature, sealedBody } = granted.ledger.events[seq - 1] ?? fail()
    written[seq] = canonicalBytes({
      header: JSON.parse(Buffer.from(header).toString()),
      openingHex: Buffer.from(crypto.openingOf(REGISTER_KEY, sealedBody)).toString('hex'),
      sealedBodyHex: Buffer.from(sealedBody).toString('hex'),
      signatureHex: Buffer.from(signature).toString('hex'),
    })
    expect(inShort(judgeLines(written))).toEqual([`ledger/event-refused ${seq}`])
  })

  test('is not in the file: no title, no text, no name, no key', () => {
    const text = Buffer.concat(lines.map((line) => Buffer.concat([line, Buffer.from('\n')]))).toString()
    const opened = Buffer.from(
      lines
        .slice(1)
        .map((line) => readLine(line))
        .flatMap(({ header, openingHex, sealedBodyHex }) => {
          if (openingHex === undefined) return []
          const body = crypto.openBodyWith(
            Buffer.from(openingHex, 'hex'),
            { device: DEVICE, seq: header.seq },
            Buffer.from(sealedBodyHex, 'hex'),
          )
          return body.state === 'open' ? [Buffer.from(body.plaintext).toString()] : []
        })
        .join('\n'),
    ).toString()
    expect(opened).toContain('FIRST TITLE')
    expect(opened).toContain('SECOND SUMMARY')
    for (const canary of [
      'OTHER TITLE',
      'OTHER SUMMARY',
      STRANGER.name,
      ABSENT.name,
      OTHER_CASE,
      '2026-0002',
    ]) {
      expect(opened).not.toContain(canary)
      expect(text).not.toContain(canary)
      expect(text).not.toContain(Buffer.from(canary).toString('hex'))
    }
    for (const key of [CASE_KEY, OTHER_KEY, REGISTER_KEY])
      expect(text).not.toContain(Buffer.from(key.bytes).toString('hex'))
    for (const { keys } of [ABSENT, STRANGER]) expect(text + opened).not.toContain(keys.signingKeyHex)
  })

  test('does not follow from what is: what opens one event opens no other', () => {
    const { openingHex } = readLine(lines[EVENT.officer])
    const opening = Buffer.from(openingHex, 'hex')
    for (const seq of [EVENT.stranger, EVENT.absent, EVENT.founder]) {
      const { sealedBody } = room.ledger.events[seq - 1] ?? fail()
      expect(crypto.openBodyWith(opening, { device: DEVICE, seq }, sealedBody)).toEqual({
        state: 'wrong-key',
      })
    }
  })
})

describe('signers', () => {
  test('whose introduction is not shown are unknown', () => {
    const report = judgeLines(changed(EVENT.officer, onlyHeader))
    expect(inShort(report)).toEqual([
      `ledger/signer-unknown ${EVENT.caseOpened}`,
      `ledger/signer-unknown ${EVENT.first}`,
      'ledger/event-refused 9',
      'disclosure/event-missing',
    ])
  })

  test('are shown with whoever introduced them, up to the founder, and nobody beside', async () => {
    const deep = makeDisclosureRoom()
    deep.add(STRANGER)
    deep.add(ABSENT)
    deep.add(OFFICER, STRANGER)
    deep.open(OFFICER, CASE, CASE_KEY, '2026-0001', 'title')
    const written = await deep.lines()
    const shown = written.slice(1).flatMap((line, at) => ('openingHex' in readLine(line) ? [at + 1] : []))
    expect(shown).toEqual([1, 2, 4, 5])
    expect(judgeLines(written).isWhole).toBe(true)
  })

  test('sign nothing any more once they have new keys', async () => {
    const reset = fillRoom()
    const fresh = { ...OFFICER, keys: ABSENT.keys }
    const { keyId, signingKeyHex, agreementKeyHex } = fresh.keys
    reset.register(FOUNDER, {
      kind: 'passphrase-reset',
      data: {
        userId: OFFICER.userId,
        keyId,
        signingKeyHex,
        agreementKeyHex,
        reason: 'ភ្លេច',
        resetBy: { userId: FOUNDER.userId, name: FOUNDER.name },
      },
    } as never)
    reset.complain(fresh, CASE, CASE_KEY, '65', 'with new keys')
    const good = judgeLines(await reset.lines())
    expect(good.findings).toEqual([])
    expect(good.caseEvents.at(-1)?.signedBy).toBe(OFFICER.name)
    const seq = reset.complain(OFFICER, CASE, CASE_KEY, '66', 'with the old ones')
    expect(inShort(judgeLines(await reset.lines()))).toEqual([`ledger/signer-unknown ${seq}`])
  })

  test('are not believed under a key id that is not their key’s', async () => {
    const forged = makeDisclosureRoom()
    forged.register(FOUNDER, {
      kind: 'person-added',
      data: {
        person: {
          userId: OFFICER.userId,
          name: OFFICER.name,
          roles: ['officer'],
          keyId: OFFICER.keys.keyId,
          signingKeyHex: ABSENT.keys.signingKeyHex,
          agreementKeyHex: OFFICER.keys.agreementKeyHex,
        },
        addedBy: { userId: FOUNDER.userId, name: FOUNDER.name },
      },
    } as never)
    forged.open(OFFICER, CASE, CASE_KEY, '2026-0001', 'title')
    expect(inShort(judgeLines(await forged.lines()))[0]).toBe('ledger/event-refused 2')
  })

  test('cannot be replaced by somebody who signs a header anew', () => {
    const { header } = readLine(lines[EVENT.second])
    const bytes = headerBytes({ ...header, actor: STRANGER.keys.keyId })
    const signatureHex = Buffer.from(makeSigner(STRANGER.keys).signHeader(bytes)).toString('hex')
    const report = judgeLines(
      changed(EVENT.second, (value) => ({
        ...value,
        signatureHex,
        header: { ...header, actor: STRANGER.keys.keyId },
      })),
    )
    expect(inShort(report)).toEqual([`ledger/signer-unknown ${EVENT.second}`, 'ledger/chain-broken 10'])
  })
})

describe('a ledger that was salvaged', () => {
  const lost = [
    { from: EVENT.other, to: EVENT.other },
    { from: 11, to: 11 },
  ]

  /** What was left of the ledger without two events, and the chain of another device after it. */
  function salvaged(named: readonly { from: number; to: number }[]): Uint8Array[] {
    const next = makeDisclosureRoom(idOf<DeviceId>('d1'), 12)
    next.register(FOUNDER, {
      kind: 'ledger-salvaged',
      data: {
        fromDeviceId: DEVICE,
        lastSeq: 11,
        lost: named,
        salvagedBy: { userId: FOUNDER.userId, name: FOUNDER.name },
      },
    } as never)
    next.complain(OFFICER, CASE, CASE_KEY, '67', 'after the salvage')
    const more = next.ledger.events.map(({ header, signature, sealedBody }, at) => {
      const opening = crypto.openingOf(at === 0 ? REGISTER_KEY : CASE_KEY, sealedBody)
      return writeDisclosedEvent({ bytes: header, opened: { opening, sealedBody, signature } })
    })
    const left = lines.filter((_, at) => at !== 0 && at !== EVENT.other)
    const headHex = next.ledger.events.at(-1)?.hashHex
    return [canonicalBytes({ ...readLine(lines[0]), events: 11, headHex }), ...left, ...more]
  }

  test('holds where it names every gap, and says what nobody can know any more', () => {
    const report = judgeLines(salvaged(lost))
    expect(report.findings).toEqual([])
    expect(report.lost).toEqual(lost)
    expect(report.caseEvents.map(({ seq }) => seq)).toEqual([5, 7, 9, 13])
  })

  test('does not hold where a gap is named by nobody', () => {
    expect(inShort(judgeLines(salvaged(lost.slice(0, 1))))).toEqual(['ledger/sequence-broken 12'])
    expect(inShort(judgeLines(salvaged(lost.slice(1))))).toEqual([
      `ledger/sequence-broken ${EVENT.other + 1}`,
    ])
  })

  test('does not hold where another device goes on without saying why', () => {
    const file = salvaged(lost)
    const last = file.pop() ?? fail()
    const { header } = readLine(last)
    const alone = { header: { ...header, seq: 11, prev: '0'.repeat(64) } }
    const start = canonicalBytes({ ...readLine(file[0]), events: 10 })
    expect(inShort(judgeLines([start, ...file.slice(1, -1), canonicalBytes(alone)]))).toContain(
      'ledger/sequence-broken 11',
    )
  })
})

describe('a hostile file', () => {
  test('that is something else is no disclosure', () => {
    for (const text of ['', 'PK\u0003\u0004', '{}', '{"format":"samnum-backup","v":1}', 'null', '[1]']) {
      expect(inShort(judgeLines([Buffer.from(text)]))).toEqual(['disclosure/not-a-disclosure'])
    }
    expect(inShort(judgeLines([]))).toEqual(['disclosure/not-a-disclosure'])
  })

  test('of a later version says so', () => {
    const start = canonicalBytes({ ...readLine(lines[0]), v: 2, more: true })
    expect(inShort(judgeLines([start]))).toEqual(['disclosure/from-the-future'])
  })

  test.each([
    ['a member more', { more: 1 }],
    ['a vault id that is none', { vaultId: 'x' }],
    ['no events', { events: 0 }],
    ['a key of another length', { scopeRefKeyHex: 'ab' }],
  ])('whose first line has %s is malformed', (_, change) => {
    expect(inShort(judgeLines([canonicalBytes({ ...readLine(lines[0]), ...change })]))).toEqual([
      'disclosure/malformed',
    ])
  })

  test.each([
    ['white space', (line: string) => `${line} `],
    ['a member twice', (line: string) => line.replace('{"header":', '{"header":1,"header":')],
    [
      'members in another order',
      (line: string) => line.replace(/^\{("header":.*),("openingHex":"[0-9a-f]+")/, '{$2,$1'),
    ],
    ['an unknown member', (line: string) => line.replace(/\}$/, ',"z":1}')],
    ['no header', () => '{"header":null}'],
    ['a list', () => '[]'],
    ['a part of what opens it', (line: string) => line.replace(/,"signatureHex":"[0-9a-f]+"/, '')],
    ['an opening of another length', (line: string) => line.replace(/"openingHex":"../, '"openingHex":"')],
    ['an odd number of digits', (line: string) => line.replace(/"sealedBodyHex":"./, '"sealedBodyHex":"')],
    ['digits that are none', (line: string) => line.replace(/"sealedBodyHex":"../, '"sealedBodyHex":"zz')],
    ['nesting without end', () => '['.repeat(100_000)],
    [
      'bytes that are no text',
      (line: string) => Buffer.concat([Buffer.from(line.slice(0, -1)), Buffer.of(0xff, 0x7d)]),
    ],
  ])('with %s in a line is malformed there, and nothing after it is read', (_, change) => {
    const line = Buffer.from(change(Buffer.from(lines[EVENT.first] ?? []).toString()) as string)
    const report = judgeLines(lines.map((good, at) => (at === EVENT.first ? line : good)))
    expect(report.findings).toEqual([{ code: 'disclosure/malformed', line: EVENT.first + 1 }])
    expect(report.events).toBe(EVENT.first - 1)
  })

  test('with more lines than it says is malformed', () => {
    expect(inShort(judgeLines([...lines, lines[10] ?? fail()]))).toEqual(['disclosure/malformed'])
  })

  test('of a hundred wrong lines keeps a hundred findings and goes on', () => {
    const big = fillRoom()
    for (let more = 0; more < 150; more += 1)
      big.complain(OFFICER, CASE, CASE_KEY, (more % 256).toString(16).padStart(2, '0'), 's')
    return big.lines().then((written) => {
      const bad = written.map((line, at) =>
        at > 10 ? canonicalBytes(onlyHeader(readLine(line)) as never) : line,
      )
      const report = judgeLines(bad)
      expect(report.findings).toHaveLength(100)
      expect(report.events).toBe(160)
    })
  })
})

describe('a line of the station’s register', () => {
  const anchorOf = (seq: number) => ({
    seq,
    hashStartHex: room.ledger.events[seq - 1]?.hashHex.slice(0, 32) ?? '',
  })

  test('agrees, differs, or knows more than the file', () => {
    const other = { ...anchorOf(4), seq: 5 }
    const ahead = { ...anchorOf(4), seq: 11 }
    expect(judgeLines(lines, [anchorOf(4), other, ahead]).anchors).toEqual([
      { seq: 4, verdict: 'same' },
      { seq: 5, verdict: 'differs' },
      { seq: 11, verdict: 'ahead' },
    ])
  })
})
