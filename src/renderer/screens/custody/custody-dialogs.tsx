import type { CustodyDialog } from '../../state/custody-dialog-state.ts'
import { LinkItemDialog } from '../raid/link-item-dialog.tsx'
import { OpenRaidDialog } from '../raid/open-raid-dialog.tsx'
import { ChangePersonDialog, PersonDialog, RaidHelp, RoomDialog } from '../raid/raid-dialogs.tsx'
import { SignDialog } from '../raid/sign-dialog.tsx'
import { AccessDialog, ExaminationDialog } from './access-dialogs.tsx'
import { RegisterContainerDialog } from './container-dialogs.tsx'
import { DiscardInterruptedDialog } from './discard-interrupted-dialog.tsx'
import { FindDialog } from './find-dialog.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { PackDialog, UnpackDialog } from './pack-dialogs.tsx'
import { LabelDialog, ReceiptDialog } from './paper-dialogs.tsx'
import { AddPlaceDialog, ChangePlaceDialog } from './place-dialogs.tsx'
import { ReceiveDialog } from './receive-dialog.tsx'
import { SealDialog } from './seal-dialog.tsx'
import { RegisterThingDialog } from './thing-dialog.tsx'

/** Whichever dialog about custody is open. */
export function CustodyDialogs({ dialog }: { readonly dialog: CustodyDialog }) {
  switch (dialog.act) {
    case 'register-thing':
      return <RegisterThingDialog caseId={dialog.caseId} />
    case 'register-container':
      return <RegisterContainerDialog caseId={dialog.caseId} />
    case 'open-raid':
      return <OpenRaidDialog caseId={dialog.caseId} />
    case 'move':
      return <MoveDialog items={dialog.items} />
    case 'receive':
      return <ReceiveDialog move={dialog.move} />
    case 'change-seal':
      return <SealDialog item={dialog.item} />
    case 'pack':
      return <PackDialog container={dialog.item} />
    case 'unpack':
      return <UnpackDialog container={dialog.item} />
    case 'access-original':
      return <AccessDialog item={dialog.item} />
    case 'record-examination':
      return <ExaminationDialog number={dialog.number} />
    case 'raid-room':
      return <RoomDialog caseId={dialog.caseId} raidId={dialog.raidId} />
    case 'raid-person':
      return <PersonDialog caseId={dialog.caseId} raidId={dialog.raidId} />
    case 'raid-sign':
      return <SignDialog caseId={dialog.caseId} raidId={dialog.raidId} />
    case 'raid-change-person':
      return <ChangePersonDialog {...dialog} />
    case 'raid-link-item':
      return <LinkItemDialog {...dialog} />
    case 'discard-interrupted':
      return <DiscardInterruptedDialog {...dialog} />
    case 'raid-help':
      return <RaidHelp />
    case 'add-place':
      return <AddPlaceDialog />
    case 'change-place':
      return <ChangePlaceDialog place={dialog.place} />
    case 'labels':
      return <LabelDialog items={dialog.items} places={dialog.places} />
    case 'receipt':
      return <ReceiptDialog input={dialog.input} />
    case 'find':
      return <FindDialog code={dialog.code} />
  }
}
