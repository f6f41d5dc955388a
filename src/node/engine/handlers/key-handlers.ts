import { bindMachine, changePassphrase, dropKeyFile } from '#app/key/change-own-slot.ts'
import {
  addEscrow,
  checkRecoveryCode,
  makeRecoveryCode,
  removeRecovery,
  rotateVaultKey,
} from '#app/key/change-recovery.ts'
import { listSlots } from '#app/key/list-slots.ts'
import { makeKeyFile } from '#app/key/make-key-file.ts'
import { recoverVault } from '#app/key/recover-vault.ts'
import type { Handlers } from '#contract/dispatcher.ts'
import type { EngineParts } from '../engine-parts.ts'

type KeyOperation =
  | 'key.list'
  | 'key.changePassphrase'
  | 'key.makeKeyFile'
  | 'key.dropKeyFile'
  | 'key.bindMachine'
  | 'key.makeRecoveryCode'
  | 'key.checkRecoveryCode'
  | 'key.addEscrow'
  | 'key.removeRecovery'
  | 'key.rotate'
  | 'key.recover'

/** What operations on ways in do. */
export function keyHandlers({
  current,
  sessions,
  slots,
  outlets,
  inTurn,
  keeper,
  watch,
}: EngineParts): Pick<Handlers, KeyOperation> {
  const access = { keeper, slots, watch }
  return {
    'key.list': listSlots(current, slots),
    'key.changePassphrase': inTurn(changePassphrase(current, slots)),
    'key.makeKeyFile': makeKeyFile(current, slots, outlets),
    'key.dropKeyFile': inTurn(dropKeyFile(current, slots)),
    'key.bindMachine': inTurn(bindMachine(current, slots)),
    'key.makeRecoveryCode': inTurn(makeRecoveryCode(current, slots)),
    'key.checkRecoveryCode': inTurn(checkRecoveryCode(current, slots)),
    'key.addEscrow': inTurn(addEscrow(current, slots)),
    'key.removeRecovery': inTurn(removeRecovery(current, slots)),
    'key.rotate': inTurn(rotateVaultKey(current, slots)),
    'key.recover': recoverVault(sessions, access),
  }
}
