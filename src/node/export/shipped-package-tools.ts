import { readFile } from 'node:fs/promises'
import { Encrypter } from 'age-encryption'
import type { PackageTools } from '#app/ports/package-tools.ts'
import { PACKAGE_ALGORITHMS } from '#core/export/bag-layout.ts'
import { startFileDigests } from '../crypto/file-digests.ts'
import { errnoOf } from '../disk/disk-failure.ts'
import { bindPackage } from './bind-package.ts'

/** Where the page lies from this file in a checkout, and from its bundle. */
const PLACES = [
  '../../../out/verifier/verify.html',
  '../verifier/verify.html',
  '../../verifier/verify.html',
] as const

/** What packages are made with in this installation. `readPage` gives the page with which others check them. */
export function shippedPackageTools(
  readPage: () => Promise<Uint8Array | null> = readBuiltPage,
): PackageTools {
  return {
    startDigests: () => startFileDigests(PACKAGE_ALGORITHMS),
    verifierPage: readPage,
    isRecipient,
    bind: bindPackage,
  }
}

async function readBuiltPage(): Promise<Uint8Array | null> {
  for (const place of PLACES) {
    try {
      return new Uint8Array(await readFile(new URL(place, import.meta.url)))
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT' && errnoOf(error) !== 'ENOTDIR') throw error
    }
  }
  return null
}

// The library knows more kinds of recipients than one, and throws for what is none.
function isRecipient(text: string): boolean {
  if (!text.startsWith('age1')) return false
  try {
    new Encrypter().addRecipient(text)
    return true
  } catch {
    return false
  }
}
