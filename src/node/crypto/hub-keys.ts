import type { PaperKey } from '#app/ports/paper-signer.ts'
import { PAPER_KEY_SEED_BYTES, paperKeyFrom, paperKeyPem } from './paper-key.ts'
import { hkdfSha256, KEY_BYTES } from './primitives.ts'
import { type DocumentSigner, documentSignerFrom, hybridIdentityFrom, recipientOf } from './sync-keys.ts'

const NO_SALT = new Uint8Array(0)

/** A hub's own keys; all follow from one 32-byte seed (`docs/format-hub.md`, section 2). */
export type HubKeys = {
  /** Ed25519: receipts, certificates, ways back and the hub's own events. */
  readonly signer: DocumentSigner
  /** Where stations seal the keys of their cases to. */
  readonly recipient: string
  /** Opens what was sealed to {@link HubKeys.recipient}. */
  readonly identity: string
  /** ECDSA on P-256, for the certificate of the hub's server. */
  readonly tls: PaperKey
  /** ECDSA on P-256: certifies the keys with which officers sign papers. */
  readonly papers: PaperKey
  /** The private key of {@link HubKeys.tls} as a server takes it, in PEM. */
  readonly tlsPem: () => string
  /** Key of the embedded database. */
  readonly databaseKey: Uint8Array
  /** Seals secrets that the store keeps: those of enrolment codes that wait, and the keys of registers and cases. */
  readonly secretsKey: Uint8Array
  /** What the keys of the copies that analysts read from follow from. */
  readonly readingKey: Uint8Array
}

/** Derives a hub's keys from its seed. */
export async function hubKeysFrom(seed: Uint8Array): Promise<HubKeys> {
  const derive = (purpose: string, bytes = KEY_BYTES) =>
    hkdfSha256(seed, NO_SALT, `samnum/v1/hub-${purpose}`, bytes)
  const identity = hybridIdentityFrom(derive('age'))
  const tlsSeed = derive('tls', PAPER_KEY_SEED_BYTES)
  return {
    signer: documentSignerFrom(derive('signing')),
    recipient: await recipientOf(identity),
    identity,
    tls: paperKeyFrom(tlsSeed),
    papers: paperKeyFrom(derive('papers', PAPER_KEY_SEED_BYTES)),
    tlsPem: () => paperKeyPem(tlsSeed),
    databaseKey: derive('database'),
    secretsKey: derive('secrets'),
    readingKey: derive('reading'),
  }
}

/** Overwrites the secrets among a hub's keys that are bare bytes. */
export function wipeHubKeys({ databaseKey, secretsKey, readingKey }: HubKeys): void {
  databaseKey.fill(0)
  secretsKey.fill(0)
  readingKey.fill(0)
}
