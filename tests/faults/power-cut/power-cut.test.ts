import { expect, onTestFinished, test } from 'vitest'
import { needStrace } from '../objects/run-child.ts'
import { chooseCuts, cutPower } from './cut-power.ts'
import { recordSession } from './record-session.ts'

const CUTS = process.env.SLOW === '1' ? 2000 : Number(process.env.CUTS ?? 36)
const SEED = Number(process.env.SEED ?? 1)

test(`nothing that was acknowledged is lost in ${CUTS} power cuts, and nothing half is there`, async (context) => {
  needStrace(context)
  const recording = await recordSession(onTestFinished)
  expect(await cutPower(recording, chooseCuts(recording, CUTS, SEED))).toEqual([])
})
