import * as z from 'zod'
import type { DeviceId, DigestHex, HubId, PackageId, VaultId } from '../ids.ts'
import { type CanonicalValue, canonicalBytes, parseCanonical } from '../ledger/canonical-json.ts'
import { branded, count, digest, hex, id, seq } from '../ledger/event-fields.ts'
import { signedCertificateShape, signedRevocationShape } from '../packages/certificates.ts'
import { recipientText } from '../packages/enrolment.ts'
import { signedMessageShape } from '../packages/hub-message.ts'
import { fail, type Result, succeed } from '../result.ts'

/** What precedes an event's bytes in the message that the hub signs (`docs/format-hub.md`, section 3). */
export const HUB_EVENT_CONTEXT = 'samnum/v1/hub-event\n'

/** The `prev` of a hub's first event. */
export const NO_HUB_EVENT = '0'.repeat(64) as DigestHex

const text = z.string().min(1).max(300)
const codeId = branded<string>(16)

const said = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('hub-founded'),
    data: z.strictObject({
      name: text,
      signingKeyHex: branded<string>(64),
      recipient: recipientText,
      tlsPinHex: digest(),
      software: text,
    }),
  }),
  z.strictObject({
    kind: z.literal('code-made'),
    data: z.strictObject({
      codeId,
      station: text,
      /** The one-time secret, sealed under a key that only the hub has. */
      sealedSecretHex: hex,
      validUntilMs: count,
    }),
  }),
  z.strictObject({
    kind: z.literal('station-enrolled'),
    data: z.strictObject({
      codeId,
      requestId: id<PackageId>(),
      station: text,
      vaultId: id<VaultId>(),
      deviceId: id<DeviceId>(),
      /** To whom messages to this station are sealed. */
      recipient: recipientText,
      certificates: z.array(signedCertificateShape).min(1).max(10_001),
      /** The sealed answer, so that asking again with the same request gets the same. */
      answer: z.string(),
    }),
  }),
  z.strictObject({
    kind: z.literal('certified'),
    data: z.strictObject({ certificates: z.array(signedCertificateShape).min(1).max(10_000) }),
  }),
  z.strictObject({
    kind: z.literal('revoked'),
    data: z.strictObject({ revocation: signedRevocationShape }),
  }),
  z.strictObject({
    kind: z.literal('message-sent'),
    data: z.strictObject({
      message: signedMessageShape,
      /** The content as the station gets it, sealed under a key that only the hub has. What is about a case is sealed under the case's key inside. */
      sealedContentHex: hex,
    }),
  }),
  /** Whom stations are to ask about matches. */
  z.strictObject({ kind: z.literal('contact-stated'), data: z.strictObject({ contact: text }) }),
  z.strictObject({
    kind: z.literal('station-placed'),
    /** The two digits of the province in the national gazetteer. */
    data: z.strictObject({ vaultId: id<VaultId>(), province: z.string().regex(/^[0-9]{2}$/) }),
  }),
  z.strictObject({
    kind: z.literal('messages-taken'),
    /** The station's ledger says that it took every message up to this one. */
    data: z.strictObject({ vaultId: id<VaultId>(), number: seq, hashHex: digest() }),
  }),
  z.strictObject({
    kind: z.literal('person-stated'),
    /** A person's whole account, sealed under a key that only the hub has; the newest counts. */
    data: z.strictObject({ personId: branded<string>(32), sealedHex: hex }),
  }),
])

const place = z.strictObject({
  format: z.literal('samnum-hub-event'),
  v: z.literal(1),
  hubId: id<HubId>(),
  seq,
  prev: digest(),
  atMs: count,
})

/** What a hub records about itself and its stations: a kind and its data. */
export type HubSaid = z.output<typeof said>
/** One event of a hub's own ledger: its place in the chain and what it says. */
export type HubEvent = z.output<typeof place> & HubSaid

/** The canonical bytes of a hub's event: what is hashed, signed and stored. */
export function hubEventBytes(event: HubEvent): Uint8Array {
  return canonicalBytes(event as unknown as CanonicalValue)
}

/** Reads a hub's event from its canonical bytes and refuses unknown kinds, members and versions. */
export function parseHubEvent(bytes: Uint8Array): Result<HubEvent, { readonly code: 'hub/ledger-damaged' }> {
  const value = parseCanonical(bytes)
  if (!value.ok || typeof value.value !== 'object' || value.value === null || Array.isArray(value.value))
    return fail({ code: 'hub/ledger-damaged' })
  const { kind, data, ...rest } = value.value as { readonly [name: string]: unknown }
  const at = place.safeParse(rest)
  const what = said.safeParse({ kind, data })
  if (!at.success || !what.success) return fail({ code: 'hub/ledger-damaged' })
  return succeed({ ...at.data, ...what.data })
}
