import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { codeOf, offerPath } from '../../support/make-vault.ts'
import { switchTo } from '../../support/station.ts'
import { createCustodyStation } from './custody-desk.ts'

test('a custodian who holds the case takes no bytes out of the vault; an officer who holds it does', async () => {
  const { desk, officer, custodian, number } = await createCustodyStation()
  const folder = await mkdtemp(join(tmpdir(), 'samnum-extract-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'chat.txt'), 'pay 500')
  const intakeId = await offerPath(desk, join(folder, 'chat.txt'))
  const { number: exhibit } = await desk.ask('exhibit.seal', { case: number, intakeId })
  for (const { userId } of [officer, custodian]) await desk.ask('case.share', { case: number, userId })
  const extract = async () => {
    const outletId = await desk.engine.offerOutletPath(join(folder, 'out.txt'))
    return await desk.call('exhibit.extract', { exhibit, outletId })
  }
  await switchTo(desk, custodian)
  // They may look at it and check it where it lies.
  await desk.ask('exhibit.verify', { exhibit })
  expect(codeOf(await extract())).toBe('operation/not-allowed')
  await expect(readFile(join(folder, 'out.txt'))).rejects.toThrow('ENOENT')
  await switchTo(desk, officer)
  expect(await extract()).toMatchObject({ outcome: 'done' })
  expect(await readFile(join(folder, 'out.txt'), 'utf8')).toBe('pay 500')
})
