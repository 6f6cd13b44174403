import { browserLauncher } from './browser-launcher.ts'
import { desktopLauncher } from './desktop-launcher.ts'
import type { Launcher } from './launcher.ts'

const UPDATES = 'https://update.code.visualstudio.com/api/releases/stable'

/**
 * The desktop where its download and a display are to be had, the browser elsewhere. `POLICYWRIGHT_HOST=desktop|browser`
 * decides by hand.
 */
export async function chooseLauncher(): Promise<Launcher> {
  const wanted = process.env.POLICYWRIGHT_HOST
  if (wanted === 'desktop') return desktopLauncher('stable')
  if (wanted === 'browser') return browserLauncher('POLICYWRIGHT_HOST=browser')
  const display = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  if (!display) return browserLauncher('no display for the desktop')
  const reachable = await fetch(UPDATES, { signal: AbortSignal.timeout(5000) }).then(
    (response) => response.ok,
    () => false,
  )
  return reachable ? desktopLauncher('stable') : browserLauncher('the desktop download cannot be reached')
}
