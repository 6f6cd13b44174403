import type { PolicyRef } from '../../../azure/apim-port.ts'
import { describeRef } from '../../../workflows/apiops-layout.ts'
import { type Html, html } from './html.ts'

/** The address of a command; VS Code runs those that the page is allowed. */
export const commandUri = (command: string, argument?: unknown): string =>
  `command:policywright.${command}${argument === undefined ? '' : `?${encodeURIComponent(JSON.stringify([argument]))}`}`

/** A policy as a link to its line. */
export const policyLink = ({ ref, line }: { readonly ref: PolicyRef; readonly line: number }): Html =>
  html`<a href="${commandUri('showCalledPolicy', { ref, line })}">${describeRef(ref)}, line ${line}</a>`
