import { type SignedDocument, signedBytes } from '#core/packages/signed-document.ts'
import type { HubSession } from './hub-session.ts'

/** Signs a document with the hub's key. */
export function signAsHub<Document extends Parameters<typeof signedBytes>[0]>(
  { tools }: Pick<HubSession, 'tools'>,
  document: Document,
): SignedDocument<Document> {
  return { document, signatureHex: tools.signHex(signedBytes(document)) }
}
