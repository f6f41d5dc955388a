import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { extractExhibit } from '#app/exhibit/extract-exhibit.ts'
import { discardInterrupted, listInterrupted } from '#app/exhibit/interrupted-seals.ts'
import { listParts } from '#app/exhibit/list-parts.ts'
import { sealExhibit } from '#app/exhibit/seal-exhibit.ts'
import { verifyExhibit } from '#app/exhibit/verify-exhibit.ts'
import type { VaultSession } from '#app/vault-session.ts'
import type { ExhibitView } from '#core/case-file/exhibit-view.ts'
import { fail, type Result } from '#core/result.ts'
import { sha256Hex } from '#node/crypto/primitives.ts'
import { OutletDesk } from '#node/engine/outlet-desk.ts'
import { describeSource } from '#node/objects/describe-source.ts'
import { copyVault, FIRST_CASE, makeClosedVault, whenFileEnds } from '../../../support/make-vault.ts'
import { openSession } from '../../../support/open-session.ts'
import { expectOk } from '../../../support/results.ts'

const atEnd = whenFileEnds()
const CONTEXT = { signal: new AbortController().signal, onProgress: () => {} }
let original: string

beforeAll(async () => {
  original = await makeClosedVault(atEnd)
})

/** A folder of files, by path. */
async function makeTree(files: { readonly [path: string]: string }): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'samnum-tree-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const root = join(folder, 'phone')
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(root, path, '..'), { recursive: true })
    await writeFile(join(root, path), content)
    await utimes(join(root, path), 1_700_000_000, 1_700_000_000)
  }
  return root
}

async function openCopy(): Promise<VaultSession> {
  return (await openSession(await copyVault(original))).session
}

async function seal(vault: VaultSession, path: string, signal = CONTEXT.signal) {
  const source = expectOk(await describeSource(path))
  const handler = sealExhibit(() => vault, { take: () => source })
  return (await handler({ case: FIRST_CASE, intakeId: 'x' }, { ...CONTEXT, signal })) as Result<
    ExhibitView,
    unknown
  >
}

/** A vault whose disk is full after so many batches of parts. */
function fullAfter(vault: VaultSession, batches: number): VaultSession {
  let done = 0
  const sealMany: VaultSession['objects']['sealMany'] = async (...asked) => {
    done += 1
    return done > batches ? fail({ code: 'disk/full' }) : await vault.objects.sealMany(...asked)
  }
  return { ...vault, objects: { ...vault.objects, sealMany } }
}

// 501 files are two batches.
const MANY = Object.fromEntries(Array.from({ length: 501 }, (_, n) => [`d${n % 7}/f${n}`, `content ${n}`]))

test('a folder becomes one exhibit that is listed, read through, verified and written back', async () => {
  const vault = await openCopy()
  const root = await makeTree({ 'a.txt': 'a', 'deep/b.txt': 'bb', empty: '' })
  const exhibit = expectOk(await seal(vault, root))
  expect(exhibit).toMatchObject({
    name: 'phone',
    number: `${FIRST_CASE}-E002`,
    sizeBytes: 3,
    collected: { form: 'folder', partCount: 2, emptyFiles: 1, skipped: 0 },
  })
  const parts = expectOk(
    (await listParts(() => vault)({ exhibit: exhibit.number, offset: 1, limit: 5 }, CONTEXT)) as never,
  )
  expect(parts).toMatchObject({
    partCount: 2,
    emptyFiles: ['empty'],
    parts: [{ path: 'deep/b.txt', sizeBytes: 2, modifiedAtMs: 1_700_000_000_000 }],
  })
  const verified = await verifyExhibit(() => vault)({ exhibit: exhibit.number }, CONTEXT)
  expect(verified).toMatchObject({ ok: true, value: { digestHex: exhibit.digestHex, partCount: 2 } })
  const outlets = new OutletDesk()
  const out = join(root, '..', 'out')
  const outletId = outlets.offerPath(out)
  const extracted = await extractExhibit(() => vault, outlets)({ exhibit: exhibit.number, outletId }, CONTEXT)
  expect(extracted).toMatchObject({ ok: true, value: { partCount: 2 } })
  const again = expectOk(await seal(vault, out))
  expect(again.digestHex).toBe(exhibit.digestHex)
  const download = outlets.offerDownload()
  expect(
    await extractExhibit(() => vault, outlets)({ exhibit: exhibit.number, outletId: download }, CONTEXT),
  ).toEqual(fail({ code: 'extract/needs-folder' }))
})

/** The pieces of an image in a folder, and the path of the first. */
async function makeImage(pieces: readonly string[]): Promise<string> {
  const names = pieces.map((_, at) => `disk.${String(at + 1).padStart(3, '0')}`)
  const root = await makeTree(Object.fromEntries(pieces.map((piece, at) => [names[at] ?? '', piece])))
  return join(root, 'disk.001')
}

const PIECES = Array.from({ length: 502 }, (_, n) => `piece ${n};`)
const JOINED_HEX = sha256Hex(Buffer.from(PIECES.join('')))

test('the pieces of an image have the digest of their joined bytes, also when sealing them was interrupted', async () => {
  const vault = await openCopy()
  const first = await makeImage(PIECES)
  expect(await seal(fullAfter(vault, 1), first)).toEqual(fail({ code: 'disk/full' }))
  const exhibit = expectOk(await seal(vault, first))
  expect(exhibit.collected).toMatchObject({ partCount: 502, joined: { sha256Hex: JOINED_HEX } })
  const listed = expectOk(
    vault.cases.exhibitsOf(expectOk(vault.cases.findExhibit(exhibit.number))?.caseId as never),
  )
  expect(listed.at(-1)?.collected?.joined).toEqual({ sha256Hex: JOINED_HEX })
})

test.each(['.002', '.003'])(
  'an image whose piece %s could not be read has no digest of joined bytes; nor has a folder',
  async (ending) => {
    const vault = await openCopy()
    const first = await makeImage(['a', 'b', 'c'])
    const source = expectOk(await describeSource(first))
    await writeFile(first.replace('.001', ending), 'another length')
    const handler = sealExhibit(() => vault, { take: () => source })
    const sealed = (await handler({ case: FIRST_CASE, intakeId: 'x' }, CONTEXT)) as Result<
      ExhibitView,
      unknown
    >
    const { collected } = expectOk(sealed)
    expect(collected).toEqual({ form: 'split-image', partCount: 2, emptyFiles: 0, skipped: 1 })
    expect(expectOk(await seal(vault, join(first, '..'))).collected?.joined).toBeUndefined()
  },
)

test('verifying names the part that was damaged', async () => {
  const vault = await openCopy()
  const exhibit = expectOk(await seal(vault, await makeTree({ a: 'a', b: 'bb' })))
  const verify: VaultSession['objects']['verify'] = async (expected, ...rest) =>
    expected.sizeBytes === 2
      ? fail({ code: 'object/missing', facts: { objectId: expected.objectId } })
      : await vault.objects.verify(expected, ...rest)
  const harmed = { ...vault, objects: { ...vault.objects, verify } }
  const verified = await verifyExhibit(() => harmed)({ exhibit: exhibit.number }, CONTEXT)
  expect(verified).toMatchObject({ ok: false, failure: { code: 'object/missing' } })
})

test('a folder that was interrupted is listed, and sealing it again goes on where it stopped', async () => {
  const vault = await openCopy()
  const root = await makeTree(MANY)
  expect(await seal(fullAfter(vault, 1), root)).toEqual(fail({ code: 'disk/full' }))
  const listed = await listInterrupted(() => vault)({ case: FIRST_CASE }, CONTEXT)
  expect(listed).toMatchObject({ ok: true, value: { seals: [], collections: [{ partCount: 500 }] } })
  let sources = 0
  const sealMany: VaultSession['objects']['sealMany'] = async (asked, ...rest) => {
    sources += asked.length
    return await vault.objects.sealMany(asked, ...rest)
  }
  const exhibit = expectOk(await seal({ ...vault, objects: { ...vault.objects, sealMany } }, root))
  expect(sources).toBe(1)
  expect(exhibit.collected?.partCount).toBe(501)
  expect(await listInterrupted(() => vault)({ case: FIRST_CASE }, CONTEXT)).toMatchObject({
    value: { collections: [] },
  })
  expect(await verifyExhibit(() => vault)({ exhibit: exhibit.number }, CONTEXT)).toMatchObject({ ok: true })
})

test('a folder that changed since it was interrupted is another one, and the first can be given up', async () => {
  const vault = await openCopy()
  const root = await makeTree(MANY)
  await seal(fullAfter(vault, 1), root)
  await writeFile(join(root, 'd0/f0'), 'CONTENT 0')
  expect(expectOk(await seal(vault, root)).collected?.partCount).toBe(501)
  const listed = (await listInterrupted(() => vault)({ case: FIRST_CASE }, CONTEXT)) as unknown as {
    value: { collections: { interruptedId: string }[] }
  }
  const interruptedId = listed.value.collections[0]?.interruptedId ?? ''
  const discard = () => discardInterrupted(() => vault)({ case: FIRST_CASE, interruptedId }, CONTEXT)
  expect(await discard()).toMatchObject({
    ok: true,
    value: { exhibit: { collected: { partCount: 500, skipped: 1 } } },
  })
  expect(await discard()).toEqual(fail({ code: 'exhibit/not-interrupted' }))
})

test('a file that changes while the folder is sealed is left out, and the exhibit says so', async () => {
  const vault = await openCopy()
  const root = await makeTree({ a: 'a', b: 'b' })
  const source = expectOk(await describeSource(root))
  await writeFile(join(root, 'b'), 'changed')
  const handler = sealExhibit(() => vault, { take: () => source })
  const answer = await handler({ case: FIRST_CASE, intakeId: 'x' }, CONTEXT)
  const { number } = expectOk(answer as Result<ExhibitView, unknown>)
  expect(await listParts(() => vault)({ exhibit: number, offset: 0, limit: 9 }, CONTEXT)).toMatchObject({
    value: { partCount: 1, skipped: [{ path: 'b', reason: 'changed' }] },
  })
})

test('the same bytes are kept once in a case, unless those that are there do not hold', async () => {
  const vault = await openCopy()
  const root = await makeTree({ a: 'the same bytes', b: 'the same bytes', c: 'the same bytes' })
  const first = expectOk(await seal(vault, join(root, 'a')))
  const before = expectOk(await vault.objects.list()).objectIds
  const copy = expectOk(await seal(vault, join(root, 'b')))
  expect(copy).toMatchObject({ name: 'b', copyOf: first.exhibitId, digestHex: first.digestHex })
  expect(expectOk(await vault.objects.list()).objectIds).toEqual(before)
  expect(await verifyExhibit(() => vault)({ exhibit: copy.number }, CONTEXT)).toMatchObject({ ok: true })
  const verify = async () => fail({ code: 'object/missing' as const })
  const harmed = { ...vault, objects: { ...vault.objects, verify } }
  const third = expectOk(await seal(harmed, join(root, 'c')))
  expect(third.copyOf).toBeUndefined()
  expect(third.objectId).not.toBe(first.objectId)
})
