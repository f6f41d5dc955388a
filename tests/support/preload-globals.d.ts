/** What the preload takes from the page around it; tests load it in Node, where the electron double stands in for the page. */
declare function addEventListener(type: string, listener: () => void): void
