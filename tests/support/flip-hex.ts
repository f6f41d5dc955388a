/** The same hexadecimal text with another first digit: always a change, whatever was drawn at random. */
export const flipHex = (hex: string): string => `${hex[0] === '0' ? '1' : '0'}${hex.slice(1)}`
