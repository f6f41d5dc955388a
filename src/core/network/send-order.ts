import type { ObjectId } from '../ids.ts'

/** Objects that go in one package by network: photographs together, what is larger than all of them by itself. */
const NETWORK_PACKAGE_BYTES = 32 * 1024 * 1024

/**
 * Chooses the objects of the next package by network: the smallest first, as many as fit, and at least one. A photograph does not wait
 * for a disk image, and what comes to be written meanwhile waits for one package at most.
 */
export function chooseObjects<Sized extends { readonly objectId: ObjectId; readonly sizeBytes: number }>(
  objects: readonly Sized[],
  mostBytes: number = NETWORK_PACKAGE_BYTES,
): readonly Sized[] {
  const chosen: Sized[] = []
  let sizeBytes = 0
  for (const one of objects.toSorted(
    (a, b) => a.sizeBytes - b.sizeBytes || (a.objectId < b.objectId ? -1 : 1),
  )) {
    sizeBytes += one.sizeBytes
    if (chosen.length > 0 && sizeBytes > mostBytes) break
    chosen.push(one)
  }
  return chosen
}
