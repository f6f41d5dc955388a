import { utf8ToBytes } from '@noble/hashes/utils.js'
import {
  BAG_DECLARATION,
  type BagInfo,
  bagInfoText,
  manifestSizeBytes,
  manifestText,
  PACKAGE_ALGORITHMS,
  type PackageAlgorithm,
} from '#core/export/bag-layout.ts'
import type { OutgoingPart } from '../ports/outlets.ts'
import { type PackageTools, partOfBytes } from '../ports/package-tools.ts'

/** Files that are to become a bag: payload below `data/`, and others beside it. */
export type BagContents<Problem> = {
  readonly payload: readonly OutgoingPart<Problem>[]
  readonly beside: readonly OutgoingPart<Problem>[]
  readonly info: Omit<BagInfo, 'payload'>
}

/**
 * Makes a BagIt 1.0 bag of files: each is digested while it goes out, and the manifests come after what they list. The parts MUST be sent in
 * their order, each to its end.
 */
export function bagParts<Problem>(
  { payload, beside, info }: BagContents<Problem>,
  tools: Pick<PackageTools, 'startDigests'>,
): readonly OutgoingPart<Problem>[] {
  const digests = new Map<string, { readonly [Name in PackageAlgorithm]: string }>()
  const digested = (part: OutgoingPart<Problem>) =>
    digestWhileSent(part, tools, (path, taken) => digests.set(path, taken))
  const sizeBytes = payload.reduce((sum, part) => sum + part.sizeBytes, 0)
  const described = bagInfoText({ ...info, payload: { sizeBytes, files: payload.length } })
  const payloadPaths = payload.map(({ path }) => path)
  const manifests = PACKAGE_ALGORITHMS.map((algorithm) =>
    lateText(`manifest-${algorithm}.txt`, manifestSizeBytes(payloadPaths, algorithm), () =>
      manifestText(payloadPaths, algorithm, digests),
    ),
  )
  const tagged: readonly OutgoingPart<Problem>[] = [
    partOfBytes('bagit.txt', utf8ToBytes(BAG_DECLARATION)),
    partOfBytes('bag-info.txt', utf8ToBytes(described)),
    ...beside,
  ]
  const tagPaths = [...tagged, ...manifests].map(({ path }) => path)
  const tagManifests = PACKAGE_ALGORITHMS.map((algorithm) =>
    lateText(`tagmanifest-${algorithm}.txt`, manifestSizeBytes(tagPaths, algorithm), () =>
      manifestText(tagPaths, algorithm, digests),
    ),
  )
  return [...[...tagged, ...payload, ...manifests].map(digested), ...tagManifests]
}

/** A text that can be written only once what stands before it was sent. */
function lateText(path: string, sizeBytes: number, text: () => string): OutgoingPart<never> {
  return {
    path,
    sizeBytes,
    open: () => partOfBytes(path, utf8ToBytes(text())).open(),
  }
}

function digestWhileSent<Problem>(
  part: OutgoingPart<Problem>,
  tools: Pick<PackageTools, 'startDigests'>,
  taken: (path: string, digests: { readonly sha256: string; readonly sha512: string }) => void,
): OutgoingPart<Problem> {
  return {
    ...part,
    async open() {
      const opened = await part.open()
      if (!opened.ok) return opened
      const running = tools.startDigests()
      const { value } = opened
      return {
        ok: true,
        value: {
          close: () => value.close(),
          async nextChunk() {
            const chunk = await value.nextChunk()
            if (chunk.ok && chunk.value !== null) running.update(chunk.value)
            if (chunk.ok && chunk.value === null) taken(part.path, running.end())
            return chunk
          },
        },
      }
    },
  }
}
