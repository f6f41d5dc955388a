import { describe, expect, it } from 'vitest'
import { PAPER_FORMS } from '../../../../src/renderer/state/paper-forms.ts'
import {
  CASE_TABS,
  COURT_PARTS,
  HOME,
  isSameRoute,
  parseRoute,
  type Route,
  routeAddress,
  stepThing,
} from '../../../../src/renderer/state/route.ts'
import { idOf } from '../../../support/scripted-desk.ts'

const caseId = idOf('1')
const complaintId = idOf('2')
const itemId = idOf('3')
const raidId = idOf('4')
const placeId = idOf('5')

describe('routes', () => {
  const routes: readonly Route[] = [
    HOME,
    { screen: 'verify' },
    { screen: 'people' },
    { screen: 'keys' },
    { screen: 'about' },
    { screen: 'new-complaint', caseId: null },
    { screen: 'new-complaint', caseId },
    { screen: 'complaint', caseId, complaintId },
    { screen: 'item', caseId, itemId },
    { screen: 'viewer', caseId, exhibitId: itemId },
    { screen: 'raid', caseId, raidId },
    { screen: 'places' },
    { screen: 'place', placeId },
    { screen: 'waiting' },
    { screen: 'record', caseId, recordId: itemId },
    { screen: 'letter', caseId, letterId: itemId },
    { screen: 'case', caseId, tab: 'work', thingId: stepThing('romance-scam', 'freeze') },
    ...PAPER_FORMS.map((form): Route => ({ screen: 'new-paper', caseId, form })),
    ...COURT_PARTS.map((part): Route => ({ screen: 'court', part })),
    ...CASE_TABS.map((tab): Route => ({ screen: 'case', caseId, tab })),
  ]

  it('come back from their address as they were', () => {
    for (const route of routes) expect(parseRoute(routeAddress(route))).toEqual(route)
  })

  it('have an address each', () => {
    expect(new Set(routes.map(routeAddress)).size).toBe(routes.length)
    expect(isSameRoute(HOME, { screen: 'cases' })).toBe(true)
    expect(isSameRoute(HOME, { screen: 'verify' })).toBe(false)
  })

  it('lead home from whatever is no address', () => {
    const strange = [
      '',
      '#',
      '#/',
      '#/nowhere',
      '#/cases/1',
      `#/cases/${caseId}/nothing`,
      `#/cases/${caseId}/complaints/2`,
      `#/cases/${caseId}/exhibits/3`,
      `#/cases/${caseId}/exhibits/${itemId}/more`,
      `#/cases/${caseId}/history/${itemId}`,
      `#/cases/${caseId}/look`,
      `#/cases/${caseId}/look/3`,
      `#/cases/${caseId}/raids/4`,
      `#/cases/${caseId}/records/4`,
      `#/cases/${caseId}/letters`,
      `#/cases/${caseId}/write/poem`,
      '#/court',
      '#/court/poems',
      '#/places/5',
      `#/places/${placeId}/more`,
      '#/waiting/more',
      `#/cases/${caseId.toUpperCase()}x`,
      '#/complaints/old',
      '#/verify/more',
      '#/__proto__',
    ]
    for (const hash of strange) expect([hash, parseRoute(hash)]).toEqual([hash, HOME])
  })
})
