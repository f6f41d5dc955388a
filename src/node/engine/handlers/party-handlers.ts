import { importGazetteer, listPlaces } from '#app/gazetteer/gazetteer.ts'
import {
  addParty,
  changeParty,
  mergeParties,
  noteIndicators,
  setPartyRole,
  unmergeParty,
} from '#app/parties/change-parties.ts'
import {
  listIdentifiers,
  noteIdentifiers,
  recognisePasted,
  showSeen,
  withdrawIdentifier,
} from '#app/parties/identifiers.ts'
import { listParties } from '#app/parties/list-parties.ts'
import { markDuplicate, noteRate, summariseCase } from '#app/parties/losses.ts'
import { addPayment, changePayment, listPayments, withdrawPayment } from '#app/parties/payments.ts'
import { addPremises, changePremises, listPremises } from '#app/parties/premises.ts'
import type { Handlers } from '#contract/dispatcher.ts'
import type { gazetteerOperations } from '#contract/gazetteer-operations.ts'
import type { moneyOperations } from '#contract/money-operations.ts'
import type { partyOperations } from '#contract/party-operations.ts'
import type { EngineParts } from '../engine-parts.ts'

type PartyOperation =
  | keyof typeof partyOperations
  | keyof typeof moneyOperations
  | keyof typeof gazetteerOperations

/** What operations on people, premises, identifiers and money do. */
export function partyHandlers({ current, intake, gazetteer }: EngineParts): Pick<Handlers, PartyOperation> {
  return {
    'gazetteer.import': importGazetteer(current, intake, gazetteer),
    'gazetteer.places': listPlaces(current, gazetteer),
    'party.add': addParty(current),
    'party.change': changeParty(current),
    'party.setRole': setPartyRole(current),
    'party.merge': mergeParties(current),
    'party.unmerge': unmergeParty(current),
    'party.noteIndicators': noteIndicators(current),
    'party.list': listParties(current),
    'premises.add': addPremises(current),
    'premises.change': changePremises(current),
    'premises.list': listPremises(current),
    'identifier.note': noteIdentifiers(current),
    'identifier.withdraw': withdrawIdentifier(current),
    'identifier.list': listIdentifiers(current),
    'identifier.recognise': recognisePasted(current),
    'identifier.seen': showSeen(current),
    'payment.add': addPayment(current),
    'payment.change': changePayment(current),
    'payment.withdraw': withdrawPayment(current),
    'payment.list': listPayments(current),
    'complaint.markDuplicate': markDuplicate(current),
    'rate.note': noteRate(current),
    'loss.summary': summariseCase(current),
  }
}
