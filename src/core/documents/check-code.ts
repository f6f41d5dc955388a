import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { DocumentTree } from './document-tree.ts'

/** Digits of a check code: 48 bits, so that nobody finds another document with the same one by trying a few. */
const CODE_DIGITS = 12

/**
 * The short code of a document, which each of its pages carries: the first digits of the SHA-256 of what it says, in groups of four. A page of another document, or of another state of the same one, carries another code.
 */
export function checkCodeOf(tree: DocumentTree): string {
  const { checkCode: _, ...foot } = tree.foot
  const said = JSON.stringify([tree.languages, foot, tree.blocks])
  const digits = bytesToHex(sha256(utf8ToBytes(said))).slice(0, CODE_DIGITS)
  return (digits.match(/.{4}/g) ?? []).join('-').toUpperCase()
}

/** The document as a vault prints it: marked on every page where everything in it is invented, with its check code. */
export function asPrinted(tree: DocumentTree, isTraining: boolean): DocumentTree {
  return withCheckCode(isTraining ? { ...tree, foot: { ...tree.foot, isTraining: true } } : tree)
}

/** The document with its check code at the foot of each page. */
export function withCheckCode(tree: DocumentTree): DocumentTree {
  return { ...tree, foot: { ...tree.foot, checkCode: checkCodeOf(tree) } }
}
