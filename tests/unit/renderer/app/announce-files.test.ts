import { describe, expect, it } from 'vitest'
import { announceFiles } from '../../../../src/renderer/app/announce-files.ts'
import { done, idOf, makeScriptedDesk } from '../../../support/scripted-desk.ts'

describe('files that are announced', () => {
  const { client } = makeScriptedDesk({
    'intake.offer': ({ name, sizeBytes }) =>
      sizeBytes === 0
        ? { outcome: 'failed', failure: { code: 'intake/empty' } }
        : done({ intakeId: idOf(name.charAt(0)), name, sizeBytes }),
  })

  it('are remembered under their ids, and the refused ones come back with the reason', async () => {
    const announced = new Map<string, File>()
    const good = new File(['evidence'], '1.txt')
    const offering = await announceFiles(client, announced, [
      { file: good, isFolder: false },
      { file: new File([], '2.txt'), isFolder: false },
    ])
    expect(offering).toEqual(
      done({
        files: [
          { outcome: 'offered', item: { intakeId: idOf('1'), name: '1.txt', sizeBytes: 8 } },
          { outcome: 'refused', name: '2.txt', failure: { code: 'intake/empty' } },
        ],
      }),
    )
    expect([...announced]).toEqual([[idOf('1'), good]])
  })

  it('that are folders are refused without asking the engine', async () => {
    const desk = makeScriptedDesk({})
    const offering = await announceFiles(desk.client, new Map(), [
      { file: new File(['x'], 'photos'), isFolder: true },
    ])
    expect(offering).toMatchObject({
      value: { files: [{ name: 'photos', failure: { code: 'intake/is-folder' } }] },
    })
    expect(desk.calls).toEqual([])
  })

  it('are all given up when the engine cannot be reached', async () => {
    const desk = makeScriptedDesk({})
    const offering = await announceFiles(desk.client, new Map(), [
      { file: new File(['x'], 'a'), isFolder: false },
    ])
    expect(offering).toMatchObject({ outcome: 'bug' })
  })
})
