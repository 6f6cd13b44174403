import { type ClrType, clrType } from './clr-type.ts'
import { sizedText } from './meter.ts'
import type { ClrObject } from './values.ts'

export class ClrStringBuilder implements ClrObject {
  text: string
  constructor(text: string) {
    this.text = text
  }
  get clrType(): ClrType {
    return clrType('System.Text.StringBuilder')
  }
  clrText(): string {
    return this.text
  }
  append(text: string): this {
    this.text = sizedText(this.text + text)
    return this
  }
}
