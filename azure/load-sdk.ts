/** The one place where the Azure SDK chunk is loaded: on the first Azure command, never at activation. */
export const loadSdk = () => import('./sdk.ts')
