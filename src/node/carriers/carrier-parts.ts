import type { NetworkCarrier } from '#app/ports/network-carrier.ts'
import type { SealedObjects } from '#app/ports/sealed-objects.ts'
import type { FolderDesk } from '../backup/folder-desk.ts'
import { sealedObjectFiles } from '../sync/sealed-object-files.ts'
import { CarrierDesk, mountsFrom } from './folder/carrier-desk.ts'
import { makeNetworkCarrier } from './network/network-carrier.ts'

/** What an engine exchanges packages with. `SAMNUM_CARRIERS` names folders of mount points where an administrator keeps others. */
export function carrierParts(
  vaultFolder: string,
  folders: FolderDesk,
): {
  readonly carriers: CarrierDesk
  readonly network: NetworkCarrier
  readonly sealedObjects: SealedObjects
} {
  const sealedObjects = sealedObjectFiles(vaultFolder)
  return {
    carriers: new CarrierDesk(folders, mountsFrom(process.env.SAMNUM_CARRIERS)),
    network: makeNetworkCarrier(vaultFolder, sealedObjects),
    sealedObjects,
  }
}
