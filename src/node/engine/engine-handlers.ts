import type { Handlers } from '#contract/dispatcher.ts'
import type { EngineParts } from './engine-parts.ts'
import { caseHandlers } from './handlers/case-handlers.ts'
import { caseWorkHandlers } from './handlers/case-work-handlers.ts'
import { custodyHandlers } from './handlers/custody-handlers.ts'
import { draftHandlers } from './handlers/draft-handlers.ts'
import { exhibitHandlers } from './handlers/exhibit-handlers.ts'
import { exportHandlers } from './handlers/export-handlers.ts'
import { keyHandlers } from './handlers/key-handlers.ts'
import { ledgerHandlers } from './handlers/ledger-handlers.ts'
import { paperHandlers } from './handlers/paper-handlers.ts'
import { parsingHandlers } from './handlers/parsing-handlers.ts'
import { partyHandlers } from './handlers/party-handlers.ts'
import { peopleHandlers } from './handlers/people-handlers.ts'
import { raidHandlers } from './handlers/raid-handlers.ts'
import { recordHandlers } from './handlers/record-handlers.ts'
import { searchHandlers } from './handlers/search-handlers.ts'
import { syncHandlers } from './handlers/sync-handlers.ts'
import { updateHandlers } from './handlers/update-handlers.ts'
import { vaultHandlers } from './handlers/vault-handlers.ts'
import { viewingHandlers } from './handlers/viewing-handlers.ts'

/** What answers each operation of the contract. An operation without a handler does not compile. */
export function engineHandlers(parts: EngineParts): Handlers {
  return {
    ...vaultHandlers(parts),
    ...peopleHandlers(parts),
    ...keyHandlers(parts),
    ...ledgerHandlers(parts),
    ...caseHandlers(parts),
    ...caseWorkHandlers(parts),
    ...exhibitHandlers(parts),
    ...exportHandlers(parts),
    ...custodyHandlers(parts),
    ...raidHandlers(parts),
    ...paperHandlers(parts),
    ...draftHandlers(parts),
    ...recordHandlers(parts),
    ...partyHandlers(parts),
    ...searchHandlers(parts),
    ...parsingHandlers(parts),
    ...viewingHandlers(parts),
    ...syncHandlers(parts),
    ...updateHandlers(parts),
  }
}
