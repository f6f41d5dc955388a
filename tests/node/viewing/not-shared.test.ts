import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { codeOf, makeFolder } from '../../support/make-vault.ts'
import { createStation, FOUNDER, switchTo } from '../../support/station.ts'

test('whoever has no key of a case looks at none of its exhibits, and does once the case is shared', async () => {
  const { desk, officer } = await createStation()
  const path = join(await makeFolder(), 'note.txt')
  await writeFile(path, 'a line that not everybody reads')
  const { number } = await desk.ask('case.open', { title: 'C' })
  const [offered] = await desk.engine.offerPaths([path])
  if (offered?.ok !== true) throw new Error('the file is there')
  const { exhibitId } = await desk.ask('exhibit.seal', { case: number, intakeId: offered.value.intakeId })
  const own = await desk.ask('exhibit.preview', { exhibit: exhibitId })

  await switchTo(desk, officer)
  expect(codeOf(await desk.call('exhibit.preview', { exhibit: exhibitId }))).toBe('exhibit/not-found')
  // What somebody else opened is nobody's any more.
  const page = { view: 'text' } as const
  expect(codeOf(await desk.call('preview.page', { previewId: own.previewId, ...page }))).toBe(
    'preview/unknown',
  )

  await switchTo(desk, FOUNDER)
  await desk.ask('case.share', { case: number, userId: officer.userId })
  await switchTo(desk, officer)
  const { views } = await desk.ask('exhibit.preview', { exhibit: exhibitId })
  expect(views).toEqual(['text', 'hex'])
})
