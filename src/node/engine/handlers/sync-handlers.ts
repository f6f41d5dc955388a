import { askHub } from '#app/sync/ask-hub.ts'
import { endEnrolment, shareWithHub } from '#app/sync/end-enrolment.ts'
import { exchangeByNetwork } from '#app/sync/exchange.ts'
import { enrolByNetwork, setNetwork, showNetwork } from '#app/sync/network-station.ts'
import { listCarriers, listReceipts, listSharedCases, showSync } from '#app/sync/show-sync.ts'
import { takeFromCarrier } from '#app/sync/take-from-carrier.ts'
import { writePackage } from '#app/sync/write-package.ts'
import type { Handlers } from '#contract/dispatcher.ts'
import { nodeSyncTools as tools } from '../../sync/node-sync-tools.ts'
import type { EngineParts } from '../engine-parts.ts'

type SyncOperation =
  | 'sync.status'
  | 'sync.cases'
  | 'sync.receipts'
  | 'sync.carriers'
  | 'sync.ask'
  | 'sync.take'
  | 'sync.write'
  | 'sync.unpin'
  | 'sync.network'
  | 'sync.setNetwork'
  | 'sync.enrol'
  | 'sync.exchange'
  | 'case.shareWithHub'

/** What operations between this station and headquarters do. */
export function syncHandlers({
  current,
  carriers,
  network,
  sealedObjects: files,
  packageTools: digests,
  software,
}: EngineParts): Pick<Handlers, SyncOperation> {
  return {
    'sync.status': showSync(current),
    'sync.cases': listSharedCases(current),
    'sync.receipts': listReceipts(current, tools),
    'sync.carriers': listCarriers(carriers),
    'sync.ask': askHub(current, { carriers, tools, software }),
    'sync.take': takeFromCarrier(current, { carriers, tools }),
    'sync.write': writePackage(current, { carriers, tools, software, files, digests }),
    'sync.unpin': endEnrolment(current),
    'sync.network': showNetwork(current, network),
    'sync.setNetwork': setNetwork(current, network),
    'sync.enrol': enrolByNetwork(current, { network, tools, software }),
    'sync.exchange': exchangeByNetwork(current, { network, tools, software, files }),
    'case.shareWithHub': shareWithHub(current),
  }
}
