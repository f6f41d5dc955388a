/** What a hub's server counts. */
export class ServerCounts {
  readonly #counters = new Map<string, number>()
  readonly #gauges = new Map<string, () => number>()
  readonly #about = new Map<string, { readonly kind: 'counter' | 'gauge'; readonly help: string }>()

  /** Says what a metric means, in the order of the page. */
  describe(name: string, kind: 'counter' | 'gauge', help: string): void {
    this.#about.set(name, { kind, help })
  }

  /** Adds to a counter; labels are words of this program, never of a request. */
  add(name: string, labels: { readonly [label: string]: string } = {}, amount = 1): void {
    const key = `${name}${labelText(labels)}`
    this.#counters.set(key, (this.#counters.get(key) ?? 0) + amount)
  }

  /** Names where a value that goes up and down is read when somebody asks. */
  gauge(name: string, read: () => number): void {
    this.#gauges.set(name, read)
  }

  /** The page that Prometheus reads (text format 0.0.4). */
  page(): string {
    const lines: string[] = []
    for (const [name, { kind, help }] of this.#about) {
      lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`)
      const gauge = this.#gauges.get(name)
      if (gauge !== undefined) lines.push(`${name} ${gauge()}`)
      for (const [key, value] of this.#counters)
        if (key === name || key.startsWith(`${name}{`)) lines.push(`${key} ${value}`)
    }
    return `${lines.join('\n')}\n`
  }
}

function labelText(labels: { readonly [label: string]: string }): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}
