// `npm start`: installs if needed, builds, starts the local instance and opens VS Code on the Orders sample.
// `npm start -- --headless` does the main job in the terminal instead.
import { ensureInstalled } from './install.mjs'

ensureInstalled()
const { register } = await import('tsx/esm/api')
register()
await import('./start/main.ts')
