/** Fills what stands in braces. What is not known becomes nothing. */
export function fill(text: string, values: { readonly [name: string]: string | number | undefined }): string {
  return text.replace(/\{([a-zA-Z]+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
