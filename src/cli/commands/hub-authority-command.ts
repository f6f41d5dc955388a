import { sha256Hex } from '#node/crypto/primitives.ts'
import { pemOf } from '#node/signatures/certificate.ts'
import type { CommandContext } from '../command-context.ts'
import type { Outcome } from '../outcome.ts'
import { failed, type HubPlace, withHub } from './hub-command.ts'

/** `samnum hub authority DIR`: prints the certificate of the hub's authority for papers as PEM, and nothing else, so that it goes into a file. */
export async function showAuthority(context: CommandContext, place: HubPlace): Promise<Outcome> {
  return await withHub(context, place, async ({ session }) => {
    const read = await session.store.read((reads) => session.ledger.catchUp(reads))
    if (!read.ok) return failed(read.failure)
    if (!read.value.ok) return failed(read.value.failure)
    const der = session.tools.authority.certificate(read.value.value.foundedAtMs)
    const certificate = pemOf(der)
    return {
      kind: 'done',
      value: { name: session.identity.name, certificate, digestHex: sha256Hex(der) },
      lines: certificate.trimEnd().split('\n'),
    }
  })
}
