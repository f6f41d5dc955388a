import type { SalvageWork } from '#app/ports/vault-salvage.ts'

/** Counts pages, events and objects together. */
export class SalvageProgress {
  readonly #work: SalvageWork
  #done = 0
  #total = 0

  constructor(work: SalvageWork) {
    this.#work = work
  }

  expect(count: number): void {
    this.#total += count
  }

  take(count: number): void {
    this.#done += count
    this.#work.onProgress(this.#done, this.#total)
  }
}
