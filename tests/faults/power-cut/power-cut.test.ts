import { expect, test } from 'vitest'
import { makeFolder } from '../../support/make-vault.ts'
import { needStrace } from '../objects/run-child.ts'
import { chooseCuts, cutPower } from './cut-power.ts'
import { recordSession } from './record-session.ts'
import { onTestFinished } from 'vitest'

const CUTS = process.env.SLOW === '1' ? 2000 : Number(process.env.CUTS ?? 40)

test(`nothing that was acknowledged is lost in ${CUTS} power cuts, and nothing half is there`, async (context) => {
  needStrace(context)
  const recording = await recordSession(onTestFinished)
  console.log(recording.steps.length, recording.steps.filter((s) => s.kind === 'flush').length)
  const cuts = chooseCuts(recording, CUTS, 1)
  expect(await cutPower(recording, cuts)).toEqual([])
})
