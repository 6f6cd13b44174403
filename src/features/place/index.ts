import * as vscode from 'vscode'
import {
  PLACE_CHANGED_NOTIFICATION,
  PLACE_REQUEST,
  type Place,
  SET_PLACE_NOTIFICATION,
  type SetPlaceParams,
} from '../../../language-server/protocol.ts'
import { command } from '../../platform/commands.ts'
import type { Language } from '../../platform/language.ts'
import type { Platform } from '../../platform/platform.ts'
import { activePolicyDocument } from '../../platform/workspace.ts'
import { chooseGateway, chooseScope } from './choose.ts'
import { registerContentFormat } from './content-format.ts'
import { placeLabel, placeTooltip } from './label.ts'

/** The status bar's entry: scope, gateway and size of the active policy document; a click changes scope and gateway. */
export function registerPlace(platform: Platform, language: Language): void {
  const item = vscode.window.createStatusBarItem('policywright.place', vscode.StatusBarAlignment.Right, 100)
  item.name = 'Policy Scope and Gateway'
  item.command = 'policywright.selectScope'

  const showFormat = registerContentFormat(platform, language)
  const show = (place: Place | null): void => {
    if (!place) {
      item.hide()
      return
    }
    showFormat(place)
    item.text = placeLabel(place)
    item.tooltip = new vscode.MarkdownString(placeTooltip(place))
    item.show()
  }

  const refresh = async (): Promise<void> => {
    const document = activePolicyDocument()
    if (!document) {
      item.hide()
      return
    }
    const connection = await language.connection().catch(() => undefined)
    const place = (await connection?.request<Place | null>(PLACE_REQUEST, { uri: document.uri.toString() })) ?? null
    if (activePolicyDocument() === document) show(place)
  }

  const select = async (): Promise<void> => {
    const document = activePolicyDocument()
    if (!document) throw new Error('No policy document is active: open one, then choose its scope and gateway.')
    const uri = document.uri.toString()
    const connection = await language.connection()
    const place = await connection.request<Place | null>(PLACE_REQUEST, { uri })
    const scope = await chooseScope(place)
    const gateway = await chooseGateway(place)
    await connection.notify(SET_PLACE_NOTIFICATION, { uri, scope, gateway } satisfies SetPlaceParams)
    await refresh()
  }

  const follow = async (): Promise<void> => {
    const connection = await language.connection()
    platform.context.subscriptions.push(
      connection.onNotification<Place>(PLACE_CHANGED_NOTIFICATION, (place) => {
        if (activePolicyDocument()?.uri.toString() === place.uri) show(place)
      }),
    )
  }
  let following = false
  const onEditor = (): void => {
    if (activePolicyDocument() && !following) {
      following = true
      void follow().catch(() => {
        following = false
      })
    }
    void refresh().catch((error: unknown) => platform.log.error(String(error)))
  }

  setImmediate(onEditor)
  platform.context.subscriptions.push(
    item,
    vscode.window.onDidChangeActiveTextEditor(onEditor),
    command(platform, 'policywright.selectScope', select),
  )
}
