import type { HubKeys } from '../crypto/hub-keys.ts'
import { makeOwnCertificate, pemOf } from '../signatures/certificate.ts'

/** What the hub's certificate says of itself: stations know the key by its digest and read nothing else in it. */
const UNIT = 'Samnum hub, known by its key'

/** The private key and the self-signed certificate of a hub's server, in PEM. */
export function makeServerCredentials(
  { tls, tlsPem }: Pick<HubKeys, 'tls' | 'tlsPem'>,
  atMs: number,
): { readonly key: string; readonly cert: string } {
  const { der } = makeOwnCertificate(tls, { name: 'hub', knownSinceMs: 0, atMs }, UNIT)
  return { key: tlsPem(), cert: pemOf(der) }
}
