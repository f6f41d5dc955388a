// What tests use of qrcode 1.5, which carries no declarations.
declare module 'qrcode' {
  const QRCode: {
    toBuffer(text: string, options?: { readonly scale?: number }): Promise<Buffer>
  }
  export = QRCode
}
