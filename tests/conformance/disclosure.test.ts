import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { verifyDisclosure } from '#node/disclosure/verify-disclosure.ts'
import { fillRoom, inShort } from '../support/disclosure-room.ts'
import { makeFolder, whenFileEnds } from '../support/make-vault.ts'

const PYTHON = '/usr/bin/python3'
const VERIFIER = fileURLToPath(new URL('independent-verifier/verify_disclosure.py', import.meta.url))

const hasPython = spawnSync(PYTHON, ['-c', 'import argon2, cryptography']).status === 0
if (!hasPython)
  console.log('Skipped: the independent verifier needs python3-argon2 and python3-cryptography.')

describe.skipIf(!hasPython)('a verifier of disclosures written from the document alone', () => {
  const atEnd = whenFileEnds()
  let folder: string
  let lines: readonly string[]

  beforeAll(async () => {
    folder = await makeFolder(atEnd)
    lines = (await fillRoom().lines()).map((line) => Buffer.from(line).toString())
  })

  async function judgeAsStranger(text: string): Promise<readonly string[]> {
    const file = join(folder, 'case.jsonl')
    await writeFile(file, text)
    const run = spawnSync(PYTHON, [VERIFIER, file], { encoding: 'utf8' })
    expect(run.stderr).toBe('')
    const report = JSON.parse(run.stdout)
    expect(run.status).toBe(report.isWhole ? 0 : 1)
    return inShort(report)
  }

  const whole = () => lines.map((line) => `${line}\n`)
  const edit = (at: number, change: (line: string) => string) =>
    whole().map((line, index) => (index === at ? change(line) : line))

  test('finds a disclosure whole that samnum finds whole, and reads the same from it', async () => {
    expect(await judgeAsStranger(whole().join(''))).toEqual([])
    const run = spawnSync(PYTHON, [VERIFIER, join(folder, 'case.jsonl')], { encoding: 'utf8' })
    const report = await verifyDisclosure([Buffer.from(whole().join(''))])
    expect(JSON.parse(run.stdout)).toMatchObject({
      number: '2026-0001',
      head: { seq: report.head?.seq, hashHex: report.head?.hashHex },
      caseEvents: report.caseEvents.map(({ seq }) => seq),
    })
  })

  const flipped = (line: string, member: string) =>
    line.replace(new RegExp(`("${member}":")(.)`), (_, name, digit) => `${name}${digit === '0' ? '1' : '0'}`)

  test.each<[string, () => string]>([
    ['a line taken out', () => whole().toSpliced(6, 1).join('')],
    ['two lines exchanged', () => whole().toSpliced(6, 2, `${lines[7]}\n`, `${lines[6]}\n`).join('')],
    ['the end cut off', () => whole().slice(0, -2).join('')],
    ['the last byte cut off', () => whole().join('').slice(0, -1)],
    ['a line more', () => `${whole().join('')}${lines[3]}\n`],
    ['white space', () => edit(4, (line) => ` ${line}`).join('')],
    ['a body of the case hidden', () => edit(7, (line) => line.replace(/,"openingHex".*"/, '')).join('')],
    ['an opening changed', () => edit(7, (line) => flipped(line, 'openingHex')).join('')],
    ['a body changed', () => edit(7, (line) => flipped(line, 'sealedBodyHex')).join('')],
    ['a signature changed', () => edit(7, (line) => flipped(line, 'signatureHex')).join('')],
    ['a header changed', () => edit(3, (line) => flipped(line, 'actor')).join('')],
    ['the first line changed', () => edit(0, (line) => flipped(line, 'scopeRefKeyHex')).join('')],
    ['the head changed', () => edit(0, (line) => flipped(line, 'headHex')).join('')],
    ['a later version', () => edit(0, (line) => line.replace('"v":1', '"v":2')).join('')],
    ['something else', () => 'PK'],
    ['nothing', () => ''],
  ])('names %s as samnum does', async (_, make) => {
    const text = make()
    const samnum = inShort(await verifyDisclosure([Buffer.from(text)]))
    expect(samnum.length).toBeGreaterThan(0)
    expect([...(await judgeAsStranger(text))].sort()).toEqual([...samnum].sort())
  })
})
