import { setImmediate } from 'node:timers/promises'
import { listCases } from '#app/case/list-cases.ts'
import { showCase } from '#app/case/show-case.ts'
import { listWork } from '#app/case-work/tasks.ts'
import { showHistory, showTimeline, showWork } from '#app/case-work/tell-case.ts'
import { listExaminations } from '#app/custody/examinations.ts'
import { listCounts } from '#app/custody/list-counts.ts'
import { findByCode, listItems, listWaiting } from '#app/custody/list-items.ts'
import { listPlaces } from '#app/custody/places.ts'
import { showChain } from '#app/custody/show-chain.ts'
import { showItem } from '#app/custody/show-item.ts'
import { listExhibits } from '#app/exhibit/list-exhibits.ts'
import { listParts } from '#app/exhibit/list-parts.ts'
import { listLaw } from '#app/law/law-packs.ts'
import { listLetters, showLetter } from '#app/letters/read-letters.ts'
import { listIdentifiers, recognisePasted, showSeen } from '#app/parties/identifiers.ts'
import { listParties } from '#app/parties/list-parties.ts'
import { summariseCase } from '#app/parties/losses.ts'
import { listPayments } from '#app/parties/payments.ts'
import { listPremises } from '#app/parties/premises.ts'
import { listClocks } from '#app/playbooks/list-clocks.ts'
import { listPlaybooks, showPlaybooks } from '#app/playbooks/playbooks.ts'
import { listRaids } from '#app/raid/open-raid.ts'
import { showRaid } from '#app/raid/show-raid.ts'
import { listRecordKinds, listRecords, showRecord } from '#app/records/read-records.ts'
import { listReports } from '#app/report/list-reports.ts'
import { findThings } from '#app/search/find-things.ts'
import { showStatistics } from '#app/statistics/show-statistics.ts'
import type { SessionSource } from '#app/vault-session.ts'
import type { Handlers } from '#contract/dispatcher.ts'
import type { StationRead } from '#contract/station-reads.ts'
import { shippedCourtTexts } from '../court-texts/shipped-court-texts.ts'
import { shippedPlaybooks } from '../playbooks/shipped-playbooks.ts'

/** What answers the questions of analysts about one station: the same functions that answer them there. */
export function readingHandlers(current: SessionSource): Pick<Handlers, StationRead> {
  const texts = shippedCourtTexts()
  const playbooks = shippedPlaybooks()
  const pause = () => setImmediate()
  return {
    'case.list': listCases(current),
    'case.show': showCase(current),
    'case.work': showWork(current),
    'case.timeline': showTimeline(current),
    'case.history': showHistory(current),
    'work.list': listWork(current),
    'playbook.list': listPlaybooks(current, playbooks),
    'playbook.show': showPlaybooks(current, playbooks),
    'playbook.clocks': listClocks(current, playbooks),
    'exhibit.list': listExhibits(current),
    'exhibit.parts': listParts(current),
    'place.list': listPlaces(current),
    'custody.waiting': listWaiting(current),
    'custody.items': listItems(current),
    'custody.chain': showChain(current),
    'item.show': showItem(current),
    'item.find': findByCode(current),
    'examination.list': listExaminations(current),
    'audit.list': listCounts(current),
    'raid.list': listRaids(current),
    'raid.show': showRaid(current),
    'record.list': listRecords(current),
    'record.show': showRecord(current, texts),
    'record.kinds': listRecordKinds(current, texts),
    'law.list': listLaw(current, texts),
    'letter.list': listLetters(current),
    'letter.show': showLetter(current),
    'report.list': listReports(current),
    'party.list': listParties(current),
    'premises.list': listPremises(current),
    'identifier.list': listIdentifiers(current),
    'identifier.seen': showSeen(current),
    'identifier.recognise': recognisePasted(current),
    'payment.list': listPayments(current),
    'loss.summary': summariseCase(current),
    'search.find': findThings(current, pause),
    'statistics.show': showStatistics(current, pause),
  }
}
